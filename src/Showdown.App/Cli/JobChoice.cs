using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.App.Cli;

/// <summary>A part of a job, as --model, --benchmark, --limit and --epochs say.</summary>
internal static class JobChoice
{
    public static Job Choose(Job job, string[] models, string[] benchmarks, int? limit, int? epochs)
    {
        Known("model", models, job.Models, job.Name);
        Known("benchmark", benchmarks, job.Benchmarks.Select(b => b.Id), job.Name);
        return job with
        {
            Models = [.. job.Models.Where(m => models.Length == 0 || models.Contains(m))],
            Benchmarks =
            [
                .. from benchmark in job.Benchmarks
                   where benchmarks.Length == 0 || benchmarks.Contains(benchmark.Id)
                   select benchmark with { Limit = limit ?? benchmark.Limit, Epochs = epochs ?? benchmark.Epochs },
            ],
        };
    }

    private static void Known(string what, string[] given, IEnumerable<string> known, string job)
    {
        var ids = known.ToList();
        foreach (var id in given.Where(id => !ids.Contains(id)))
            throw new SettingsException($"Job '{job}' has no {what} '{id}'.{Spelling.Hint(id, ids)}");
    }
}
