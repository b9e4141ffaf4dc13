using System.Globalization;
using System.Text.RegularExpressions;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Reads one benchmark.yaml.</summary>
internal static partial class BenchmarkFile
{
    /// <returns>Null when the file cannot be read at all or names no id.</returns>
    public static BenchmarkSettings? Read(string path, Problems problems)
    {
        return Section.Read(path, problems) is { } file ? Read(file, Path.GetDirectoryName(Path.GetFullPath(path))!) : null;
    }

    /// <summary>What a benchmark.yaml may hold.</summary>
    internal static SectionShape Shape => Section.ShapeOf(file => Read(file, ""));

    private static BenchmarkSettings? Read(Section file, string folder)
    {
        var id = file.RequiredText("id");
        if (id.Length > 0 && !Id().IsMatch(id))
            file.Problem("id", $"'{id}' cannot be a benchmark's id: use small letters, digits, '-', '.' and '_', such as aime-2025.");
        if (!file.Has("version"))
            file.Missing("version");
        var fewShot = file.Inner("few_shot");
        var benchmark = new BenchmarkSettings
        {
            Id = id,
            Version = file.Whole("version") ?? 1,
            Title = file.RawText("title") ?? id,
            Sources = SourceSection.Read(file, "sources", folder),
            Capability = Capabilities.Find(file.Word("capability", [.. Capabilities.Names])),
            NeedsContext = file.Whole("needs_context"),
            Prompt = file.RawText("prompt") ?? "",
            System = file.RawText("system"),
            Scorer = ScorerOrJudge(file),
            Protocol = Protocol(file.Inner("protocol")),
            Stop = StopSection.Read(file),
            Redacted = file.Flag("redacted") ?? false,
            ShuffleChoices = file.Flag("shuffle_choices") ?? false,
            Categories = file.Map("categories"),
            Folder = folder,
            Auxiliary = Auxiliary(file, folder),
        };
        if (fewShot is not null)
            benchmark = FewShot(benchmark, fewShot, folder);
        // A conversation may stand for itself.
        if (!file.Has("prompt") && !benchmark.Sources.Any(s => s.Map.ContainsKey("turns")))
            file.Problem("prompt", "'prompt' is missing.");
        file.RefuseUnknownKeys();
        CheckTemplate(file, "prompt", benchmark.Prompt, benchmark);
        CheckTemplate(file, "system", benchmark.System ?? "", benchmark);
        if (fewShot is not null)
        {
            CheckTemplate(fewShot, "reply", benchmark.FewShotReply, benchmark);
            CheckTemplate(fewShot, "text", benchmark.FewShotText ?? "", benchmark);
        }

        return id.Length > 0 ? benchmark : null;
    }

    // Tried on a made-up sample with every field of the first source, so that a misspelt name is found before anything is pulled.
    private static void CheckTemplate(Section section, string key, string text, BenchmarkSettings benchmark)
    {
        try
        {
            PromptTemplate
                .Parse(text, key)
                .Render(
                    Probe(key == "text" ? benchmark.FewShotSources : benchmark.Sources),
                    withTarget: key is "reply" or "text",
                    examples: Enumerable.Repeat("example", benchmark.Shots)
                );
        }
        catch (PromptException e)
        {
            section.Problem(key, $"'{key}', line {e.Line + 1} of the template: {e.Message}", e.Line);
        }
    }

    private static Sample Probe(IReadOnlyList<DatasetSource> sources)
    {
        var source = sources is [var first, ..] ? first : null;
        try
        {
            if (source?.Generator is not null)
                return Generators.Samples(source).First();
        }
        catch (FormatException)
        {
            // Said already, at the source.
        }

        return new Sample("id", "input", "A")
        {
            Choices = ["one", "two", "three", "four"],
            Group = "group",
            Fields = (source?.Map ?? new Dictionary<string, string>()).Keys.Except(SampleMapper.OwnNames).ToDictionary(name => name, _ => "1"),
        };
    }

    private static Dictionary<string, IReadOnlyList<DatasetSource>> Auxiliary(Section file, string folder)
    {
        var section = file.Inner("auxiliary");
        return (section?.Keys ?? []).ToDictionary(name => name, name => SourceSection.ReadFiles(section!, name, folder));
    }

    private static BenchmarkSettings FewShot(BenchmarkSettings benchmark, Section section, string folder)
    {
        if (!section.Has("shots"))
            section.Missing("shots");
        var filled = benchmark with
        {
            Shots = section.Whole("shots", 1, 100) ?? 1,
            FewShotSources = SourceSection.Read(section, "sources", folder),
            FewShotReply = section.RawText("reply") ?? benchmark.FewShotReply,
            FewShotText = section.RawText("text"),
        };
        if (section.Has("reply") && section.Has("text"))
            section.Problem("text", "'text' puts worked examples into the prompt, 'reply' makes turns of them: give one of the two.");
        section.RefuseUnknownKeys();
        return filled;
    }

    private static ScorerSettings Scorer(Section file)
    {
        if (!file.Has("scorer"))
            file.Problem("", "'scorer' is missing.");
        if (file.Inner("scorer") is not { } section)
            return new ScorerSettings("");
        var scorer = new ScorerSettings(section.RequiredText("name")) { Options = Options(section) };
        if (Scorers.Names.Contains(scorer.Name))
            CheckOptions(section, scorer);
        else if (scorer.Name.Length > 0)
            section.Problem("name", $"there is no scorer '{scorer.Name}'.{Spelling.Hint(scorer.Name, Scorers.Names)}");
        return scorer;
    }

    // Where answers are compared, the options say how the judge does it.
    private static ScorerSettings ScorerOrJudge(Section file)
    {
        var compares = file.Word("compare", ScorerSettings.Pairwise) is not null;
        var section = file.Inner("judge");
        (string Name, string? Value)[] given =
        [
            ("judges", section?.Texts("judges") is { Count: > 0 } judges ? string.Join('\n', judges) : null),
            ("tries", section?.Whole("tries", 1, 20)?.ToString(CultureInfo.InvariantCulture)),
            ("instructions", section?.RawText("instructions")),
            ("criteria", section?.TextOrJson("criteria")),
            ("reference", section?.Flag("reference") == true ? "true" : null),
        ];
        section?.RefuseUnknownKeys();
        var judged = new ScorerSettings(ScorerSettings.Pairwise)
        {
            Options = given.Where(o => o.Value is not null).ToDictionary(o => o.Name, o => o.Value!, StringComparer.Ordinal),
        };
        if (section is not null)
            CheckOptions(section, judged);
        if (!compares)
            return Scorer(file);
        if (file.Has("scorer"))
            file.Problem("scorer", "'compare: pairwise' has a judge compare the answers, and no scorer: leave 'scorer' out, 'judge' says how.");
        return judged;
    }

    // A block, such as a JSON Schema, is kept as JSON: the settings of a run hold texts.
    private static Dictionary<string, string> Options(Section section)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in section.Keys.Where(name => name != "name"))
        {
            if (section.TextOrJson(name) is { } text)
                options[name] = text;
        }

        return options;
    }

    private static void CheckOptions(Section section, ScorerSettings scorer)
    {
        try
        {
            Scorers.Find(scorer);
        }
        catch (SettingsException e)
        {
            section.Problem(e.Key ?? "name", e.Message);
        }
    }

    private static Protocol Protocol(Section? section)
    {
        if (section is null)
            return new Protocol();
        var protocol = new Protocol
        {
            Epochs = section.Whole("epochs", 1, 10_000) ?? 1,
            Parallel = section.Whole("parallel", 1, 1000),
            Sampling = SamplingSection.Read(section, close: false),
        };
        section.RefuseUnknownKeys();
        return protocol;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,99}$")]
    private static partial Regex Id();
}
