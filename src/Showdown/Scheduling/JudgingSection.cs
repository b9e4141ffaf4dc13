using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>The block 'judging' of a job: who judges, and how.</summary>
internal static class JudgingSection
{
    public static JudgeSettings? Read(Section? section)
    {
        if (section is null)
            return null;
        var defaults = new JudgeSettings();
        var settings = new JudgeSettings
        {
            Models = [.. section.TextLines("models").Select(m => m.Text)],
            Tries = section.Whole("tries", 1, 20) ?? defaults.Tries,
            AllowFamily = section.Flag("allow_family") ?? false,
        };
        if (settings.Models.Distinct(StringComparer.Ordinal).Count() < settings.Models.Count)
            section.Problem("models", "'models' names a judge twice.");
        section.RefuseUnknownKeys();
        return settings;
    }

    /// <summary>Judged benchmarks need judges that models.yaml knows, and that are not of a contestant's family.</summary>
    public static void Check(Section file, Job job, SettingsFiles files)
    {
        foreach (var asked in job.Benchmarks)
        {
            if (!files.Benchmarks.TryGetValue(asked.Id, out var benchmark) || JudgedBenchmarks.Of(job.Judging, benchmark) is not { } settings)
                continue;
            if (settings.Models.Count == 0)
                file.Problem(
                    "judging",
                    $"benchmark '{asked.Id}' is judged by models, and nobody says by which: name some of models.yaml, as in judging: {{ models: [my-judge] }}."
                );
            foreach (var unknown in settings.Models.Where(id => files.Models.Count > 0 && !files.Models.ContainsKey(id)))
                file.Problem(
                    "judging",
                    $"benchmark '{asked.Id}': there is no judge '{unknown}' in models.yaml.{Spelling.Hint(unknown, files.Models.Keys)}"
                );
            if (!settings.AllowFamily)
                CheckFamilies(file, asked.Id, Known(settings.Models, files), Known(job.Models, files));
        }
    }

    private static void CheckFamilies(Section file, string benchmark, IReadOnlyList<ModelSettings> judges, IReadOnlyList<ModelSettings> contestants)
    {
        foreach (var (judge, contestant) in JudgeSettings.OfOneFamily(judges, contestants))
            file.Problem(
                "judging",
                $"benchmark '{benchmark}': judge '{judge.Id}' would judge '{contestant.Id}', which is {(judge.Id == contestant.Id ? "itself" : $"of its own family ({judge.Family})")}; "
                    + "judges favour their own. Name another judge, or say allow_family: true in 'judging', and the report says so beside the figures."
            );
    }

    private static List<ModelSettings> Known(IEnumerable<string> ids, SettingsFiles files) =>
        [.. ids.Select(id => files.Models.GetValueOrDefault(id)).OfType<ModelSettings>()];
}
