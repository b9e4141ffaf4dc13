using System.Runtime.CompilerServices;
using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>What one judge said of one pair: a line of the export of pairs.</summary>
/// <param name="Together">What all judges of the pair say together.</param>
internal sealed record PairRow(RunRow Run, BenchmarkSettings Benchmark, PairVerdictRow Said, PairEvidence Together)
{
    public JudgeEvidence Judge => Together.Judges.First(j => j.Judge == Said.Judge);

    // Judges quote what they judge.
    public string? Hide(string? text) => Benchmark.Redacted ? null : text;
}

/// <summary>All verdicts about a run's pairs, benchmark by benchmark, sample by sample. Columns may be added at the end, never changed.</summary>
internal static class PairExport
{
    public static IReadOnlyList<ExportColumn<PairRow>> Columns { get; } =
    [
        Text("run", r => r.Run.Id),
        Text("job", r => r.Run.Settings.Job.Name),
        new("simulated", typeof(bool), r => r.Run.Settings.IsSimulated),
        Text("benchmark", r => r.Benchmark.Id),
        Text("sample_id", r => r.Said.SampleId),
        new("epoch", typeof(int), r => r.Said.Epoch),
        Text("first_model", r => r.Said.FirstModel),
        Text("second_model", r => r.Said.SecondModel),
        Text("judge", r => r.Said.Judge),
        Text("in_order", r => Snake(r.Said.InOrder)),
        Text("swapped", r => Snake(r.Said.Swapped)),
        new("inconsistent", typeof(bool), r => r.Judge.HasVerdict ? r.Judge.IsInconsistent : null),
        Text("winner", r => r.Together.Winner),
        Text(
            "outcome",
            r =>
                r.Together.Winner is not null ? "win"
                : r.Together.IsUnscored ? "unscored"
                : "tie"
        ),
        new("disputed", typeof(bool), r => r.Together.IsDisputed),
        Text("in_order_reason", r => r.Hide(r.Said.InOrderReason)),
        Text("swapped_reason", r => r.Hide(r.Said.SwappedReason)),
        Text("in_order_reply", r => r.Hide(r.Said.InOrderText)),
        Text("swapped_reply", r => r.Hide(r.Said.SwappedText)),
        Text("in_order_failure", r => r.Hide(r.Said.InOrderFailure)),
        Text("swapped_failure", r => r.Hide(r.Said.SwappedFailure)),
        new("tries", typeof(int), r => r.Said.Tries),
        new("input_tokens", typeof(int), r => r.Said.InputTokens),
        new("output_tokens", typeof(int), r => r.Said.OutputTokens),
        new("cost_usd", typeof(double), r => r.Said.CostUsd),
        new("judged_at", typeof(DateTimeOffset), r => r.Said.JudgedAt),
    ];

    public static async IAsyncEnumerable<PairRow> ReadAsync(RunReader reader, RunRow run, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (names, store) = (new RunNames(run.Settings), reader.Pairs);
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.IsPairwise))
        {
            if (await store.JudgingAsync(run.Id, benchmark.Id, cancel) is not { } judging)
                continue;
            var samples = (await store.VerdictsAsync(run.Id, benchmark.Id, judging.Judging, cancel)).Select(v => v.SampleId).Distinct().ToList();
            foreach (var sample in samples)
            {
                var rows = await store.VerdictsAsync(run.Id, benchmark.Id, judging.Judging, sample, cancel);
                foreach (var pair in PairEvidence.Of(rows, names))
                foreach (var said in rows.Where(r => r.Pair() == pair.Pair).OrderBy(r => r.Judge, StringComparer.Ordinal))
                    yield return new PairRow(run, benchmark, said, pair);
            }
        }
    }

    /// <summary>"first_much_better": from the first model's point of view in both orders.</summary>
    private static string? Snake(string? level) => level is null ? null : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(level);

    private static ExportColumn<PairRow> Text(string name, Func<PairRow, string?> value) => new(name, typeof(string), value);
}
