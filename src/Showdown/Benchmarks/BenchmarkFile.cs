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
            Scorer = Scorer(file),
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
            file.Missing("scorer");
        if (file.Inner("scorer") is not { } section)
            return new ScorerSettings("");
        var scorer = new ScorerSettings(section.RequiredText("name")) { Options = Options(section) };
        if (Scorers.Names.Contains(scorer.Name))
            CheckOptions(section, scorer);
        else if (scorer.Name.Length > 0)
            section.Problem("name", $"there is no scorer '{scorer.Name}'.{Spelling.Hint(scorer.Name, Scorers.Names)}");
        return scorer;
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
