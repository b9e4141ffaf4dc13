using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;

namespace Showdown.Analysis.Summary;

/// <summary>What a host bore as the load was raised, on this night.</summary>
/// <param name="FirstTokenSeconds">The limit that the job names, from when a request was due.</param>
/// <param name="TokensPerSecond">As <paramref name="FirstTokenSeconds"/>.</param>
/// <param name="Knee">The highest rate at which, and at all before, nine of ten requests kept the limits; null: not even at the first.</param>
/// <param name="Broken">The first rate at which they did not; null: at none that was asked.</param>
/// <param name="Ended">Why no higher rate was asked; null: all were.</param>
public sealed record LoadSummary(
    string Benchmark,
    string Model,
    double FirstTokenSeconds,
    double TokensPerSecond,
    double? Knee,
    double? Broken,
    string? Ended,
    IReadOnlyList<LoadPointSummary> Rates
)
{
    public required string Sentence { get; init; }

    internal static IReadOnlyList<LoadSummary> Of(RunResults results, RunNames names) =>
        [
            .. LoadCurve
                .Of(results)
                .Select(c => new LoadSummary(
                    c.Key.BenchmarkId,
                    c.Key.ModelId,
                    c.Plan.FirstToken.TotalSeconds,
                    c.Plan.TokensPerSecond,
                    c.Knee?.Step.Rate,
                    c.Broken?.Step.Rate,
                    c.Ended,
                    [.. c.Points.Select(LoadPointSummary.Of)]
                )
                {
                    Sentence = LoadWords.Sentence(c, names),
                }),
        ];
}

/// <param name="Rate">In requests a second.</param>
/// <param name="Throughput">Completed requests a second.</param>
/// <param name="Kept">Share of the requests that kept the limits, with its interval.</param>
/// <param name="Goodput">Completed requests a second that kept them.</param>
/// <param name="SentLate">Seconds by which 95 of 100 requests at most went out later than they were due: this machine's part.</param>
/// <param name="Whole">False: the step was interrupted, or not asked to its end.</param>
public sealed record LoadPointSummary(
    double Rate,
    int Requests,
    int Sent,
    int Failed,
    double? Throughput,
    double? TtftP50,
    double? TtftP95,
    FigureSummary Kept,
    double? Goodput,
    double SentLate,
    bool Whole
)
{
    internal static LoadPointSummary Of(LoadPoint p) =>
        new(
            p.Step.Rate,
            p.Step.Requests,
            p.Sent,
            p.Failed,
            p.Throughput,
            p.FirstTokenP50,
            p.FirstTokenP95,
            new FigureSummary(p.Kept, p.KeptInterval.Low, p.KeptInterval.High),
            p.Goodput,
            p.SentLate,
            p.IsWhole
        );
}
