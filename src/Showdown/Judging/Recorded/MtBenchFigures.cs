namespace Showdown.Judging.Recorded;

/// <summary>MT-Bench's tables of judges' files: ratings of single answers, or pairs judged in both orders.</summary>
/// <remarks>lm-sys/FastChat, fastchat/llm_judge/show_result.py.</remarks>
internal static class MtBenchFigures
{
    /// <summary>Means over the ratings of each model; what could not be read (-1) is left out.</summary>
    public static IReadOnlyList<RecordedGroup> OfRatings(IReadOnlyList<RecordedRow> rows, RecordedOptions options) =>
        [.. rows.GroupBy(r => r.Judge, StringComparer.Ordinal).SelectMany(j => Ratings(j.Key, [.. j]))];

    private static IEnumerable<RecordedGroup> Ratings(string? judge, List<RecordedRow> rows)
    {
        var ratings = rows.ConvertAll(r => (Model: r.Text("model"), Turn: r.Text("turn"), Score: r.Number("score")))
            .FindAll(r => r.Score is not (null or -1));
        return
        [
            .. ratings
                .GroupBy(r => r.Model, StringComparer.Ordinal)
                .Select(m => new RecordedGroup(
                    judge,
                    m.Key,
                    [
                        .. m.GroupBy(r => r.Turn)
                            .OrderBy(t => t.Key, StringComparer.Ordinal)
                            .Select(t => Mean($"turn_{t.Key}", $"turn {t.Key}", [.. t.Select(r => r.Score!.Value)])),
                        Mean("average", "average", [.. m.Select(r => r.Score!.Value)]),
                    ]
                ))
                .OrderByDescending(m => m.Figures[^1].Value),
            RecordedGroup.Of(judge, "all", RecordedFigure.Share("dropped", "ratings that could not be read", rows.Count - ratings.Count, rows.Count)),
        ];
    }

    /// <summary>A win only where both games name the same model; a pair with an error in either game is left out.</summary>
    public static IReadOnlyList<RecordedGroup> OfPairs(IReadOnlyList<RecordedRow> rows, RecordedOptions options) =>
        [
            .. rows.Select(Read)
                .Where(p => options.Baseline is null || p.First == options.Baseline || p.Second == options.Baseline)
                .GroupBy(p => p.Judge, StringComparer.Ordinal)
                .SelectMany(j => Pairs(j.Key, [.. j])),
        ];

    private static IEnumerable<RecordedGroup> Pairs(string? judge, List<Pair> all)
    {
        var pairs = all.FindAll(p => p is { InOrder: not null, Swapped: not null });
        var models = pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct(StringComparer.Ordinal);
        return
        [
            .. models.Select(m => Model(judge, m, pairs.FindAll(p => p.First == m || p.Second == m))).OrderByDescending(m => m.Figures[0].Value),
            RecordedGroup.Of(
                judge,
                "all",
                RecordedFigure.Share("consistency", "same verdict in both games", pairs.Count(p => p.InOrder == p.Swapped), pairs.Count),
                RecordedFigure.Share("toward_first", "changed its mind, toward the answer shown first", pairs.Count(p => p.Lean > 0), pairs.Count),
                RecordedFigure.Share("toward_second", "changed its mind, toward the answer shown second", pairs.Count(p => p.Lean < 0), pairs.Count),
                RecordedFigure.Share("dropped", "pairs left out for an error", all.Count - pairs.Count, all.Count)
            ),
        ];
    }

    private static RecordedGroup Model(string? judge, string model, List<Pair> own)
    {
        var decided = own.FindAll(p => p.InOrder == p.Swapped && p.InOrder != 0);
        var won = decided.Count(p => (p.InOrder > 0 ? p.First : p.Second) == model);
        var (lost, tied) = (decided.Count - won, own.Count - decided.Count);
        return RecordedGroup.Of(
            judge,
            model,
            RecordedFigure.Mean(
                "win_rate_adjusted",
                "win rate, ties as half",
                [.. Enumerable.Repeat(1.0, won), .. Enumerable.Repeat(0.5, tied), .. Enumerable.Repeat(0.0, lost)]
            ),
            RecordedFigure.Share("win_rate", "won", won, own.Count),
            RecordedFigure.Share("loss_rate", "lost", lost, own.Count),
            RecordedFigure.Share("tie_rate", "tied", tied, own.Count)
        );
    }

    private static RecordedFigure Mean(string name, string words, IReadOnlyList<double> scores) =>
        new(name, words, scores.Average(), null, null, null, scores.Count) { IsRating = true };

    private static Pair Read(RecordedRow row) =>
        new(row.Judge, row.Text("model_1"), row.Text("model_2"), Winner(row, "g1_winner"), Winner(row, "g2_winner"));

    private static int? Winner(RecordedRow row, string name) =>
        RecordedRow.Optional(row.Row, name) switch
        {
            "model_1" => 1,
            "model_2" => -1,
            "tie" => 0,
            _ => null, // "error", or nothing
        };

    /// <param name="InOrder">1: the first model won the game in which it was shown first; -1: the second; 0: a tie; null: an error.</param>
    /// <param name="Swapped">The same of the game in which the second model was shown first.</param>
    private sealed record Pair(string? Judge, string First, string Second, int? InOrder, int? Swapped)
    {
        /// <summary>Above 0: the answer shown first fared better than it did when it was shown second.</summary>
        public int Lean => InOrder!.Value - Swapped!.Value;
    }
}
