using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>The table that decides: a line a benchmark, then one each for speed, price, context and weights.</summary>
/// <param name="week">The last nights together, where they make the headline; null: this run alone does.</param>
internal sealed class ScoreboardSections(RunResults results, RunNames names, SpeedResults speed, PriceResults prices, WeekVerdicts? week = null)
{
    private const string Quiet = "quiet";

    private readonly IReadOnlyList<ModelTotals> _totals = ModelTotals.Of(results, names);
    private readonly IReadOnlyList<Standing> _standings = Standing.Of(results);

    public ScoreboardSection Build() =>
        new(
            names.Series(),
            [.. results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId).Select(b => Scores(b.Key, [.. b])), .. Facts()],
            names.Models.Count > 1
        );

    private IEnumerable<ScoreboardRow> Facts() =>
        new[] { Speed(), FirstToken(), Price(), Context(), Effective(), Weights() }.Where(row => row.Cells.Any(c => c.Value != Format.Unknown));

    private ScoreboardRow Scores(string benchmarkId, List<EvaluationResult> evaluations)
    {
        var standing = _standings.FirstOrDefault(s => s.On == benchmarkId);
        var cells = names
            .Models.Select(m => (Model: m, Result: evaluations.Find(e => e.Facts.Row.ModelId == m.Id)))
            .Select(c => new ScoreboardCell(
                c.Model.Series(),
                Format.Percent(c.Result?.Score.Value),
                Format.Interval(c.Result?.Score.Low, c.Result?.Score.High),
                standing?.Ahead.Contains(c.Model.Id) == true
            ))
            .ToList();
        var benchmark = names.Benchmark(benchmarkId);
        var row = new ScoreboardRow(
            "score",
            benchmark.Title,
            StopWords.Questions(evaluations),
            $"evidence/{benchmark.Slug}/index.html",
            cells,
            "unknown",
            "",
            ""
        );
        var pairs = results.Pairs.Where(p => p.BenchmarkId == benchmarkId).ToList();
        return Decided(row, standing, pairs) with { Week = Week(benchmarkId) };
    }

    private ScoreboardRow Decided(ScoreboardRow row, Standing? standing, List<PairResult> pairs) =>
        names.Models.Count switch
        {
            2 when pairs is [{ Comparison: { Difference: not null } c } pair] => row with
            {
                Css = VerdictWords.Css(c.Verdict),
                Sign = VerdictWords.Sign(c.Verdict),
                Word = VerdictWords.Short(c.Verdict, names.Model(pair.A).Name, names.Model(pair.B).Name),
                Difference = Format.SignedPoints(c.Difference),
                Interval = Format.Interval(c.Low, c.High),
                Note = VerdictWords.AgainstInterval(c, results.Compared) ?? StopWords.Short(c),
            },
            > 2 when standing?.Words(names) is { } words => row with { Css = "better", Sign = "▲", Word = words },
            > 2 when pairs.TrueForAll(p => p.Comparison.Verdict == Verdict.Equivalent) && pairs.Count > 0 => row with
            {
                Css = "equivalent",
                Sign = "■",
                Word = "all equivalent",
            },
            > 2 when pairs.Exists(p => p.Comparison.Difference is not null) => row with
            {
                Sign = "●",
                Word = VerdictWords.Word(Verdict.NotEnoughData),
            },
            > 1 when IsSelection => row with { Sign = "–", Word = "no verdict: the questions were chosen by their outcome" },
            > 1 => row with { Sign = "–", Word = pairs is [{ WhyNot: { } why }, ..] ? $"could not be compared: {why}" : "no verdict" },
            _ => row,
        };

    // Questions chosen by their outcome, others for each model: nothing follows from their times and prices either.
    private bool IsSelection => results.Facts.Run.Settings.Only is not null;

    /// <summary>What the nights say together: the headline is theirs, the row is tonight's.</summary>
    private string? Week(string benchmarkId)
    {
        if (week?.Results.Pairs.Where(p => p.BenchmarkId == benchmarkId && p.Comparison.Difference is not null).ToList() is not { Count: > 0 } pairs)
            return null;
        var words =
            names.Models.Count == 2
                ? $"{VerdictWords.Short(pairs[0].Comparison.Verdict, names.Model(pairs[0].A).Name, names.Model(pairs[0].B).Name)}, {VerdictWords.Span(pairs[0].Comparison)}"
                : Standing.Of(week.Results).First(s => s.On == benchmarkId).Words(names) ?? VerdictWords.Word(Verdict.NotEnoughData);
        return $"{week.Nights} nights: {words}";
    }

    private ScoreboardRow Speed() => Measured("Speed", "output tokens a second", SpeedFigure.TokensPerSecond);

    private ScoreboardRow FirstToken() => Measured("First token", "wait for the answer's", SpeedFigure.FirstAnswer);

    /// <summary>A figure of speed: what is to be expected with its interval where enough windows are known, else what this night says, in that
    /// word.</summary>
    private ScoreboardRow Measured(string title, string detail, SpeedFigure figure)
    {
        var best = speed.Best(figure);
        return new ScoreboardRow("fact", title, detail, "#speed", [.. names.Models.Select(Cell)], Quiet, "", "")
        {
            Word = best is null || IsSelection ? "" : SpeedWords.Say(best, names.Model(best.A).Name, names.Model(best.B).Name),
        };

        ScoreboardCell Cell(ModelName model)
        {
            var key = new EvaluationKey(speed.Headline ?? "", model.Id);
            var expected = speed.Expected(key, figure);
            var value = speed.Value(key, figure);
            var said =
                value is null ? ""
                : expected is null ? "this night"
                : figure.Say(expected.Low, expected.High);
            return new ScoreboardCell(model.Series(), figure.Say(value), said, false);
        }
    }

    private ScoreboardRow Price()
    {
        var cells = names.Models.Select(m => (Model: m, Cost: prices.Total(m.Id)?.Right)).ToList();
        var ranked = cells.Where(c => c.Cost?.Value is not null).OrderBy(c => c.Cost!.Value.Value).ToList();
        var pair = ranked.Count < 2 ? null : prices.Total(ranked[0].Model.Id, ranked[1].Model.Id);
        return new ScoreboardRow(
            "fact",
            "Price",
            "USD for 1,000 right answers",
            "#price",
            [
                .. cells.Select(c => new ScoreboardCell(
                    c.Model.Series(),
                    Format.Usd(c.Cost?.Value is { } value ? (decimal)(1000 * value) : null),
                    c.Cost is { } cost ? PriceWords.Interval(cost, 1000) : "",
                    false
                )),
            ],
            Quiet,
            "",
            ""
        )
        {
            Word = pair is null || IsSelection ? "" : PriceWords.Say(pair.Right, names.Model(pair.A).Name, names.Model(pair.B).Name) ?? "",
        };
    }

    private ScoreboardRow Context() =>
        Figure(
            "Context",
            "tokens",
            "#price",
            t => t.Settings.ContextWindow,
            v => v is { } window ? Format.Count((long)window) : Format.Unknown,
            (best, other) => RatioWords.Times(best / other, "long"),
            "as",
            largerIsBetter: true
        );

    /// <summary>No verdict: the models' lengths are not tested against each other.</summary>
    private ScoreboardRow Effective() =>
        new(
            "fact",
            "Effective",
            "context that keeps 85% of the score",
            "#groups",
            [
                .. _totals.Select(t => new ScoreboardCell(
                    t.Name.Series(),
                    t.Context is { } context ? ContextWords.Length(context.Context) : Format.Unknown,
                    t.Context is { } known ? ContextWords.Bounds(known.Context) : "",
                    false
                )),
            ],
            Quiet,
            "",
            ""
        );

    private ScoreboardRow Weights() =>
        new(
            "fact",
            "Weights",
            "licence",
            "#provenance",
            [
                .. _totals.Select(t => new ScoreboardCell(
                    t.Name.Series(),
                    t.Settings.Facts.OpenWeights switch
                    {
                        true => "open",
                        false => "closed",
                        null => Format.Unknown,
                    },
                    t.Settings.Facts.Licence ?? "",
                    false
                )),
            ],
            Quiet,
            "",
            ""
        );

    /// <summary>A figure that is measured or listed: no verdict, for it has no test; only how far apart.</summary>
    /// <param name="apart">Says how far the best figure is from the next; null where they are alike.</param>
    /// <param name="than">Joins that to the name of the next.</param>
    private ScoreboardRow Figure(
        string title,
        string detail,
        string link,
        Func<ModelTotals, double?> value,
        Func<double?, string> format,
        Func<double, double, string?> apart,
        string than,
        bool largerIsBetter
    )
    {
        var known = _totals.Where(t => value(t) > 0).OrderBy(t => value(t)!.Value * (largerIsBetter ? -1 : 1)).ToList();
        var row = new ScoreboardRow(
            "fact",
            title,
            detail,
            link,
            [.. _totals.Select(t => new ScoreboardCell(t.Name.Series(), format(value(t)), "", false))],
            Quiet,
            "",
            ""
        );
        if (known.Count < 2 || known.Count < _totals.Count)
            return row;
        return apart(value(known[0])!.Value, value(known[1])!.Value) is { } words
            ? row with
            {
                Word = $"{known[0].Name.Name}: {words}{(known.Count > 2 ? $" {than} {known[1].Name.Name}" : "")}",
            }
            : row with
            {
                Word = apart(value(known[0])!.Value, value(known[^1])!.Value) is null
                    ? "alike"
                    : $"{known[0].Name.Name} and {known[1].Name.Name} alike",
            };
    }
}
