namespace Showdown.Judging.Recorded;

/// <summary>JudgeBench's metrics of judges' outputs, file by file, by source and over all.</summary>
/// <remarks>ScalerLab/JudgeBench, utils/metrics.py: each of the two verdicts that is right counts one up, each that is the reverse one down; a pair
/// is right where the sum is above 0. What is neither, a tie or none, counts nothing. A reward model, which knows no order, gives one
/// verdict.</remarks>
internal static class JudgeBenchFigures
{
    /// <summary>What the names of its sources begin with (run_judge.py).</summary>
    private static readonly string[] _sources = ["mmlu-pro", "livebench-reasoning", "livebench-math", "livecodebench"];

    public static IReadOnlyList<RecordedGroup> Of(IReadOnlyList<RecordedRow> rows, RecordedOptions options)
    {
        var files = rows.GroupBy(r => r.File, StringComparer.Ordinal).ToList();
        return [.. files.SelectMany(f => Groups(files.Count > 1 ? $"{Path.GetFileName(f.Key)}: " : "", [.. f.Select(Read)]))];
    }

    private static IEnumerable<RecordedGroup> Groups(string file, List<Pair> pairs)
    {
        var sources = pairs.GroupBy(p => p.Source, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal).ToList();
        if (sources.Count > 1)
        {
            foreach (var source in sources)
                yield return Group($"{file}{source.Key}", [.. source]);
        }

        yield return Group($"{file}all", pairs);
    }

    private static RecordedGroup Group(string name, List<Pair> pairs)
    {
        var both = pairs.TrueForAll(p => p.IsSwapped);
        return RecordedGroup.Of(
            null,
            name,
            RecordedFigure.Share("accuracy", "right", pairs.Count(p => p.Sum > 0), pairs.Count),
            RecordedFigure.Share("reversed", "the wrong one named", pairs.Count(p => p.Sum < 0), pairs.Count),
            RecordedFigure.Share("undecided", "neither", pairs.Count(p => p.Sum == 0), pairs.Count),
            both ? RecordedFigure.Share("both_right", "right in both orders", pairs.Count(p => p.Said.All(s => s == p.Label)), pairs.Count) : null,
            both ? RecordedFigure.Share("inconsistent", "other verdict when swapped", pairs.Count(p => p.Said[0] != p.Said[1]), pairs.Count) : null,
            RecordedFigure.Share("missing", "without a verdict in one order or both", pairs.Count(p => p.Said.Contains(null)), pairs.Count)
        );
    }

    private static Pair Read(RecordedRow row)
    {
        var said = row.List("judgments").Take(2).Select(j => RecordedRow.Optional(j, "decision")).ToList();
        if (said.Count == 2)
            said[1] = Reversed(said[1]);
        var source = RecordedRow.Optional(row.Row, "source") ?? "all";
        return new Pair(Array.Find(_sources, s => source.StartsWith(s, StringComparison.Ordinal)) ?? source, row.Text("label"), said);
    }

    private static string? Reversed(string? decision) =>
        decision switch
        {
            "A>B" => "B>A",
            "B>A" => "A>B",
            _ => decision,
        };

    /// <param name="Said">In order, then swapped, both from the point of view of the pair's order.</param>
    private sealed record Pair(string Source, string Label, IReadOnlyList<string?> Said)
    {
        public bool IsSwapped => Said.Count == 2;

        public int Sum =>
            Said.Sum(s =>
                s == Label ? 1
                : s == Reversed(Label) ? -1
                : 0
            );
    }
}
