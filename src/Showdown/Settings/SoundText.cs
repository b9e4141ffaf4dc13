using System.Text;
using System.Text.Unicode;

namespace Showdown.Settings;

/// <summary>Text that can be stored in both databases, sent to a host and read back as it was. What is not is told where the file is read.</summary>
internal static class SoundText
{
    /// <summary>UTF-8 that refuses what it is not, instead of putting a mark in its place.</summary>
    public static UTF8Encoding Strict { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with bytes that should be UTF-8; null when nothing is.</summary>
    public static string? Mistake(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return $"byte {at + 1} (hexadecimal {bytes[at]:X2}) is no UTF-8. Is the file in Latin-1 or another encoding? Save it as UTF-8.";
    }

    /// <summary>What is wrong with a text; null when nothing is.</summary>
    public static string? Mistake(string text)
    {
        // PostgreSQL keeps no NUL in a text, and half a character is no text anywhere.
        if (text.Contains('\0', StringComparison.Ordinal))
            return "holds a NUL character (U+0000), which cannot be stored. Remove it.";
        for (var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return $"holds half a character (\\u{(int)text[i]:x4} without its other half). Write the whole character, or remove it.";
            i++;
        }

        return null;
    }
}
