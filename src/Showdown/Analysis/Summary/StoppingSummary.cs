using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Statistics.Sequential;

namespace Showdown.Analysis.Summary;

/// <summary>A comparison that may end as soon as it is sure.</summary>
/// <param name="DecidedAt">After how many questions, or clusters of them, it was; null: it is not.</param>
/// <param name="Progress">How far the nearest verdict has come, from 0 to 1.</param>
/// <param name="PlainDifference">The plain mean, which leans outward after an early stop; the difference of the comparison is corrected for
/// that.</param>
/// <param name="Corrected">False where the correction could not be told: then the difference is the plain mean.</param>
/// <param name="Comparisons">That share the error (Bonferroni).</param>
/// <param name="Error">That they share.</param>
/// <param name="AtLeast">No verdict before so many questions.</param>
/// <param name="Forecast">What it would take; null where it is sure, or nothing can be told.</param>
/// <param name="Sentence">In words.</param>
public sealed record StoppingSummary(
    int? DecidedAt,
    double Progress,
    double PlainDifference,
    bool Corrected,
    int Comparisons,
    double Error,
    int AtLeast,
    StoppingForecastSummary? Forecast,
    string Sentence
)
{
    internal static StoppingSummary? Of(PairResult pair, RunResults results)
    {
        if (pair.Comparison.Sequential is not { } s)
            return null;
        var forecast = results.ForecastOf(pair);
        return new StoppingSummary(
            s.DecidedAt,
            s.Progress,
            s.PlainMean,
            s.IsCorrected,
            s.Comparisons,
            s.Error,
            s.AtLeast,
            StoppingForecastSummary.Of(forecast),
            StopWords.Aside(pair.Comparison, forecast)
        );
    }
}

/// <summary>Questions, or clusters of them, in all, if the two models go on differing as they did.</summary>
/// <param name="Few">One time in ten it takes no more.</param>
/// <param name="Typical">Half of the times.</param>
/// <param name="Many">Nine times in ten.</param>
/// <param name="Shown">How often four times as many as were asked are enough, from 0 to 1.</param>
public sealed record StoppingForecastSummary(int Few, int Typical, int Many, double Shown)
{
    internal static StoppingForecastSummary? Of(SequentialForecast? f) => f is null ? null : new(f.Few, f.Typical, f.Many, f.Shown);
}
