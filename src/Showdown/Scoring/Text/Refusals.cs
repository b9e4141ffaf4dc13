namespace Showdown.Scoring.Text;

/// <summary>Sentences that say that there is no answer: a number in them is none.</summary>
internal static class Refusals
{
    internal static readonly string[] Phrases =
    [
        "do not know",
        "don't know",
        "don’t know",
        "cannot tell",
        "can't tell",
        "can’t tell",
        "cannot be determined",
        "cannot determine",
        "can't determine",
        "cannot answer",
        "can't answer",
        "cannot solve",
        "unable to",
        "not able to",
        "not enough information",
        "need more information",
    ];

    public static bool Are(ReadOnlySpan<char> sentence)
    {
        foreach (var phrase in Phrases)
        {
            if (sentence.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
