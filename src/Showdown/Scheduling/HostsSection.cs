using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>The block 'hosts' of a job file.</summary>
internal static class HostsSection
{
    /// <param name="models">The models of the job, in its order.</param>
    /// <param name="known">All models of models.yaml.</param>
    /// <returns>Null where there is no such block, or no reference can be told.</returns>
    public static HostsPlan? Read(Section? section, IReadOnlyList<string> models, IReadOnlyDictionary<string, ModelSettings> known)
    {
        if (section is null)
            return null;
        var defaults = new HostsPlan("", "");
        var reference = Reference(section, models, known);
        var plan = new HostsPlan(section.Text("family") ?? "the model", reference ?? "")
        {
            Samples = section.Whole("samples", 2, 100) ?? defaults.Samples,
            Requests = section.Whole("requests", 1, 500) ?? defaults.Requests,
            TriesContext = section.Flag("context") ?? false,
        };
        if (models.Count == 1)
            section.Problem("", $"'hosts' holds hosts against a reference, and this job asks only '{models[0]}'. Name another host in 'models'.");
        section.RefuseUnknownKeys();
        return reference is null ? null : plan;
    }

    /// <summary>What the check asks, ahead of the benchmarks that the job names itself.</summary>
    public static IEnumerable<JobBenchmark> Benchmarks(HostsPlan plan) =>
        [new(HostsPlan.TextsBenchmark) { Epochs = plan.Samples }, new(HostsPlan.CallsBenchmark) { Limit = plan.Requests }];

    private static string? Reference(Section section, IReadOnlyList<string> models, IReadOnlyDictionary<string, ModelSettings> known)
    {
        if (section.Text("reference") is { } named)
        {
            if (models.Contains(named))
                return named;
            section.Problem("reference", $"'{named}' is none of the job's models.{Spelling.Hint(named, models)}");
            return null;
        }

        var marked = models.Where(m => known.GetValueOrDefault(m)?.IsReference == true).ToList();
        if (marked.Count == 1)
            return marked[0];
        section.Problem(
            "",
            marked.Count == 0
                ? "no host to hold the others against: give 'reference' one of the job's models, or say 'reference: true' of one in models.yaml."
                : $"several of the job's models are a reference in models.yaml: {string.Join(", ", marked)}. Say which with 'reference'."
        );
        return null;
    }
}
