using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>What it would take where the data do not say: how many questions show a difference in four runs of five.</summary>
internal static class SamplesNeeded
{
    private const double Chance = 0.8;

    // What is worth asking for first; the margin of the job comes next.
    private const double Plain = 0.05;

    /// <summary>The difference that is spoken about, and the questions that it takes; null where nothing is known of the spread.</summary>
    /// <param name="comparisons">Of which this is one.</param>
    public static (double Difference, long Questions)? Of(PairedComparison c, int comparisons)
    {
        if (c.Spread is not { } spread || c.Units == 0)
            return null;
        var plain = Math.Max(Plain, c.Margin);
        return Questions(plain) > c.Samples ? (plain, Questions(plain)) : (c.Margin, Questions(c.Margin));

        // Units are clusters where samples hang together.
        long Questions(double difference) =>
            (long)Math.Ceiling(Power.Needed(spread, difference, Chance, Math.Max(1, comparisons), c.Level) * c.Samples / c.Units);
    }

    /// <summary>Why the data do not say, after a colon: "830 questions are too few, about 4,600 would show a difference of 5 points".</summary>
    public static string Words(PairedComparison c, int comparisons)
    {
        if (c.HangsOnMissing)
            return "attempts without a score could turn it";
        if (c.Sequential is not null)
            return StopWords.TooFew(c);
        if (Of(c, comparisons) is not var (difference, questions))
            return "too few questions have a score from both";
        var points = VerdictWords.Points(difference);
        return questions <= c.Samples
            ? $"a difference of {points} or more would mostly have been shown by these {Format.Count(c.Samples)} questions"
            : $"{Format.Counted(c.Samples, "question is", "questions are")} too few, about {Format.Count(Rounded(questions))} would show a difference of {points}";
    }

    // Two digits: the figure is no better known.
    private static long Rounded(long count)
    {
        var step = (long)Math.Pow(10, Math.Max(0, (int)Math.Log10(count) - 1));
        return (count + step / 2) / step * step;
    }
}
