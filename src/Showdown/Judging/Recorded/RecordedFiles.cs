using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>Reads files of verdicts that somebody else's judges, or people, gave, and tells what they are by their fields.</summary>
public static class RecordedFiles
{
    private static readonly RecordedFormat[] _formats =
    [
        new("arena-hard", "Arena-Hard's judgements (lines with 'games')", row => Has(row, "games"), ArenaHardFigures.Of),
        new("mt-bench-pair", "MT-Bench's pairs (with 'g1_winner' and 'g2_winner')", row => Has(row, "g1_winner"), MtBenchFigures.OfPairs),
        new("mt-bench-votes", "votes (with 'winner', 'model_a' and 'model_b')", row => Has(row, "winner", "model_a", "model_b"), MtBenchVotes.Of),
        new("mt-bench-single", "MT-Bench's ratings (with 'score' and 'turn')", row => Has(row, "score", "turn"), MtBenchFigures.OfRatings),
        new("rewardbench", "RewardBench's results (with 'subset' and 'results')", row => Has(row, "subset", "results"), RewardBenchFigures.Of),
        new("llmbar", "LLMBar's result.json (a list with 'label' and 'results')", row => Has(row, "label", "results"), LlmBarFigures.Of),
        new("judgebench", "JudgeBench's outputs (with 'label' and 'judgments')", row => Has(row, "label", "judgments"), JudgeBenchFigures.Of),
        new("alpaca-eval", "AlpacaEval's annotations (with 'preference')", row => Has(row, "preference"), AlpacaEvalFigures.Of),
    ];

    private static string Known => $"Known are {string.Join(", ", _formats[..^1].Select(f => f.Words))} and {_formats[^1].Words}.";

    /// <returns>For each format its figures, over all files of it.</returns>
    /// <exception cref="SettingsException">A file is not there, is no JSON, or of no known format: place and fix are named.</exception>
    public static async Task<IReadOnlyList<RecordedVerdicts>> ReadAsync(
        IReadOnlyList<string> files,
        RecordedOptions options,
        CancellationToken cancel
    )
    {
        var read = new List<(RecordedFormat Format, string File, IReadOnlyList<RecordedRow> Rows)>();
        foreach (var file in files)
        {
            var rows = await RecordedLines.ReadAsync(file, cancel);
            if (rows.Count == 0)
                throw new SettingsException($"'{file}' holds no verdict. {Known}");
            var format = Of(rows[0]) ?? throw new SettingsException($"{rows[0].Place}: is no recorded verdict. {Known}");
            if (rows.FirstOrDefault(r => Of(r) != format) is { } other)
                throw new SettingsException($"{other.Place}: is not of the same format as the first. {Known}");
            read.Add((format, file, rows));
        }

        return
        [
            .. read.GroupBy(r => r.Format)
                .Select(f => new RecordedVerdicts(f.Key.Name, [.. f.Select(r => r.File)], f.Key.Figures([.. f.SelectMany(r => r.Rows)], options))),
        ];
    }

    private static RecordedFormat? Of(RecordedRow row) => Array.Find(_formats, f => f.Is(row.Row));

    private static bool Has(JsonElement row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out _))
                return false;
        }

        return true;
    }

    private sealed record RecordedFormat(
        string Name,
        string Words,
        Func<JsonElement, bool> Is,
        Func<IReadOnlyList<RecordedRow>, RecordedOptions, IReadOnlyList<RecordedGroup>> Figures
    );
}
