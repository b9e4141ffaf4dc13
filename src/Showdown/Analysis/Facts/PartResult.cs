using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>One part of what a benchmark asks.</summary>
/// <param name="Score">Of attempts that did all of the part.</param>
/// <param name="Passed">Of <paramref name="Total"/>; both 0 where the part is not counted.</param>
/// <param name="Counted">What passed over all there was, such as instructions followed over instructions given; null where the part is not
/// counted.</param>
internal sealed record PartResult(string Name, ScoreEstimate Score, long Passed, long Total, ScoreEstimate? Counted)
{
    /// <summary>What the part is called in a table: "base tests".</summary>
    public string Label => Labelled(Name);

    /// <summary>A finer part, such as "instructions: punctuation": too many for a terminal.</summary>
    public bool IsDetail => Detailed(Name);

    /// <summary>The published figure: of instructions followed one by one where they are counted, else of attempts that did all of the
    /// part.</summary>
    public ScoreEstimate Headline => Counted ?? Score;

    public static string Labelled(string name) => name is "base" or "plus" ? $"{name} tests" : name;

    public static bool Detailed(string name) => name.Contains(": ", StringComparison.Ordinal);

    /// <param name="clusters">Of each sample's id the cluster it belongs to, or null.</param>
    public static PartResult Of(PartTallies part, IReadOnlyDictionary<string, string?> clusters)
    {
        string?[] names = [.. part.Samples.Select(s => clusters.GetValueOrDefault(s.SampleId))];
        var total = part.Samples.Sum(s => (long)s.Total);
        return new PartResult(
            part.Name,
            Accuracy.Estimate([.. part.Samples.Select(s => new SampleScore(s.Right, s.Scored))], clusters: names),
            part.Samples.Sum(s => (long)s.Passed),
            total,
            // What passes at one sample hangs together: to the interval its instructions are repeats of it.
            total == 0
                ? null
                : Accuracy.Estimate([.. part.Samples.Select(s => new SampleScore(s.Passed, s.Total))], clusters: names)
        );
    }
}
