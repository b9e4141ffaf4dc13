using Showdown.Benchmarks;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.App.Web;

/// <summary>How far the judging of a run's pairs is.</summary>
/// <param name="Judged">Pairs that have a verdict of every judge; some never get one.</param>
/// <param name="Pairs">That there are.</param>
internal sealed record LiveJudging(int Judged, int Pairs)
{
    /// <summary>By benchmark; empty until all answers are there, and where none are compared.</summary>
    public static async Task<IReadOnlyDictionary<string, LiveJudging>> ReadAsync(RunReader reader, RunRow run, CancellationToken cancel)
    {
        if (run.Status != RunStatus.Running || !run.Settings.Benchmarks.Any(b => b.IsPairwise))
            return new Dictionary<string, LiveJudging>();
        return (await reader.PairShards.ProgressAsync(run.Id, cancel)).ToDictionary(
            p => p.BenchmarkId,
            p => new LiveJudging(p.Verdicts / JudgedBenchmarks.JudgesOf(run.Settings, run.Settings.Benchmark(p.BenchmarkId)).Count, p.Pairs)
        );
    }

    /// <returns>Null of none.</returns>
    public static LiveJudging? Sum(IReadOnlyCollection<LiveJudging> all) =>
        all.Count == 0 ? null : new LiveJudging(all.Sum(j => j.Judged), all.Sum(j => j.Pairs));

    /// <summary>"judging pairs 12 of 250".</summary>
    public override string ToString() => $"judging pairs {Format.Count(Judged)} of {Format.Count(Pairs)}";
}
