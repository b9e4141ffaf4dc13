using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Who judges a benchmark's pairs in a run.</summary>
/// <param name="Judging">Names judges and rubric: their verdicts are stored under it.</param>
internal sealed record PairPanel(RunRow Run, BenchmarkSettings Benchmark, string Judging, IReadOnlyList<PairJudge> Judges)
{
    // Judges bear less, and what is taken up is paid for also when the money is gone meanwhile.
    private const int MostAtOnce = 64;

    /// <summary>Verdicts that one process waits for at once, over all its shards of the run.</summary>
    public int AtOnce => Math.Min(MostAtOnce, Judges.Sum(j => j.Model.Settings.Limits.Concurrency));

    /// <summary>Names a rule's judges, by rubric and by the version of our words to them.</summary>
    public static string JudgingOf(JudgingRule rule)
    {
        var identities = rule.Judges.Select(j => JudgedBenchmarks.IdentityOf(j, rule.Rubric)).Order(StringComparer.Ordinal);
        var all = $"{PairJudge.Version}\n{string.Join('\n', identities)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..32];
    }
}
