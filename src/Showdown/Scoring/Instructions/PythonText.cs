using System.Globalization;
using System.Text;

namespace Showdown.Scoring.Instructions;

/// <summary>What Python means by words, white space, case and punctuation: the references of IFEval and IFBench are written in it.</summary>
internal static class PythonText
{
    /// <summary>string.punctuation.</summary>
    public const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>Code points, so that a character outside the basic plane counts as one.</summary>
    public static Rune[] Characters(string text) => [.. text.EnumerateRunes()];

    public static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    /// <summary>Letters, digits and other numbers, and the underscore: \w.</summary>
    public static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune) || Rune.IsNumber(rune);

    public static bool IsAlphanumeric(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    /// <summary>The four separators that are white space in Python alone become a vertical tab, which is white space to both and else
    /// nothing.</summary>
    public static string WithOurSpaces(string text) =>
        text.AsSpan().ContainsAnyInRange('\u001C', '\u001F') ? string.Concat(text.Select(c => c is >= '\u001C' and <= '\u001F' ? '\v' : c)) : text;

    /// <summary>str.split(): pieces between white space, none of them blank.</summary>
    public static List<string> Split(string text)
    {
        var pieces = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isSpace = i == text.Length || IsSpace(text[i]);
            if (!isSpace && start < 0)
                start = i;
            if (!isSpace || start < 0)
                continue;
            pieces.Add(text[start..i]);
            start = -1;
        }

        return pieces;
    }

    /// <summary>Runs of word characters: "don't" is two, "well-known" two.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var (start, at) = (-1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWord(rune) && start < 0)
                start = at;
            else if (!IsWord(rune) && start >= 0)
            {
                words.Add(text[start..at]);
                start = -1;
            }

            at += rune.Utf16SequenceLength;
        }

        if (start >= 0)
            words.Add(text[start..]);
        return words;
    }

    public static string Strip(string text, string marks) => text.Trim([.. marks]);

    /// <summary>Without ASCII punctuation and blanks at both ends.</summary>
    public static string Bare(string text) => Strip(text, Punctuation + " ");

    /// <summary>Without any ASCII punctuation.</summary>
    public static string WithoutPunctuation(string text) => string.Concat(text.Where(c => !Punctuation.Contains(c)));

    // The one capital that becomes two characters: an i and a dot above.
    public static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>At least one letter with case, and none in lower case.</summary>
    public static bool IsUpper(string text) => HasOnlyCase(text, upper: true);

    /// <summary>At least one letter with case, and none in upper case.</summary>
    public static bool IsLower(string text) => HasOnlyCase(text, upper: false);

    /// <summary>True where the word starts and ends at the border of a run of word characters.</summary>
    public static bool StandsAlone(string text, int start, int length) => IsBorder(text, start) && IsBorder(text, start + length);

    /// <summary>Whether the word occurs between word borders, ignoring case.</summary>
    public static bool ContainsWord(string text, string word, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        for (var at = 0; word.Length > 0 && (at = text.IndexOf(word, at, comparison)) >= 0; at++)
        {
            if (StandsAlone(text, at, word.Length))
                return true;
        }

        return false;
    }

    /// <summary>How often a text occurs, without overlaps.</summary>
    public static int Count(string text, string part, StringComparison comparison = StringComparison.Ordinal)
    {
        var count = 0;
        for (var at = 0; part.Length > 0 && (at = text.IndexOf(part, at, comparison)) >= 0; at += part.Length)
            count++;
        return count;
    }

    private static bool IsBorder(string text, int at)
    {
        var before =
            at > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var last, out _) == System.Buffers.OperationStatus.Done && IsWord(last);
        var after =
            at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(at), out var next, out _) == System.Buffers.OperationStatus.Done && IsWord(next);
        return before != after;
    }

    private static bool HasOnlyCase(string text, bool upper)
    {
        var found = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var (isUpper, isLower) = (IsUpperCase(rune), IsLowerCase(rune));
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter || (upper ? isLower : isUpper))
                return false;
            found |= upper ? isUpper : isLower;
        }

        return found;
    }

    // Unicode's properties Uppercase and Lowercase: beside the letters of these categories Roman numerals, letters in circles, and small raised
    // letters.
    private static bool IsUpperCase(Rune rune) =>
        Rune.IsUpper(rune)
        || rune.Value
            is (>= 0x2160 and <= 0x216F)
                or (>= 0x24B6 and <= 0x24CF)
                or (>= 0x1F130 and <= 0x1F149)
                or (>= 0x1F150 and <= 0x1F169)
                or (>= 0x1F170 and <= 0x1F189);

    private static bool IsLowerCase(Rune rune) =>
        Rune.IsLower(rune)
        || rune.Value
            is 0xAA
                or 0xBA
                or (>= 0x2B0 and <= 0x2B8)
                or 0x2C0
                or 0x2C1
                or (>= 0x2E0 and <= 0x2E4)
                or 0x345
                or 0x37A
                or (>= 0x1D2C and <= 0x1D6A)
                or 0x1D78
                or (>= 0x1D9B and <= 0x1DBF)
                or 0x2071
                or 0x207F
                or (>= 0x2090 and <= 0x209C)
                or (>= 0x2170 and <= 0x217F)
                or (>= 0x24D0 and <= 0x24E9);
}
