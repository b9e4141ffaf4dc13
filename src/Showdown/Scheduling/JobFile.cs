using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>Reads one job file.</summary>
public static class JobFile
{
    /// <summary>
    /// Checks everything that can be checked without a call: names, ranges, schedule, gates, and that the variables the models need are set (keys
    /// excepted).
    /// </summary>
    /// <returns>Null when the file cannot be read at all. With problems added, what is returned must not be run.</returns>
    public static Job? Read(string path, SettingsFiles files, Problems problems)
    {
        if (Section.Read(path, problems) is not { } file)
            return null;
        var job = Read(file, Path.GetFileNameWithoutExtension(path), files, problems);
        foreach (var broken in job.Benchmarks.Select(b => files.ProblemsOf(b.Id)).OfType<Problems>())
            problems.Add(broken);
        return job;
    }

    /// <summary>What a job file may hold.</summary>
    internal static SectionShape Shape => Section.ShapeOf(file => Read(file, "", SettingsFiles.None, new Problems()));

    private static Job Read(Section file, string nameOfFile, SettingsFiles files, Problems problems)
    {
        var (name, description) = (file.Text("name") ?? nameOfFile, file.RawText("description"));
        var jobModels = Models(file, files.Models, problems);
        var hosts = HostsSection.Read(file.Inner("hosts"), jobModels, files.Models);
        var jobBenchmarks = Benchmarks(file, files, jobModels, hosts);
        var job = new Job
        {
            Name = name,
            Description = description,
            Models = hosts is null || Replays(files, hosts.Reference) ? jobModels : [.. HostsPlan.WithAgain(jobModels, hosts.Reference)],
            Benchmarks = jobBenchmarks,
            Hosts = hosts,
            Reuse = file.Choice<Reuse>("reuse") ?? Reuse.Resume,
            MissingData = file.Choice<MissingData>("missing_data") ?? MissingData.Fail,
            Probe = file.Flag("probe") ?? true,
            Stop = StopOf(file, jobModels),
            Schedule = ScheduleSection.Read(file.Inner("schedule")),
            Budget = Budget(file.Inner("budget")),
            Judging = JudgingSection.Read(file.Inner("judging")),
            Notify = [.. file.Inners("notify", shorthand: "webhook").Select(NotifySection.Read).OfType<Notify>()],
            Gates = [.. file.Inners("gates").Select(g => GateSection.Read(g, jobModels, [.. jobBenchmarks.Select(b => b.Id)])).OfType<Gate>()],
        };
        BaselineSection.Check(file, job, files);
        if (file.Number("equivalence_margin", 0, 1) is { } margin)
            job = job with { EquivalenceMargin = margin };
        JudgingSection.Check(file, job, files);
        if (job.Name.Trim().Length == 0 || job.Name.Length > 100)
            file.Problem("name", "'name' must have 1 to 100 characters.");
        file.RefuseUnknownKeys();
        return job;
    }

    private static List<string> Models(Section file, IReadOnlyDictionary<string, ModelSettings> known, Problems problems)
    {
        if (!file.Has("models"))
            file.Missing("models");
        var names = new List<string>();
        foreach (var (name, line) in file.TextLines("models"))
        {
            if (names.Contains(name))
                problems.Add(file.File, line, $"model '{name}' is named twice.");
            else
                names.Add(name);
            if (!known.TryGetValue(name, out var model))
            {
                // Without any model models.yaml itself has a mistake, which is told: this job has none.
                if (known.Count > 0)
                    problems.Add(file.File, line, $"there is no model '{name}' in models.yaml.{Spelling.Hint(name, known.Keys)}");
                continue;
            }

            foreach (var (field, text) in new[] { ("endpoint", model.Endpoint), ("model", model.Model) })
            {
                foreach (var variable in EnvironmentText.Missing(text))
                    problems.Add(
                        file.File,
                        line,
                        $"model '{name}' needs the environment variable {variable} for its '{field}' in models.yaml, and it is not set."
                    );
            }
        }

        if (file.Has("models") && names.Count == 0)
            file.Problem("models", "'models' names no model.");
        return names;
    }

    // One model has nothing to be sure about.
    private static StopRule? StopOf(Section section, List<string> models)
    {
        var rule = StopSection.Read(section);
        if (rule is { When: StopWhen.Sure } && models.Count == 1)
            section.Problem("stop", $"'stop: sure' compares models, and this job asks only '{models[0]}'. Name another model, or leave 'stop' out.");
        return rule;
    }

    // What is recorded says the same when it is asked again.
    private static bool Replays(SettingsFiles files, string model) => files.Models.TryGetValue(model, out var known) && known.IsReplay;

    private static List<JobBenchmark> Benchmarks(Section file, SettingsFiles files, List<string> models, HostsPlan? hosts)
    {
        var known = files.Benchmarks;
        if (!file.Has("benchmarks") && !file.Has("hosts"))
            file.Problem("benchmarks", "'benchmarks' is missing.");
        var found = new List<JobBenchmark>(hosts is null ? [] : HostsSection.Benchmarks(hosts));
        foreach (var section in file.Inners("benchmarks", shorthand: "id"))
        {
            var id = section.RequiredText("id");
            if (id.Length > 0 && !known.ContainsKey(id) && files.ProblemsOf(id) is null)
                section.Problem("id", $"there is no benchmark '{id}'.{Spelling.Hint(id, known.Keys)}");
            if (found.Any(b => b.Id == id))
                section.Problem("id", $"benchmark '{id}' is named twice.");
            if (section.Has("where") && known.TryGetValue(id, out var benchmark) && benchmark.Sources.Any(s => s.Generator is not null))
                section.Problem("where", $"benchmark '{id}' makes its own samples and has no records to choose among.");
            found.Add(
                new JobBenchmark(id)
                {
                    Epochs = section.Whole("epochs", 1, 10_000),
                    Limit = section.Whole("limit"),
                    Where = section.Map("where"),
                    Stop = StopOf(section, models),
                    Load = LoadSection.Read(section, known.GetValueOrDefault(id), file.Has("budget")),
                    Baseline = BaselineSection.Read(section, known.GetValueOrDefault(id), models),
                    Capability = Capabilities.Find(section.Word("capability", [.. Capabilities.Names])),
                    Sampling = SamplingSection.Read(section.Inner("sampling"), close: true),
                }
            );
            section.RefuseUnknownKeys();
        }

        if (file.IsEmptyList("benchmarks"))
            file.Problem("benchmarks", "'benchmarks' names no benchmark.");
        return found;
    }

    private static Budget? Budget(Section? section)
    {
        if (section is null)
            return null;
        var budget = new Budget { Usd = section.Amount("usd"), Tokens = section.LargeWhole("tokens", 1) };
        if (!section.Has("usd") && !section.Has("tokens"))
            section.Problem("", "'budget' needs 'usd', 'tokens' or both.");
        section.RefuseUnknownKeys();
        return budget;
    }
}
