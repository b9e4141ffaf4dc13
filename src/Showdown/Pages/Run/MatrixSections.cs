using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Every model against every other, where there are more than two: the order first, then a cell for each pair.</summary>
internal static class MatrixSections
{
    public static IReadOnlyList<MatrixGroup> Of(RunResults results, RunNames names) =>
        names.Models.Count < 3
            ? []
            : [.. Standing.Of(results).Select(s => Group(s, [.. results.Pairs.Where(p => p.BenchmarkId == s.On)], results, names))];

    private static MatrixGroup Group(Standing standing, List<PairResult> pairs, RunResults results, RunNames names)
    {
        var scores = results
            .Evaluations.Where(e => e.Facts.Row.BenchmarkId == standing.On)
            .ToDictionary(e => e.Facts.Row.ModelId, e => e.Score.Value ?? -1);
        var models = names.Models.Where(m => scores.ContainsKey(m.Id)).OrderByDescending(m => scores[m.Id]).ToList();
        var shown = pairs.Count(p => p.Comparison.Verdict is Verdict.Better or Verdict.Worse);
        return new MatrixGroup(
            names.Benchmark(standing.On).Title,
            standing.Words(names)
                ?? $"{VerdictWords.Word(Verdict.NotEnoughData)} for an order{(shown == 0 ? "" : $"; {shown} of {Format.Counted(pairs.Count, "pair is", "pairs are")} decided")}",
            [.. models.Select(m => m.Series())],
            [.. models.Select(row => new MatrixRow(row.Series(), [.. models.Select(column => Cell(row, column, pairs, results.Compared))]))]
        );
    }

    private static MatrixCell Cell(ModelName row, ModelName column, List<PairResult> pairs, int comparisons)
    {
        if (pairs.Find(p => p.A == row.Id && p.B == column.Id || p.A == column.Id && p.B == row.Id) is not { } pair)
            return new MatrixCell("", "", "", "");
        var (c, turn) = (pair.Comparison, pair.A == row.Id ? 1 : -1);
        if (c.Difference is not { } difference)
            return new MatrixCell("unknown", "–", "", $"{row.Name} and {column.Name} could not be compared");
        var verdict = (c.Verdict, turn) switch
        {
            (Verdict.Better, -1) => Verdict.Worse,
            (Verdict.Worse, -1) => Verdict.Better,
            _ => c.Verdict,
        };
        var note = VerdictWords.AgainstInterval(c, comparisons);
        return new MatrixCell(
            VerdictWords.Css(verdict),
            VerdictWords.Sign(verdict),
            Format.SignedPoints(turn * difference),
            $"{row.Name} against {column.Name}: {VerdictWords.Word(verdict)}, {VerdictWords.Span(turn > 0 ? c : c.Mirrored())}{(note is null ? "" : $"; {note}")}"
        );
    }
}
