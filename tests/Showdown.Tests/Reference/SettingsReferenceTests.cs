using System.Text.Json;
using Json.Schema;
using Showdown.Benchmarks;
using Showdown.Models;
using Showdown.Reference;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Tests.Reference;

/// <summary>The reference says what the readers read, and its words are true: every default and every example goes through the readers.</summary>
public sealed class SettingsReferenceTests : IDisposable
{
    /// <summary>What stands beside a key so that its block can be read at all: by the block's path, or by the key's own where it wants other
    /// company.</summary>
    private static readonly Dictionary<string, string[]> _beside = new()
    {
        ["job"] = ["models: [simulated-strong, simulated-weak]", "benchmarks: [quickstart-maths]", "budget: { usd: 1 }"],
        ["job benchmarks"] = ["id: quickstart-maths"],
        ["job benchmarks.load around"] = ["id: speed-load"],
        ["job benchmarks.load"] = ["up_to: 16", "requests: 1080", "first_token: 1500ms", "tokens_per_second: 20"],
        ["job hosts"] = ["reference: simulated-strong"],
        ["job stop"] = ["when: sure"],
        ["job benchmarks.stop"] = ["when: sure"],
        ["job schedule"] = ["cron: \"0 2 * * *\""],
        ["job notify"] = ["webhook: ${TEAM_WEBHOOK}"],
        ["job gates"] = ["on: drop", "baseline: last-7-runs"],
        ["job gates.than"] = ["on: worse-than"],
        ["job gates.value"] = ["on: below"],
        ["models"] = ["connector: openai", "endpoint: https://host.test/v1", "model: m"],
        ["models price"] = ["input: 1", "output: 2"],
        ["models simulation"] = ["seed: 1"],
        ["models simulation.host"] = ["weights: simulated", "faults: []"],
        ["benchmark"] = ["id: b", "version: 1", "sources: [{ file: data.jsonl }]", "prompt: \"{{ sample.input }}\"", "scorer: { name: integer }"],
        ["benchmark stop"] = ["when: sure"],
        ["benchmark sources"] = ["file: data.jsonl"],
        ["benchmark sources.url"] = [$"sha256: {_hash}"],
        ["benchmark sources.mirror"] = [$"sha256: {_hash}"],
        ["benchmark sources.list"] = ["file: data.jsonl", "format: json"],
        ["benchmark sources.separator"] = ["file: data.jsonl", "format: csv"],
        ["benchmark sources.generate"] = [],
        ["benchmark sources.options"] = ["generate: context-window"],
        ["benchmark few_shot"] = ["shots: 5", "sources: [{ file: data.jsonl }]"],
    };

    private const string _hash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Parts and archives come with more around them than a block: SourceKindsTests reads them.</summary>
    private static readonly string[] _wantsWholeSource = ["sources.parts.", "sources.archive.", "sources.join."];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Keys =>
        [
            .. from file in SettingsReference.Files
            from entry in file.Entries
            where entry.Words.Example is not null && !_wantsWholeSource.Any(entry.Path.StartsWith)
            select (file.Name, entry.Path),
        ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void AnExampleIsRead_AndADefaultChangesNothing(string kind, string path)
    {
        var entry = SettingsReference.Files.Single(f => f.Name == kind).Entries.Single(e => e.Path == path);
        var (example, problems) = Read(kind, File(kind, path, entry.Words.Example!));
        Assert.Empty(problems);
        if (!entry.Key.IsRequired && entry.Words.Default is { } value)
        {
            var without = Read(kind, File(kind, path, null));
            Assert.Empty(without.Problems);
            Assert.Equal(without.Settings, Read(kind, File(kind, path, value)).Settings);
            Assert.NotEqual(without.Settings, example);
        }
    }

    [Fact]
    public void NoWordsAreAboutKeysThatNobodyReads()
    {
        var used = SettingsReference.Files.SelectMany(f => f.Entries.Select(e => WordList.Of(f.Name, e.Path))).Select(w => (w.Block, w.Path));
        var ofScorers = SettingsReference
            .AllScorers.SelectMany(s => s.Options.Select(o => $"{s.Name}.{o.Name}").Prepend(s.Name))
            .Select(p => ("scorers", p));
        Assert.Empty(WordList.All.Except(used).Except(ofScorers)); // words about what no reader reads
        Assert.All(SettingsReference.AllScorers.SelectMany(s => s.Options), option => Assert.NotNull(option.Words.Example));
    }

    [Fact]
    public void ScorersTakeTheExamplesOfTheirOptions()
    {
        foreach (var scorer in SettingsReference.AllScorers)
        {
            var options = scorer.Options.Select(o => $"\n  {o.Name}: {o.Words.Example}");
            var text = $"name: {scorer.Name}{string.Concat(options)}";
            var (_, problems) = Read("benchmark", File("benchmark", "scorer", $"\n  {text}"));
            Assert.Empty(problems);
        }
    }

    [Theory]
    [InlineData("job", "budget: { usd: 5, eur: 4 }")]
    [InlineData("job", "budget: { usd: much }")]
    [InlineData("job", "reuse: sometimes")]
    [InlineData("job", "equivalence_margin: 2")]
    [InlineData("job", "stop: soon")]
    [InlineData("job", "stop: { when: sure, margin: 0.02 }")]
    [InlineData("job", "schedule: { time_zone: UTC }")]
    [InlineData("models", "limits: { concurrency: 0 }")]
    [InlineData("models", "timeouts: { total: 5 fortnights }")]
    [InlineData("benchmark", "scorer: { name: integer, tolerance: 1 }")]
    [InlineData("benchmark", "scorer: { name: guess }")]
    [InlineData("benchmark", "sources: [{ file: data.jsonl, format: xml }]")]
    public void WhatASchemaRefuses_TheReaderRefusesToo(string kind, string line)
    {
        var text = File(kind, line.Split(':')[0], line[(line.IndexOf(':') + 1)..]);
        Assert.NotEmpty(Read(kind, text).Problems);
        Assert.False(Schema(kind).Evaluate(Json(text)).IsValid);
    }

    public static TheoryData<string, string> OwnFiles =>
        [
            .. new[] { "quickstart", "nightly", "six-benchmarks", "breadth", "speed", "speed-weekly", "load", "hosts", "writing" }.Select(job =>
                ("job", $"jobs/{job}.yaml")
            ),
            ("models", "jobs/models.yaml"),
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "datasets"), "benchmark.yaml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => ("benchmark", Path.GetRelativePath(Repository.Root, path))),
        ];

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void OurKnownNameTheirSchema_AndKeepToIt(string kind, string path)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, path));
        var schema = text.Split('\n')[0].Split("$schema=")[1];
        Assert.Equal(
            $"docs/schemas/{kind}.json",
            Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, schema))
        );
        var result = Schema(kind).Evaluate(Json(text), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(
            result.IsValid,
            string.Join(
                '\n',
                (result.Details ?? []).Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")
            )
        );
    }

    public static TheoryData<string> Pages => ["settings.md", "schemas/job.json", "schemas/models.json", "schemas/benchmark.json"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void DocsHoldWhatTheProgramWrites(string name)
    {
        var path = Path.Combine(Repository.Root, "docs", name);
        var written =
            name == "settings.md"
                ? SettingsPage.Markdown()
                : SettingsSchemas.Text(SettingsReference.Files.Single(f => name == $"schemas/{f.Name}.json"));
        if (Environment.GetEnvironmentVariable("SHOWDOWN_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllText(path, written);
        }

        Assert.True(System.IO.File.Exists(path), $"docs/{name} is missing; SHOWDOWN_GOLDEN=write makes it.");
        Assert.Equal(System.IO.File.ReadAllText(path).ReplaceLineEndings("\n"), written);
    }

    private static JsonSchema Schema(string kind) =>
        JsonSchema.FromText(
            SettingsSchemas.Text(SettingsReference.Files.Single(f => f.Name == kind)),
            new BuildOptions { SchemaRegistry = new SchemaRegistry() }
        );

    // Reads YAML as an editor does: as what JSON would say.
    private static JsonElement Json(string text)
    {
        var indented = string.Concat(text.Split('\n').Select(line => $"  {line}\n"));
        var file = Section.Read("file", $"file:\n{indented}", new Problems())!;
        return JsonElement.Parse(file.Json("file")!.ToJsonString());
    }

    /// <summary>A file with one key set to a value, or without it, and what has to stand beside it.</summary>
    private static string File(string kind, string path, string? value)
    {
        var top =
            kind != "models" ? _beside[kind]
            : path.StartsWith("simulation", StringComparison.Ordinal) ? ["connector: simulated"]
            : _beside[kind];
        var text = Block(kind, "", path.Split('.'), value, top);
        return kind == "models" ? $"m:\n{string.Concat(text.Split('\n').Select(line => $"  {line}\n"))}" : text;
    }

    private static string Block(string kind, string above, string[] path, string? value, string[] beside)
    {
        var (name, whole) = (path[0], above.Length == 0 ? path[0] : $"{above}.{path[0]}");
        var company = _beside.GetValueOrDefault($"{kind} {whole}", beside);
        var last = path.Length == 1;
        var lines = (last ? company : beside).Where(line => !line.StartsWith($"{name}:", StringComparison.Ordinal)).ToList();
        if (last && value is not null)
            lines.Add($"{name}: {value}");
        if (last)
            return string.Join('\n', lines);
        var around = _beside.GetValueOrDefault($"{kind} {whole}.{path[1]} around") ?? _beside.GetValueOrDefault($"{kind} {whole}", []);
        var inner = Block(kind, whole, path[1..], value, around);
        var isList = SettingsReference.Files.Single(f => f.Name == kind).Entries.Single(e => e.Path == whole).Key.Kind == KeyKind.Sections;
        lines.Add($"{name}:");
        lines.AddRange(inner.Split('\n').Select((line, i) => isList && i == 0 ? $"  - {line}" : $"    {line}"));
        return string.Join('\n', lines);
    }

    private (string Settings, IReadOnlyList<string> Problems) Read(string kind, string text)
    {
        var problems = new Problems();
        _folder.Write("b/data.jsonl", """{"id": "1", "input": "?", "target": "1"}""");
        var path = _folder.Write(kind == "benchmark" ? "b/benchmark.yaml" : $"{kind}.yaml", text);
        object? settings = kind switch
        {
            "models" => ModelsFile.Read(path, problems),
            "benchmark" => BenchmarkFile.Read(path, problems),
            _ => JobFile.Read(path, Known, problems),
        };
        return (JsonSerializer.Serialize(settings), [.. problems.Messages.Select(m => $"{m}\n{text}")]);
    }

    private static SettingsFiles Known { get; } =
        SettingsFiles.Read(new SettingsFolders(Path.Combine(Repository.Root, "jobs"), Path.Combine(Repository.Root, "datasets")), new Problems());
}
