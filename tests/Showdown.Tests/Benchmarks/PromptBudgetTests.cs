using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Tests.Benchmarks;

/// <summary>A template is a program that somebody wrote: it ends, gives the same again, and says where it went wrong.</summary>
[Trait("Category", "Chaos")]
public sealed class PromptBudgetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Endless =>
        new()
        {
            { "{{ func f(n); if n < 2; ret 1; end; ret f(n - 1) + f(n - 2); end; f(60) }}", "it takes " },
            { "{{ x = 'abcdefgh'; for i in 1..40; x = x + x; end; x }}", "" },
            { "{{ x = [1, 2]; for i in 1..40; x = x | array.concat x; end; x }}", "" },
            { "{{ x = 3; for i in 1..60; x = x * x; end; x }}", "" },
            { "{{ for i in 1..1000000000; end }}", "" },
            { "{{ while true; end }}", "" },
            { "{{ func f; f; end; f }}", "" },
            { "{{ x = 'a' | string.pad_left 10000; for i in 1..90000; x; end }}", "" },
            { "{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex.match '^(a+)+$' }}", "" },
            { "{{ 'a' | string.pad_left 1000000000 }}", "" },
            { "{{ 1 << 100000000 }}", "" },
            { "{{ capture a }}{{ for i in 1..90000 }}ten letters{{ end }}{{ end }}{{ a + a }}", "" },
            { "{{ x = []; for i in 1..90000; x = x | array.add i; end; x }}", "" },
            { "{{ x = [1]; y = [1]; for i in 1..30; x = [x, x]; y = [y, y]; end; x == y }}", "" },
            { "{{ func g(x); ret x; end; (1..100000000) | array.each @g | array.size }}", "" },
            { $"{{{{ {new string('(', 50_000)}1{new string(')', 50_000)} }}}}", "" },
            { $"{{{{ {string.Concat(Enumerable.Repeat("if true\n", 50_000))} }}}}", "" },
        };

    public static TheoryData<string> Unrepeatable =>
        [
            "{{ date.now }}",
            "{{ date.utc_now }}",
            "{{ math.random 1 1000000 }}",
            "{{ math.uuid }}",
            "{{ timespan.from_days 1 }}",
            "{{ object.eval '1 + 1' }}",
            "{{ object.eval_template 'x' }}",
            "{{ include 'x' }}",
        ];

    [Theory]
    [MemberData(nameof(Endless))]
    public void ATemplateWithoutEnd_IsAMistakeOfItsFile(string prompt, string says)
    {
        var mistake = Assert.Single(Problems(prompt), p => p.Contains("'prompt', line ", StringComparison.Ordinal));
        Assert.Matches(@"benchmark\.yaml\(\d+\): ", mistake);
        Assert.Contains(says, mistake, StringComparison.Ordinal);
        Assert.InRange(mistake.Length, 50, 1000);
    }

    [Theory]
    [MemberData(nameof(Unrepeatable))]
    public void WhatGivesAnotherPromptTomorrow_IsNotThere(string prompt) =>
        Assert.Contains("Prompts must repeat", Assert.Single(Problems(prompt)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ sample.input | string.upcase | string.strip }}")]
    [InlineData("{{ for o in sample.options }}{{ o.label }}) {{ o.text | string.replace '\"' \"'\" | html.escape }}{{ end }}")]
    [InlineData(
        "{{ sample.choices | array.join ', ' }} {{ sample.choices | array.size | math.plus 1 }} {{ sample.input | regex.replace '[0-9]+' 'n' }}"
    )]
    [InlineData("{{ sample.group | object.default 'none' }}")]
    public void OrdinaryFunctions_AreThere(string prompt) => Assert.Empty(Problems(prompt));

    [Fact]
    public async Task ASampleThatGoesBeyondTheBudget_IsNamedWithFileAndField()
    {
        _folder.Write("b/data.jsonl", """{"id": "1", "input": "q", "target": "1"}""" + "\n");
        var benchmark = new BenchmarkSettings
        {
            Id = "b",
            Version = 1,
            Title = "b",
            Sources = [],
            System = "s",
            Prompt = "{{ for i in 1..(sample.input | string.size); for j in 1..90000; end; end }}",
            Scorer = new ScorerSettings("integer"),
            Protocol = new Protocol(),
            Folder = _folder["b"],
        };
        var source = new DatasetSource
        {
            Format = "jsonl",
            Map = new Dictionary<string, string>
            {
                ["id"] = "id",
                ["input"] = "input",
                ["target"] = "target",
            },
        };
        var data = new PinnedDataset { Data = new PinnedSource(source, "", [new DataFile(_folder["b/data.jsonl"], "data.jsonl")]) };
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, TestContext.Current.CancellationToken);
        var wrong = Assert.Throws<SettingsException>(() => prompts.Ask(new Sample("s-7", "qqq", "1"), 1));
        Assert.Contains("b/benchmark.yaml: 'prompt', line 1 of the template, fails on sample 's-7': ", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("", prompts.Ask(new Sample("s-8", "q", "1"), 1).Messages[^1].Text);
    }

    private IReadOnlyList<string> Problems(string prompt)
    {
        _folder.Write("b/data.jsonl", "");
        var lines = string.Concat(prompt.Split('\n').Select(l => $"  {l}\n"));
        _folder.Write("b/benchmark.yaml", $"id: b\nversion: 1\nsources: [{{ file: data.jsonl }}]\nprompt: |\n{lines}scorer: {{ name: choice }}\n");
        var problems = new Problems();
        BenchmarkCatalog.Read(_folder.Path, problems);
        return problems.Messages;
    }
}
