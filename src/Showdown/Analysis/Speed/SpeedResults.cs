using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

/// <summary>How fast a run's models are: what this night says, and what is to be expected by the windows of its job.</summary>
/// <param name="Pairs">Of every benchmark and figure, models in the job's order; adjusted for all of them together (Holm).</param>
/// <param name="Lines">Over the windows; empty where the run is no night of a job with others.</param>
internal sealed record SpeedResults(IReadOnlyList<SpeedPair> Pairs, IReadOnlyList<SpeedLine> Lines)
{
    private static readonly TimeSpan _week = TimeSpan.FromDays(7);

    /// <summary>When the run was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The benchmark whose figures a first screen shows: the first that is made to measure speed, else all that are judged together; null
    /// where nothing was answered.</summary>
    public required string? Headline { get; init; }

    /// <summary>What this night says.</summary>
    public required IReadOnlyList<EvaluationSpeed> Evaluations { get; init; }

    /// <param name="windows">Of the run's job up to the run, that included; empty: the run alone.</param>
    public static SpeedResults Of(RunResults results, IReadOnlyList<SpeedWindow> windows)
    {
        var run = results.Facts.Run;
        var evaluations = EvaluationSpeed.WithTotals([
            .. results
                .All.Where(e => e.Facts.Figures.DurationSeconds.Count > 0 && !e.RaisesLoad)
                .Select(e => new EvaluationSpeed(e.Facts.Row, e.Facts.Figures, e.Counts.Credit)),
        ]);
        var headline =
            evaluations.FirstOrDefault(c => c.Measures)?.Key.BenchmarkId
            ?? (
                evaluations.Any(c => c.Key.BenchmarkId == EvaluationSpeed.AllBenchmarks)
                    ? EvaluationSpeed.AllBenchmarks
                    : evaluations.Select(c => c.Key.BenchmarkId).FirstOrDefault()
            );
        var past = windows.Any(w => w.Run.Id == run.Id) ? windows : [];
        var lines = SpeedLines.Of(past);
        var pairs = (
            from benchmark in evaluations.GroupBy(c => c.Key.BenchmarkId)
            let models = benchmark.ToList()
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            from figure in SpeedFigure.All
            where IsAsked(figure, models[a], benchmark.Key == headline)
            let pair = SpeedPair.Of(figure, models[a], models[b])
            where pair is not null
            select Expect(pair, run, lines)
        ).ToList();
        var (week, month) = (Holm.Adjust([.. pairs.Select(p => p.Week)]), Holm.Adjust([.. pairs.Select(p => p.Month)]));
        return new SpeedResults([.. pairs.Select((p, i) => p with { Week = week[i], Month = month[i] })], lines)
        {
            At = run.CreatedAt,
            Headline = headline,
            Evaluations = evaluations,
        };
    }

    /// <summary>The level of a figure over the last month, from its last change on; null where there are too few windows.</summary>
    public ExpectedLevel? Expected(EvaluationKey key, SpeedFigure figure) =>
        Lines.FirstOrDefault(l => l.Key == key && l.Figure == figure)?.Expected(At - SpeedWindows.Month);

    public SpeedPair? Pair(string benchmarkId, string a, string b, SpeedFigure figure) =>
        Pairs.FirstOrDefault(p => p.BenchmarkId == benchmarkId && p.A == a && p.B == b && p.Figure == figure)
        ?? Pairs.FirstOrDefault(p => p.BenchmarkId == benchmarkId && p.A == b && p.B == a && p.Figure == figure)?.Mirrored();

    /// <summary>The value of a figure that stands for a model: what is to be expected, else what this night says.</summary>
    public double? Value(EvaluationKey key, SpeedFigure figure) =>
        Expected(key, figure)?.Value
        ?? (Evaluations.FirstOrDefault(c => c.Key == key) is { } evaluation ? figure.Of(evaluation.Figures, evaluation.Credit) : null);

    /// <summary>On the headline's benchmark the fastest model against the next; null where fewer than two have the figure.</summary>
    public SpeedPair? Best(SpeedFigure figure)
    {
        if (Headline is null)
            return null;
        var ranked = Evaluations
            .Where(c => c.Key.BenchmarkId == Headline)
            .Select(c => (c.Key, Value: Value(c.Key, figure)))
            .Where(c => c.Value is not null)
            .OrderBy(c => figure.LargerIsBetter ? -c.Value : c.Value)
            .ToList();
        return ranked.Count < 2 ? null : Pair(Headline, ranked[0].Key.ModelId, ranked[1].Key.ModelId, figure);
    }

    // Where speed is not what is measured, a benchmark tells how long an answer takes, and no more; answers of several benchmarks have no common
    // length.
    private static bool IsAsked(SpeedFigure figure, EvaluationSpeed evaluation, bool isHeadline)
    {
        var isWhole = figure == SpeedFigure.Answer || figure == SpeedFigure.AnswerP95;
        return evaluation.Measures ? figure != SpeedFigure.RightAnswer
            : evaluation.Key.BenchmarkId == EvaluationSpeed.AllBenchmarks ? !isWhole
            : isHeadline || figure == SpeedFigure.Answer || figure == SpeedFigure.RightAnswer;
    }

    private static string Unit(IReadOnlyList<DateTimeOffset> times) =>
        times.Zip(times.Skip(1), (a, b) => b - a).Any(gap => gap < TimeSpan.FromHours(18)) ? "window" : "night";

    private static SpeedPair Expect(SpeedPair pair, RunRow run, IReadOnlyList<SpeedLine> lines)
    {
        var a = lines.FirstOrDefault(l => l.Key == new EvaluationKey(pair.BenchmarkId, pair.A) && l.Figure == pair.Figure);
        var b = lines.FirstOrDefault(l => l.Key == new EvaluationKey(pair.BenchmarkId, pair.B) && l.Figure == pair.Figure);
        var common = a is null || b is null ? [] : a.Current.Join(b.Current, p => p.Run.Id, p => p.Run.Id, (x, y) => (x, y)).ToList();
        return pair with { Week = Over(_week), Month = Over(SpeedWindows.Month), Unit = Unit([.. common.Select(c => c.x.Run.CreatedAt)]) };

        RatioComparison Over(TimeSpan span) =>
            TimeWindows.Compare([.. common.Where(c => c.x.Run.CreatedAt > run.CreatedAt - span).Select(c => (c.x.Value, c.y.Value))]);
    }
}
