using System.Text;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Tests.Settings;

/// <summary>Files that are not what they seem: each is named, and nothing is read past in silence.</summary>
[Trait("Category", "Chaos")]
public sealed class YamlFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Problems _problems = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASecondDocument_IsNamed()
    {
        Read("m: { connector: anthropic, model: x }\n---\nn: { connector: anthropic, model: y }\n");
        Assert.Contains("models.yaml(2): a second document begins here", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\nm: { connector: anthropic, model: x }\n")]
    [InlineData("# a word before\n---\nm: { connector: anthropic, model: x }\n...\n")]
    public void OneDocument_MaySayWhereItBeginsAndEnds(string text)
    {
        Assert.Single(Read(text));
        Assert.Empty(_problems.Messages);
    }

    [Fact]
    public void AnotherEncoding_IsNamedWithLineAndByte()
    {
        File.WriteAllBytes(_folder["models.yaml"], Encoding.Latin1.GetBytes("m:\n  connector: anthropic\n  model: x\n  family: Caf\u00e9\n"));
        ModelsFile.Read(_folder["models.yaml"], _problems);
        Assert.Contains("models.yaml(4): byte 14 (hexadecimal E9) is no UTF-8.", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\\0b\"", "models.yaml(4): a text holds a NUL character")]
    [InlineData("\"a \\uD83D b\"", "models.yaml(4): is not valid YAML")]
    public void WhatCannotBeStored_IsNamed(string family, string says)
    {
        Read($"m:\n  connector: anthropic\n  model: x\n  family: {family}\n");
        Assert.Contains(_problems.Messages, m => m.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("m: { connector: openai, endpoint: \"https://h.test/v1\", model: x, api_key: ${A_KEY} }\n")]
    [InlineData("m:\n  connector: openai\n  extra: { list: [${A_KEY}] }\n")]
    public void AVariableBetweenBraces_NeedsQuotes(string text)
    {
        Read(text);
        Assert.Contains("Put it in quotes: \"${A_KEY}\".", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Explosions =>
        new()
        {
            {
                "lists of ten",
                Aliases("- &a0 [x, x, x, x, x, x, x, x, x, x]", 20, i => $"- &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]")
            },
            { "long texts", $"- &a0 {new string('x', 1_000_000)}\n- [{string.Join(", ", Enumerable.Repeat("*a0", 100))}]" },
            { "a chain", Aliases("- &a0 x", 60_000, i => $"- &a{i} [*a{i - 1}]") },
            { "a chain of blocks", Aliases("- &a0 { x: y }", 60_000, i => $"- &a{i} {{ x: *a{i - 1} }}") },
            { "plain depth", $"- {new string('[', 1_000_000)}" },
            { "depth within bounds", $"- {new string('[', 900)}" },
            { "depth over lines", $"- {string.Concat(Enumerable.Repeat("[\n", 100_000))}" },
            { "mapped depth", $"- {string.Concat(Enumerable.Repeat("{a: ", 200_000))}" },
        };

    [Theory]
    [MemberData(nameof(Explosions))]
    public void AFileThatMeansMoreThanItHolds_IsRefused(string what, string extra)
    {
        var lines = string.Concat(extra.Split('\n').Select(line => $"      {line}\n"));
        Read($"m:\n  connector: openai\n  endpoint: https://h.test/v1\n  model: x\n  extra:\n    field:\n{lines}");
        Assert.True(
            _problems.Messages.Any(m => m.Contains("is not valid YAML", StringComparison.Ordinal)),
            $"{what}: {string.Join('\n', _problems.Messages)}"
        );
    }

    [Theory]
    [InlineData("m:\n\tmodel: x\n", "(2): begins with a tab")]
    [InlineData("m:\n  model: x\n \tfamily: y\n", "(3): begins with a tab")]
    [InlineData("# a\nm:\n  stop:\n    - a\n\t- b\n", "(5): begins with a tab")]
    [InlineData("m:\n    model: x\n  family: y\n", "(3): is indented by 2 blanks, and no block above is: they have 0, 4.")]
    [InlineData("m:\n  - a\n - b\n", "(3): '- b' is no 'key: value'")]
    [InlineData("m:\n  model: x\n   family: y\n", "(3): is indented deeper than line 2, which has a value already.")]
    [InlineData("m: x\n\n  # why\n  family: y\n", "(4): is indented by 2 blanks, and no block above is: they have 0.")]
    [InlineData("m: a: b\n", "(1): has a second ': ' in its value.")]
    [InlineData("m:\n  model x\n  family: y\n", "(2): 'model x' is no 'key: value': ':' is missing after the key.")]
    [InlineData("a: 1\nm:x\n", "(2): 'm:x' is no 'key: value': a blank is missing after ':'.")]
    [InlineData("m:1\nb: 2\n", "(1): 'm:1' is no 'key: value': a blank is missing after ':'.")]
    [InlineData("- m\nb: 1\n", "(2): is no item of the list above it")]
    [InlineData("m: 'it's'\n", "(1): goes on behind a value that ends at column 7: 's''. Quote all of it")]
    [InlineData("m: \"\\q\"\n", "(1): a backslash in double quotes begins an escape, and this one is none.")]
    [InlineData("m: @x\n", "(1): a value cannot begin with '@'.")]
    [InlineData("m: - a\n", "(1): a list cannot begin beside its key.")]
    [InlineData("m: \"x\nb: 3\n", "(1): a quote begins here and does not end")]
    [InlineData("m: [1, 2\nb: 3\n", "(1): is not valid YAML from here on: is a bracket or a quote not closed?")]
    [InlineData("prompt: |\n  x\n y\n", "(3): 'y' is no 'key: value'")]
    public void WhatIsNoYaml_IsToldAtItsLine_WithTheFix(string text, string says)
    {
        Read(text);
        Assert.Contains($"models.yaml{says}", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenFile_IsToldAlone()
    {
        _folder.Write("jobs/models.yaml", "m:\n\tconnector: simulated\n");
        _folder.Write("jobs/nightly.yaml", "models: [m]\nbenchmarks: [b]\n");
        _folder.Write("datasets/b/benchmark.yaml", "id: b\n  version: 1\n");
        var folders = new SettingsFolders(_folder["jobs"], _folder["datasets"]);
        var problems = Assert.Throws<SettingsException>(() => JobCatalog.Read(folders).At("nightly", folders)).Message.Split('\n');
        Assert.Equal(2, problems.Length);
        Assert.Contains("models.yaml(2): begins with a tab", problems[0], StringComparison.Ordinal);
        Assert.Contains("benchmark.yaml(2): is indented deeper than line 1", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AModelsFileWithoutAModel_IsToldSo()
    {
        Read("{}\n");
        Assert.EndsWith("models.yaml(1): holds no model.", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_MayBeUsed()
    {
        var models = Read(
            """
            m: &m { connector: openai, endpoint: https://h.test/v1, model: x, extra: { a: &a [1, 2], b: *a } }
            n: *m
            """
        );
        Assert.Empty(_problems.Messages);
        Assert.Equal("""{"a":[1,2],"b":[1,2]}""", models["n"].Extra!.ToJsonString());
    }

    [Fact]
    public void AFileOfManyMegabytes_IsNoSettings()
    {
        Read("# " + new string('x', 5 << 20));
        Assert.Contains("is larger than 4 MB", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileFullOfMistakes_IsToldInAPage()
    {
        Read(string.Concat(Enumerable.Range(0, 3000).Select(i => $"M {i}: {{ connector: {new string('x', 900)} }}\n")));
        Assert.Equal(51, _problems.Messages.Count);
        Assert.EndsWith("models.yaml: 5950 more mistakes", _problems.Messages[^1], StringComparison.Ordinal);
        Read($"m: {{ connector: {new string('x', 100_000)} }}\n");
        Assert.All(_problems.Messages, m => Assert.InRange(m.Length, 1, 1500));
    }

    [Fact]
    public void FilesOfAnotherEnding_AreNamed()
    {
        _folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        _folder.Write("jobs/nightly.yml", "models: [m]\nbenchmarks: [b]\n");
        _folder.Write("datasets/b/benchmark.yml", "id: b\n");
        var catalog = JobCatalog.Read(new SettingsFolders(_folder["jobs"], _folder["datasets"]));
        Assert.Contains(catalog.AllProblems, p => p.EndsWith("nightly.yml: is not read. Rename it to nightly.yaml.", StringComparison.Ordinal));
        Assert.Contains(catalog.AllProblems, p => p.EndsWith("b/benchmark.yml: is not read. Rename it to benchmark.yaml.", StringComparison.Ordinal));
        Assert.Throws<SettingsException>(() => catalog.Named("nightly"));
    }

    private static string Aliases(string first, int count, Func<int, string> next) =>
        string.Join('\n', Enumerable.Range(1, count).Select(next).Prepend(first));

    private IReadOnlyDictionary<string, ModelSettings> Read(string text) => ModelsFile.Read(_folder.Write("models.yaml", text), _problems);
}
