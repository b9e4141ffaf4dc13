namespace Showdown.Scoring.Maths;

/// <summary>An answer that is taken back in passing: "Wait, actually it's 7." states another one without the word "answer".</summary>
internal static class SecondThoughts
{
    private const int LongestTail = 4000;

    internal static readonly string[] Doubts = ["wait", "actually", "correction", "oops", "sorry", "mistake", "rather", "instead"];

    internal static readonly string[] Statements =
    [
        " it's ",
        " it’s ",
        " it is ",
        " it should be ",
        " it must be ",
        " that's ",
        " that should be ",
        " value is ",
        " value should be ",
        " result is ",
        " result should be ",
    ];

    /// <summary>What the last such sentence behind <paramref name="from"/> states, when that is mathematics; null when there is none.</summary>
    public static Extracted? Last(string text, int from)
    {
        from = Math.Max(from, text.Length - LongestTail);
        var tail = text.AsSpan(from);
        if (tail.Length < 8 || !Array.Exists(Doubts, d => text.AsSpan(from).Contains(d, StringComparison.OrdinalIgnoreCase)))
            return null;
        for (var tries = 0; tries < 8; tries++)
        {
            var (at, length) = LastStatement(tail);
            if (at < 0)
                return null;
            if (
                IsDoubtful(tail[..at])
                && MathExtraction.Sentence(tail[(at + length)..]) is { IsEmpty: false, Length: < 80 } stated
                && stated[0] is '$' or '\\' or '-' or '−' or '*' or '(' or '√' or (>= '0' and <= '9')
                && MathExtraction.ReadsAsMathematics(stated.ToString())
            )
                return new Extracted(stated.ToString(), "a second thought behind it says");
            tail = tail[..at];
        }

        return null;
    }

    private static (int At, int Length) LastStatement(ReadOnlySpan<char> tail)
    {
        var best = (At: -1, Length: 0);
        foreach (var statement in Statements)
        {
            if (tail.LastIndexOf(statement, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at > best.At)
                best = (at, statement.Length);
        }

        return best;
    }

    // The doubt stands in the same sentence, or in the one before.
    private static bool IsDoubtful(ReadOnlySpan<char> before)
    {
        var near = before[Math.Max(0, before.Length - 60)..];
        foreach (var doubt in Doubts)
        {
            if (near.Contains(doubt, StringComparison.OrdinalIgnoreCase))
                return near.IndexOf(" not ", StringComparison.Ordinal) < 0;
        }

        return false;
    }
}
