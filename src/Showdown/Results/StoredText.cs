using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Showdown.Results;

/// <summary>Model output may hold what a database refuses: PostgreSQL takes no NUL, Npgsql no lone surrogate.</summary>
internal static class StoredText
{
    /// <summary>The text with each NUL and lone surrogate replaced by U+FFFD; the same instance when there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text)
    {
        if (text is null || IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // lone surrogates come out as U+FFFD
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return !text.Contains('\0');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
