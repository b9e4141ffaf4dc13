using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>What a job says of benchmarks that compare answers.</summary>
internal static class BaselineSection
{
    /// <summary>Adds a problem where there is nothing to compare.</summary>
    public static void Check(Section file, Job job, SettingsFiles files)
    {
        foreach (var benchmark in job.Benchmarks.Select(b => files.Benchmarks.GetValueOrDefault(b.Id)).OfType<BenchmarkSettings>())
        {
            if (benchmark.IsPairwise && job.Models.Count < 2)
                file.Problem(
                    "models",
                    $"benchmark '{benchmark.Id}' compares the answers of models: name another one besides '{(job.Models.Count > 0 ? job.Models[0] : "")}'."
                );
        }
    }

    /// <summary>The model that a benchmark's others are compared with; adds a problem where it is none of the job's, or nothing is
    /// compared.</summary>
    public static string? Read(Section section, BenchmarkSettings? benchmark, List<string> models)
    {
        if (section.Text("baseline") is not { } baseline)
            return null;
        if (benchmark is { IsPairwise: false })
            section.Problem("baseline", $"benchmark '{benchmark.Id}' compares no answers ('compare: pairwise'): leave 'baseline' out.");
        else if (!models.Contains(baseline))
            section.Problem("baseline", $"the job has no model '{baseline}'.{Spelling.Hint(baseline, models)}");
        return baseline;
    }
}
