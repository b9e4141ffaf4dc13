using System.CommandLine;
using Showdown.App.Hosting;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Scheduling;
using Showdown.Scoring;
using Showdown.Scoring.Judged;
using Showdown.Settings;

namespace Showdown.App.Cli;

/// <summary>Judges and rubrics as commands name them.</summary>
internal static class JudgeOptions
{
    /// <summary>Models of models.yaml whose keys are set.</summary>
    /// <exception cref="SettingsException">There is none of such a name, or its key is not set.</exception>
    public static List<ModelSettings> Judges(ParseResult parsed, IEnumerable<string> ids)
    {
        var problems = new Problems();
        var models = ModelsFile.Read(parsed.PathsOf().Settings.ModelsFile, problems);
        problems.ThrowIfAny();
        var judges = new List<ModelSettings>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            judges.Add(
                models.GetValueOrDefault(id)
                    ?? throw new SettingsException(
                        $"There is no model '{id}'.{Spelling.Hint(id, models.Keys)} There are: {string.Join(", ", models.Keys)}."
                    )
            );
        ApiKeys.Check(judges);
        return judges;
    }

    /// <summary>Every judge that a job names, or a benchmark of a job.</summary>
    /// <exception cref="SettingsException">None does.</exception>
    public static IReadOnlyList<string> OfJobs(ParseResult parsed)
    {
        var catalog = JobCatalog.Read(parsed.PathsOf().Settings);
        var judges = catalog
            .Sound.SelectMany(job => JudgedBenchmarks.JudgesOf(job, catalog.Files.Benchmarks))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return judges.Count > 0
            ? judges
            : throw new SettingsException("No job names a judge. Name models of models.yaml, as in 'showdown judges check my-judge'.");
    }

    /// <summary>The rubric that a benchmark has today.</summary>
    /// <exception cref="SettingsException">There is no such benchmark, or something is wrong in its file.</exception>
    public static Rubric RubricOf(ParseResult parsed, string id)
    {
        var problems = new Problems();
        var benchmarks = BenchmarkCatalog.Read(parsed.PathsOf().Datasets, problems, AppPaths.ShippedDatasets);
        problems.ThrowIfAny();
        if (!benchmarks.TryGetValue(id, out var benchmark))
            throw new SettingsException($"There is no benchmark '{id}'.{Spelling.Hint(id, benchmarks.Keys)}");
        return benchmark.IsJudged
            ? RubricOptions.Rubric(new ScorerOptions(benchmark.Scorer.Name, benchmark.Scorer.Options))
            : throw new SettingsException($"Benchmark '{id}' has no rubric: no model judges its answers (scorer '{benchmark.Scorer.Name}').");
    }
}
