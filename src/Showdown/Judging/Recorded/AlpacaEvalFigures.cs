namespace Showdown.Judging.Recorded;

/// <summary>AlpacaEval's win rates of annotations, by annotator and model.</summary>
/// <remarks>
/// tatsu-lab/alpaca_eval, metrics/winrate.py and metrics/helpers.py: a preference lies from 1 (the first output, that of the baseline) to 2 (the
/// second), 1.5 and 0 are a draw, anything else is left out. The length-controlled rate is not worked out: it needs how difficult each instruction
/// is, over all models, which no file of annotations tells.
/// </remarks>
internal static class AlpacaEvalFigures
{
    public static IReadOnlyList<RecordedGroup> Of(IReadOnlyList<RecordedRow> rows, RecordedOptions options) =>
        [
            .. rows.GroupBy(r =>
                    (Judge: r.Text("annotator", "judge"), First: r.Text("generator_1", "model_1"), Second: r.Text("generator_2", "model_2"))
                )
                .Select(g => Group(g.Key.Judge, g.Key.Second is null ? "all" : $"{g.Key.Second} against {g.Key.First}", [.. g.Select(Preference)])),
        ];

    private static RecordedGroup Group(string? judge, string name, List<double?> all)
    {
        var known = all.OfType<double>().ToList();
        var (wins, draws) = (known.Count(p => p > 1.5), known.Count(p => p == 1.5));
        return RecordedGroup.Of(
            judge,
            name,
            RecordedFigure.Mean("win_rate", "win rate, preferences as they are", known.ConvertAll(p => p - 1)),
            RecordedFigure.Mean(
                "discrete_win_rate",
                "win rate, each preference rounded, draws as half",
                [.. Enumerable.Repeat(1.0, wins), .. Enumerable.Repeat(0.5, draws), .. Enumerable.Repeat(0.0, known.Count - wins - draws)]
            ),
            known.Count < 2
                ? null
                : new RecordedFigure("standard_error", "standard error of the win rate", StandardError(known), null, null, null, known.Count),
            RecordedFigure.Share("wins", "won", wins, known.Count),
            RecordedFigure.Share("wins_base", "lost", known.Count - wins - draws, known.Count),
            RecordedFigure.Share("draws", "drawn", draws, known.Count),
            RecordedFigure.Share("dropped", "left out without a preference", all.Count - known.Count, all.Count)
        );
    }

    private static double StandardError(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count);
    }

    private static double? Preference(RecordedRow row) =>
        row.Number("preference") switch
        {
            0 => 1.5,
            >= 1 and <= 2 and var preference => preference,
            _ => null,
        };
}
