using Showdown.Analysis.Speed;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Gating;

/// <summary>Limits on speed and cost of a scheduled job: held against what is to be expected over its windows, never against one night's
/// mood.</summary>
/// <remarks>A one-sided test at 1 %, over all that a gate watches together (Holm): of a hundred quiet nights one fails at most, also where a host is
/// exactly at its limit. What the windows would show is said.</remarks>
internal static class ExpectedGates
{
    private const double Level = 0.01;

    private const double Power = 0.8;

    /// <summary>Of one figure of several evaluations.</summary>
    /// <param name="limit">The most, of a rate the least.</param>
    /// <param name="watched">Names and lines; a line is null where the figure was never measured.</param>
    public static IReadOnlyList<GateResult> Check(
        string on,
        SpeedFigure figure,
        double limit,
        IReadOnlyList<(string Name, SpeedLine? Line)> watched,
        DateTimeOffset since
    )
    {
        var levels = watched.Select(w => (w.Name, w.Line, Level: w.Line?.Expected(since))).ToList();
        var adjusted = new Queue<double>(Holm.Adjust([.. levels.Where(l => l.Level is not null).Select(l => P(l.Level!, figure, limit))]));
        return
        [
            .. levels.Select(l =>
                l.Line is null ? new GateResult(on, false, $"{l.Name}: {figure.Lower} was not measured; the limit is {Say(limit)}.")
                : l.Level is null ? TooFew(l.Name, l.Line)
                : Judged(l.Name, l.Level, adjusted.Dequeue())
            ),
        ];

        GateResult TooFew(string name, SpeedLine line)
        {
            var windows = line.Current.Count(p => p.Run.CreatedAt > since);
            return new GateResult(
                on,
                true,
                $"{name}: {Say(line.Points[^1].Value)} this night, the limit is {Say(limit)}; what is to be expected is told from {TimeWindows.Fewest} nights on, there {(windows == 1 ? "is" : "are")} {windows}."
            )
            {
                IsChecked = false,
            };
        }

        GateResult Judged(string name, ExpectedLevel level, double p)
        {
            var factor = level.FactorShown(Level, Power);
            var shown = Say(figure.LargerIsBetter ? limit / factor : limit * factor);
            return new GateResult(
                on,
                p >= Level,
                $"{name}: {figure.Lower} {Say(level.Value)} is to be expected ({Say(level.Low)} to {Say(level.High)} over {level.Windows} nights), {(p >= Level ? "not shown to be beyond" : "beyond")} the limit of {Say(limit)}. {shown} would be shown with {Format.WholePercent(Power)}."
            );
        }

        string Say(double value) => figure.Say(value);
    }

    private static double P(ExpectedLevel level, SpeedFigure figure, double limit) =>
        figure.LargerIsBetter ? level.PBelow(limit) : level.PAbove(limit);

    /// <summary>What a whole run costs, over the windows that asked the same, from the last change on.</summary>
    public static SpeedLine? CostLine(IReadOnlyList<SpeedWindow> windows)
    {
        var points = windows
            .Select(w => (w.Run, Evaluations: w.Evaluations.Where(c => c.Key.BenchmarkId != EvaluationSpeed.AllBenchmarks).ToList()))
            .Where(w => w.Evaluations.Count > 0 && w.Evaluations.TrueForAll(c => c.Figures.CostUsd > 0))
            .Select(w => new SpeedPoint(
                w.Run,
                string.Join(' ', w.Evaluations.Select(c => c.Identity)),
                (double)w.Evaluations.Sum(c => c.Figures.CostUsd)!.Value
            ))
            .ToList();
        return points.Count == 0 ? null : SpeedLines.WithChanges([new SpeedLine(new EvaluationKey("", ""), SpeedFigure.RunCost, points)])[0];
    }
}
