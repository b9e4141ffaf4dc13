using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>LLMBar's statistics of evaluators' result.json, file by file: a file is one evaluator on one set.</summary>
/// <remarks>princeton-nlp/LLMBar, LLMEvaluator/evaluate.py: the last result of a pair counts; no winner is wrong, and two missing ones agree with
/// each other. Its kappas are left out: they are made of 0 and 1 where winners are 1 and 2.</remarks>
internal static class LlmBarFigures
{
    public static IReadOnlyList<RecordedGroup> Of(IReadOnlyList<RecordedRow> rows, RecordedOptions options)
    {
        var files = rows.GroupBy(r => r.File, StringComparer.Ordinal).ToList();
        return [.. files.Select(f => Group(files.Count > 1 ? f.Key : "all", [.. f]))];
    }

    private static RecordedGroup Group(string name, IReadOnlyList<RecordedRow> rows)
    {
        var pairs = rows.Select(r => (Label: r.Text("label"), InOrder: Winner(r, "swap = False"), Swapped: Winner(r, "swap = True"))).ToList();
        var (first, second) = (pairs.Count(p => p.InOrder == p.Label), pairs.Count(p => p.Swapped == p.Label));
        return RecordedGroup.Of(
            null,
            name,
            RecordedFigure.Share("correct_in_order", "right in order", first, pairs.Count),
            RecordedFigure.Share("correct_swapped", "right with the outputs swapped", second, pairs.Count),
            RecordedFigure.Share("accuracy", "right, mean of both orders (Acc)", first + second, 2 * pairs.Count),
            RecordedFigure.Share("both_right", "right in both orders", pairs.Count(p => p.InOrder == p.Label && p.Swapped == p.Label), pairs.Count),
            RecordedFigure.Share("agreement", "same winner in both orders (Agr)", pairs.Count(p => p.InOrder == p.Swapped), pairs.Count),
            RecordedFigure.Share(
                "missing",
                "without a winner in one order or both",
                pairs.Count(p => p.InOrder is null || p.Swapped is null),
                pairs.Count
            )
        );
    }

    private static string? Winner(RecordedRow row, string order) =>
        row.List("results")[^1] is { ValueKind: JsonValueKind.Object } last && last.TryGetProperty(order, out var said)
            ? RecordedRow.Optional(said, "winner")
            : throw new SettingsException($"{row.Place}: the last of 'results' has no '{order}'.");
}
