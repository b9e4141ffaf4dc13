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

    public static string Lower(string text) => text.ToLowerInvariant();

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
            var category = Rune.GetUnicodeCategory(rune);
            if (
                category == UnicodeCategory.TitlecaseLetter
                || category == (upper ? UnicodeCategory.LowercaseLetter : UnicodeCategory.UppercaseLetter)
            )
                return false;
            found |= category == (upper ? UnicodeCategory.UppercaseLetter : UnicodeCategory.LowercaseLetter);
        }

        return found;
    }
}
