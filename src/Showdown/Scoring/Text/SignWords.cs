using System.Collections.Frozen;

namespace Showdown.Scoring.Text;

/// <summary>The word "minus" before a number: a sign where nothing stands before it that it could take away from, as in "it is minus 5".</summary>
internal static class SignWords
{
    private const string Space = " \u00A0$€£*_({}\\\"";

    private static readonly string[] _runTogether = ["负", "負", "マイナス"];

    /// <summary>Words that a value follows.</summary>
    internal static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Links = (
        "is are was were be been equals equal at to of by about around approximately roughly exactly only now currently get gets gives becomes reaches its it's "
        + "so thus therefore hence ist sind beträgt lautet auf bei etwa also est sont à es son a равен равно это"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="before">What stands before the number, in its line.</param>
    /// <param name="number">The number and what follows it.</param>
    /// <param name="length">Of the word and what parts it from the number; 0 when there is none.</param>
    public static SpokenSign Of(ReadOnlySpan<char> before, ReadOnlySpan<char> number, out int length)
    {
        length = 0;
        var text = before.TrimEnd(Space);
        foreach (var word in _runTogether)
        {
            if (!text.EndsWith(word))
                continue;
            if (text[..^word.Length] is [.., >= '0' and <= '9'])
                return SpokenSign.None; // 胜3负5: three won, five lost
            length = before.Length - text.Length + word.Length;
            return SpokenSign.Negative;
        }

        var start = text.Length;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        var last = text[start..];
        if (start == before.Length || text.Length == before.Length)
            return SpokenSign.None;
        if (last.Equals("negative", StringComparison.OrdinalIgnoreCase))
        {
            length = before.Length - start;
            return SpokenSign.Negative;
        }

        var isMinus = last.Equals("minus", StringComparison.OrdinalIgnoreCase) || last.Equals("минус", StringComparison.OrdinalIgnoreCase);
        if (!isMinus && !last.Equals("moins", StringComparison.OrdinalIgnoreCase) && !last.Equals("menos", StringComparison.OrdinalIgnoreCase))
            return SpokenSign.None;
        if (IsOfAValue(text[..start]) && !IsTakenAway(number))
        {
            length = before.Length - start;
            return SpokenSign.Negative;
        }

        return isMinus ? SpokenSign.Subtracts : SpokenSign.None; // "au moins 5" is at least 5
    }

    /// <summary>Whether a value follows the word.</summary>
    public static bool IsLink(ReadOnlySpan<char> word) => Links.Contains(word);

    /// <summary>Whether a word "minus" in the place of <paramref name="at"/> is the sign of what follows.</summary>
    public static bool IsSign(string[] words, int at) =>
        words[at] == "negative" || (words[at] == "minus" && (at == 0 || Links.Contains(words[at - 1].AsSpan())));

    private static bool IsOfAValue(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd(Space);
        if (before.IsEmpty || before[^1] is ':' or '=' or '≈' or '：' or '.' or '\n')
            return true;
        if (before[^1] == ',')
            return before.IndexOfAnyInRange('0', '9') < 0;
        var start = before.Length;
        while (start > 0 && (char.IsLetter(before[start - 1]) || before[start - 1] is '\'' or '’'))
            start--;
        return Links.Contains(before[start..]);
    }

    // "minus 5 from both sides"
    private static bool IsTakenAway(ReadOnlySpan<char> number)
    {
        var behind = number.TrimStart("0123456789.,$*}) ");
        return behind.StartsWith("from ", StringComparison.OrdinalIgnoreCase) || behind.StartsWith("on both ", StringComparison.OrdinalIgnoreCase);
    }
}
