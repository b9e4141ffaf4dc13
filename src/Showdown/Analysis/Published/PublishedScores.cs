using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Analysis.Published;

/// <summary>Reads published-scores.yaml.</summary>
public static partial class PublishedScores
{
    private const string FileName = "published-scores.yaml";

    /// <summary>All figures in the order of the file; what is wrong goes into <paramref name="problems"/>.</summary>
    public static IReadOnlyList<PublishedScore> Read(string path, Problems problems) => Read(Section.Read(path, problems));

    /// <summary>Those built into the program.</summary>
    public static IReadOnlyList<PublishedScore> BuiltIn { get; } = ReadBuiltIn();

    private static List<PublishedScore> ReadBuiltIn()
    {
        using var text = new StreamReader(typeof(PublishedScores).Assembly.GetManifestResourceStream(FileName)!);
        var problems = new Problems();
        var scores = Read(Section.Read(FileName, text.ReadToEnd(), problems));
        problems.ThrowIfAny();
        return scores;
    }

    private static List<PublishedScore> Read(Section? file)
    {
        if (file is null)
            return [];
        var benchmarks = Named(file, "benchmarks", Benchmark);
        var models = Named(file, "models", Model);
        var scores = file.Inners("sets").SelectMany(set => Set(set, benchmarks, models)).ToList();
        if (!file.Has("sets"))
            file.Missing("sets");
        file.RefuseUnknownKeys();
        return scores;
    }

    private static Dictionary<string, T> Named<T>(Section file, string key, Func<string, Section, T> read)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        if (!file.Has(key))
            file.Missing(key);
        if (file.Inner(key) is not { } entries)
            return found;
        foreach (var id in entries.Keys)
        {
            if (entries.Inner(id) is { } entry)
                found[id] = read(id, entry);
        }

        return found;
    }

    private static PublishedBenchmark Benchmark(string id, Section entry)
    {
        var benchmark = new PublishedBenchmark(
            id,
            entry.RequiredText("title"),
            entry.Whole("items"),
            entry.Text("window"),
            entry.Texts("same_items"),
            entry.Texts("beside")
        )
        {
            Capability = Capabilities.Find(entry.Word("capability", [.. Capabilities.Names])),
        };
        entry.RefuseUnknownKeys();
        return benchmark;
    }

    private static PublishedModel Model(string id, Section entry)
    {
        var variant = entry.Word("variant", "instruct", "base");
        if (!entry.Has("variant"))
            entry.Missing("variant");
        var model = new PublishedModel(
            id,
            entry.RequiredText("name"),
            entry.RequiredText("family"),
            variant ?? "",
            [.. entry.Texts("ids").Select(i => i.ToLowerInvariant())]
        );
        entry.RefuseUnknownKeys();
        return model;
    }

    private static List<PublishedScore> Set(Section set, Dictionary<string, PublishedBenchmark> benchmarks, Dictionary<string, PublishedModel> models)
    {
        set.RequiredText("id");
        var source = set.RequiredText("source");
        var runBy = set.RequiredText("run_by");
        var commit = set.Text("commit");
        var note = set.Text("note");
        if (!set.Has("standing"))
            set.Missing("standing");
        var isPrimary = set.Word("standing", "primary", "secondary") == "primary";
        var shared = set.Inner("protocol") is { } protocol ? Protocol(protocol, new PublishedProtocol(), close: true) : new PublishedProtocol();
        var found = new List<PublishedScore>();
        foreach (var row in set.Inners("scores"))
        {
            var copiedFrom = row.Text("copied_from");
            var benchmark = Known(row, "benchmark", benchmarks);
            var model = Known(row, "model", models);
            var metric = row.RequiredText("metric");
            if (metric.Length > 0 && !Metric().IsMatch(metric))
                row.Problem("metric", $"'metric' cannot be '{metric}'. Allowed: accuracy, em, macro, pass@1, avg@N.");
            if (!row.Has("value"))
                row.Missing("value");
            var value = row.Number("value", 0, 100);
            // What was copied from another report was made by that one's protocol, which the set does not know.
            var rowProtocol = Protocol(row, copiedFrom is null ? shared : new PublishedProtocol(), close: false);
            var rowNote = row.Text("note");
            row.RefuseUnknownKeys();
            if (benchmark is null || model is null || value is null || !Metric().IsMatch(metric))
                continue;
            found.Add(
                new PublishedScore
                {
                    Model = model,
                    Benchmark = benchmark,
                    Metric = metric,
                    Value = value.Value / 100,
                    Protocol = rowProtocol,
                    Source = source,
                    Commit = commit,
                    IsPrimary = isPrimary,
                    RunBy = copiedFrom ?? runBy,
                    CopiedFrom = copiedFrom,
                    Note = rowNote ?? note,
                }
            );
        }

        set.RefuseUnknownKeys();
        return found;
    }

    private static PublishedProtocol Protocol(Section section, PublishedProtocol shared, bool close)
    {
        var protocol = new PublishedProtocol
        {
            Shots = section.Whole("shots", 0, 1000) ?? shared.Shots,
            Scoring = section.Word("scoring", "generated", "likelihood") ?? shared.Scoring,
            OutputCap = section.Whole("output_cap") ?? shared.OutputCap,
            Temperature = section.Number("temperature", 0, 2) ?? shared.Temperature,
            TopP = section.Number("top_p", 0, 1) ?? shared.TopP,
            Thinking = section.Flag("thinking") ?? shared.Thinking,
        };
        if (close)
            section.RefuseUnknownKeys();
        return protocol;
    }

    private static T? Known<T>(Section row, string key, Dictionary<string, T> known)
        where T : class
    {
        var id = row.RequiredText(key);
        if (known.TryGetValue(id, out var found))
            return found;
        if (id.Length > 0)
            row.Problem(key, $"'{id}' does not stand under '{key}s' in this file.{Spelling.Hint(id, known.Keys)}");
        return null;
    }

    [GeneratedRegex(@"^(accuracy|em|macro|pass@1|avg@[1-9]\d{0,3})$")]
    private static partial Regex Metric();
}
