using System.Globalization;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>MT-Bench's tables of a judge's file: ratings of single answers, or pairs judged in both orders.</summary>
/// <remarks>lm-sys/FastChat, fastchat/llm_judge/show_result.py.</remarks>
internal static class MtBenchFigures
{
    /// <summary>Means over the ratings of each model; -1 stands for one that could not be read, and is left out.</summary>
    public static RecordedVerdicts OfRatings(IReadOnlyList<RecordedRow> rows)
    {
        var ratings = rows.Select(r => (Model: r.Text("model"), Turn: r.Text("turn"), Score: Score(r))).Where(r => r.Score is not -1).ToList();
        return new RecordedVerdicts(
            "mt-bench-single",
            [
                .. ratings
                    .GroupBy(r => r.Model, StringComparer.Ordinal)
                    .Select(m => new RecordedGroup(
                        m.Key,
                        [
                            .. m.GroupBy(r => r.Turn)
                                .OrderBy(t => t.Key, StringComparer.Ordinal)
                                .Select(t => Mean($"turn_{t.Key}", $"turn {t.Key}", [.. t.Select(r => r.Score)])),
                            Mean("average", "average", [.. m.Select(r => r.Score)]),
                        ]
                    ))
                    .OrderByDescending(m => m.Figures[^1].Value),
            ]
        );
    }

    /// <summary>A win only where both games name the same model; a pair with an error in either game is left out.</summary>
    public static RecordedVerdicts OfPairs(IReadOnlyList<RecordedRow> rows)
    {
        var pairs = rows.Select(r =>
                (First: r.Text("model_1"), Second: r.Text("model_2"), InOrder: r.Text("g1_winner"), Swapped: r.Text("g2_winner"))
            )
            .Where(p => p is { InOrder: not "error", Swapped: not "error" })
            .ToList();
        var models = pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct(StringComparer.Ordinal).ToList();
        return new RecordedVerdicts(
            "mt-bench-pair",
            [
                .. models.Select(Model).OrderByDescending(m => m.Figures[0].Value),
                new RecordedGroup(
                    "all",
                    [
                        .. new[]
                        {
                            RecordedFigure.Share("consistency", "same verdict in both games", pairs.Count(p => p.InOrder == p.Swapped), pairs.Count),
                            RecordedFigure.Share("dropped", "pairs left out for an error", rows.Count - pairs.Count, rows.Count),
                        }.OfType<RecordedFigure>(),
                    ]
                ),
            ]
        );

        RecordedGroup Model(string model)
        {
            var own = pairs.Where(p => p.First == model || p.Second == model).ToList();
            var decided = own.Where(p => p.InOrder == p.Swapped && p.InOrder != "tie").ToList();
            var won = decided.Count(p => (p.InOrder == "model_1" ? p.First : p.Second) == model);
            var (lost, tied) = (decided.Count - won, own.Count - decided.Count);
            return new RecordedGroup(
                model,
                [
                    new RecordedFigure("win_rate_adjusted", "win rate, ties as half", (won + 0.5 * tied) / own.Count, null, null, null, own.Count),
                    .. new[]
                    {
                        RecordedFigure.Share("win_rate", "won", won, own.Count),
                        RecordedFigure.Share("loss_rate", "lost", lost, own.Count),
                        RecordedFigure.Share("tie_rate", "tied", tied, own.Count),
                    }.OfType<RecordedFigure>(),
                ]
            );
        }
    }

    private static RecordedFigure Mean(string name, string words, IReadOnlyList<double> scores) =>
        new(name, words, scores.Average(), null, null, null, scores.Count) { IsRating = true };

    private static double Score(RecordedRow row) =>
        row.Row.GetProperty("score") is { ValueKind: JsonValueKind.Number } score
            ? double.Parse(score.GetRawText(), CultureInfo.InvariantCulture)
            : throw new SettingsException($"{row.Place}: 'score' is no number.");
}
