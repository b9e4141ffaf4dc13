using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Analysis.Wording;

/// <summary>What is said of evaluations that may end as soon as they are sure, and of their comparisons.</summary>
internal static class StopWords
{
    /// <summary>
    /// "541 questions, 4 epochs"; of evaluations that ended early "97 of 541 questions", "97 to 214 of 541 questions"; of a selection, which is
    /// another one for each model, "15 to 27 questions".
    /// </summary>
    /// <param name="evaluations">Of one benchmark.</param>
    public static string Questions(IReadOnlyList<EvaluationResult> evaluations)
    {
        var planned = Span(evaluations.Select(e => e.Facts.Row.Samples));
        var asked = Span(evaluations.Select(Asked));
        var part = asked == planned ? "" : $"{asked} of ";
        var epochs = evaluations[0].Facts.Row.Epochs;
        return $"{part}{planned} {(planned == "1" ? "question" : "questions")}{(epochs == 1 ? "" : $", {epochs} epochs")}";
    }

    private static string Span(IEnumerable<int> counts) =>
        counts.Order().ToList() is var sorted && sorted[0] == sorted[^1]
            ? Format.Count(sorted[0])
            : $"{Format.Count(sorted[0])} to {Format.Count(sorted[^1])}";

    /// <summary>Questions that an evaluation asked; of one that did not end early all that it was to ask.</summary>
    public static int Asked(EvaluationResult e) => e.Facts.Row.EndedEarly is not null ? e.Facts.Tallies.Count : e.Facts.Row.Samples;

    /// <summary>"sure", "ended by hand"; null where all was asked.</summary>
    public static string? Why(EarlyEnd? end) =>
        end switch
        {
            null => null,
            EarlyEnd.Sure => "sure",
            EarlyEnd.Enough => "ended by hand",
            EarlyEnd.Alone => "no model left to compare it with",
            _ => throw new ArgumentOutOfRangeException(nameof(end)),
        };

    /// <summary>"1,210 of 3,400 attempts were enough to be sure: 2,190 requests and about $4.12 saved"; null where all was to be asked.</summary>
    public static string? Saved(RunResults results) =>
        Savings.Of(results.All) switch
        {
            null => null,
            { Requests: 0 } s when s.Asked < s.Planned =>
                $"{Format.Count(s.Asked)} of {Format.Count(s.Planned)} attempts were made where a benchmark stops when it is sure, and not every comparison was",
            { Requests: 0 } => "every question was asked: no comparison was sure before",
            { Usd: var usd } s =>
                $"{Format.Count(s.Asked)} of {Format.Count(s.Planned)} attempts were asked where a benchmark stops when it is sure: {Format.Counted(s.Requests, "request", "requests")}{(usd is null ? "" : $" and about {Format.Usd(usd)}")} saved{Mixed(results)}",
        };

    /// <summary>What a reader has to know of sums over benchmarks where one model was asked much more of a benchmark than another.</summary>
    private static string Mixed(RunResults results)
    {
        var benchmarks = results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId).ToList();
        return benchmarks.Count > 1 && benchmarks.Exists(b => b.Min(Asked) < 0.9 * b.Max(Asked))
            ? "; models were not asked the same number of questions, so their totals over benchmarks (price, time) are mixed of different shares of them, and the ratios beside them are of the questions of both"
            : "";
    }

    /// <summary>When a comparison was sure, or how far it came, and what its difference is.</summary>
    /// <param name="forecast">Of one that is not sure; null: not known.</param>
    public static string Aside(PairedComparison c, SequentialForecast? forecast)
    {
        var sequential = c.Sequential!;
        var unit = c.Units == c.Samples ? "questions" : "clusters of questions";
        var when = sequential.DecidedAt is { } at
            ? $"Sure after {Format.Count(at)} {unit}{(IsTakenBack(c) ? ", but what was asked after that speaks against it: no verdict is left." : "; the interval holds whenever the asking stops.")}"
            : $"{Format.Counted(c.Samples, "question was", "questions were")} not enough to be sure: {Format.WholePercent(sequential.Progress)} of the way to the nearest verdict.{Ahead(forecast, c)}";
        // The sentence beside it names the better model first.
        return $"{when}{Leaning(c.Verdict == Verdict.Worse ? c.Mirrored() : c)}";
    }

    /// <summary>"sure after 97 questions", "38% of the way to a verdict"; null where it was to be asked everything.</summary>
    public static string? Short(PairedComparison c) =>
        c.Sequential switch
        {
            null => null,
            _ when IsTakenBack(c) => "no longer sure",
            { DecidedAt: { } at } => $"sure after {Format.Count(at)} {(c.Units == c.Samples ? "questions" : "clusters")}",
            _ when c.Test == PairedTest.None => null,
            { Progress: var progress } => $"{Format.WholePercent(progress)} of the way to a verdict",
        };

    /// <summary>Why "not enough data" stands beside an interval without zero; null where it does not.</summary>
    public static string? AgainstInterval(PairedComparison c) =>
        IsTakenBack(c) ? "what was asked after the verdict speaks against it"
        : c is { Verdict: Verdict.NotEnoughData, Sequential: { } s } && (c.Low > 0 || c.High < 0) && c.Units < s.AtLeast
            ? $"no verdict before {Format.Count(s.AtLeast)} questions"
        : null;

    /// <summary>Of a comparison over several benchmarks, or one without a forecast: after "the data do not say: ".</summary>
    public static string TooFew(PairedComparison c) =>
        $"{Format.Counted(c.Samples, "question is", "questions are")} not enough to be sure, by intervals that hold whenever the asking stops";

    // A benchmark may go on for the sake of other models.
    private static bool IsTakenBack(PairedComparison c) =>
        c is { Verdict: Verdict.NotEnoughData, HangsOnMissing: false, Sequential.DecidedAt: not null };

    private static string Leaning(PairedComparison c) =>
        c.Sequential is not { DecidedAt: not null, PlainMean: var plain } ? ""
        : !c.Sequential.IsCorrected
            ? " The difference is the plain mean, which leans outward after an early stop: one stops when it happens to be far out."
        : Format.SignedPoints(plain) == Format.SignedPoints(c.Difference) ? ""
        : $" The plain mean, {Format.SignedPoints(plain)} points, leans outward, for one stops when it happens to be far out; the difference is corrected for that.";

    private static string Ahead(SequentialForecast? forecast, PairedComparison c) =>
        forecast is null ? ""
        : forecast.Shown < 0.9
            ? $" {StoppingPairs.Times} times as many would make it so with a chance of {Format.WholePercent(forecast.Shown)}, if the two go on as here."
        : $" If the two go on as here, {Questions(forecast.Few, c)} to {Questions(forecast.Many, c)} in all would do, half of the time {Questions(forecast.Typical, c)}.";

    private static string Questions(int units, PairedComparison c) => Format.Count(Rounded((double)units * c.Samples / c.Units));

    // Two digits: the figure is no better known.
    private static long Rounded(double count)
    {
        var step = Math.Pow(10, Math.Max(0, (int)Math.Log10(Math.Max(1, count)) - 1));
        return (long)(Math.Round(count / step) * step);
    }
}
