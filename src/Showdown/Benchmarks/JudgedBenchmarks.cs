using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Judged;

namespace Showdown.Benchmarks;

/// <summary>Which benchmarks models judge, and which models.</summary>
public static class JudgedBenchmarks
{
    /// <summary>Who judges a benchmark: the job's own words win.</summary>
    /// <returns>Null where no model judges it.</returns>
    public static JudgeSettings? Of(JudgeSettings? ofJob, BenchmarkSettings benchmark)
    {
        if (!benchmark.IsJudged)
            return null;
        var own = RubricOptions.Judges(new ScorerOptions(benchmark.Scorer.Name, benchmark.Scorer.Options));
        return ofJob is null ? own
            : ofJob.Models.Count > 0 ? ofJob
            : ofJob with { Models = own.Models };
    }

    /// <summary>Every judge of a job, each once.</summary>
    public static IEnumerable<string> JudgesOf(Job job, IReadOnlyDictionary<string, BenchmarkSettings> benchmarks) =>
        job.Benchmarks.SelectMany(b => Of(job.Judging, benchmarks[b.Id])?.Models ?? []).Distinct(StringComparer.Ordinal);

    /// <summary>Who judges a benchmark of a run; empty where nobody does.</summary>
    public static IReadOnlyList<ModelSettings> JudgesOf(RunSettings settings, BenchmarkSettings benchmark) =>
        [
            .. (Of(settings.Job.Judging, benchmark)?.Models ?? [])
                .Select(id => settings.Judges.FirstOrDefault(j => j.Id == id))
                .OfType<ModelSettings>(),
        ];

    /// <summary>By which rule a benchmark of a run is judged, as the run was started.</summary>
    /// <returns>Null where no model judges it.</returns>
    /// <exception cref="SettingsException">Nobody says who judges.</exception>
    public static JudgingRule? RuleOf(RunSettings run, BenchmarkSettings benchmark)
    {
        if (Of(run.Job.Judging, benchmark) is not { } settings)
            return null;
        var judges = JudgesOf(run, benchmark);
        return judges.Count > 0
            ? new JudgingRule(RubricOptions.Rubric(new ScorerOptions(benchmark.Scorer.Name, benchmark.Scorer.Options)), settings, judges)
            : throw new SettingsException($"Benchmark '{benchmark.Id}' is judged by models, and the run names none.");
    }

    /// <summary>What a judge's verdicts depend on: its entry in models.yaml, the rubric, and the version of our words to it.</summary>
    /// <returns>SHA-256 in lower-case hex. A new key, price or limit leaves it as it is.</returns>
    public static string IdentityOf(ModelSettings judge, Rubric rubric) =>
        ContentStore.HashOfText(
            JsonSerializer.Serialize(
                new object?[]
                {
                    judge.Id,
                    judge.Connector.Name,
                    judge.Endpoint,
                    judge.Model,
                    judge.Sampling,
                    judge.Extra,
                    judge.Simulation,
                    rubric.Sha256,
                    RubricOptions.Version,
                }
            )
        );
}
