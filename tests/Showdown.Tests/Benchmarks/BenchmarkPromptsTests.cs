using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

public sealed class BenchmarkPromptsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Values_ComeOutExactly_WhateverTheyHold()
    {
        const string hostile = "<b>&amp; {{ 7 * 7 }} \"quotes\" \\boxed{1} 日本 \u202E end  ";
        var prompts = await OpenAsync(Benchmark() with { Prompt = "{{ sample.input }}|{{ sample.level }}\n" });
        var prompt = prompts.Ask(new Sample("1", hostile, "x") { Fields = new Dictionary<string, string> { ["level"] = hostile } }, 1);
        Assert.Equal($"{hostile}|{hostile}", Assert.Single(prompt.Messages).Text);
    }

    [Fact]
    public async Task LongValues_AreNotCut()
    {
        var prompts = await OpenAsync(Benchmark());
        var text = new string('x', 3_000_000);
        Assert.Equal(text.Length, prompts.Ask(Sample() with { Input = text }, 1).Messages[0].Text.Length);
    }

    [Theory]
    [InlineData("{{ sample.inputt }}", "inputt")]
    [InlineData("{{ smaple.input }}", "smaple")]
    [InlineData("{{ sample.target }}", "target")]
    [InlineData("{{ for x in sample.choices }}", "end")]
    public async Task Open_SaysSo_WhenATemplateNamesWhatIsNotThere(string prompt, string names)
    {
        var e = await Assert.ThrowsAsync<SettingsException>(() => OpenAsync(Benchmark() with { Prompt = prompt }));
        Assert.Contains("benchmark.yaml: 'prompt', line 1 of the template, ", e.Message, StringComparison.Ordinal);
        Assert.Contains(names, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_AreShownWithLetters_AndPermutedWithTheirTarget()
    {
        var benchmark = Benchmark() with { Prompt = "{{ for o in sample.options }}{{ o.label }}={{ o.text }};{{ end }}", ShuffleChoices = true };
        var prompts = await OpenAsync(benchmark);
        var seen = new HashSet<string>();
        for (var epoch = 1; epoch <= 40; epoch++)
        {
            var prompt = prompts.Ask(Sample(), epoch);
            Assert.Equal("right", prompt.Shown.Choices[prompt.Shown.Target[0] - 'A']);
            Assert.Equal(prompt.Shown.Target, prompt.Target.Value);
            Assert.Equal(prompt.Shown.Choices, prompt.Target.Choices);
            Assert.Equal(["A", "B", "C", "D"], prompt.Target.Labels);
            Assert.Equal(string.Concat(prompt.Shown.Choices.Select((c, i) => $"{(char)('A' + i)}={c};")), prompt.Messages[0].Text);
            Assert.Equal($"The best answer is {prompt.Shown.Target}.", prompt.Hint.Right);
            Assert.NotEqual(prompt.Hint.Right, prompt.Hint.Wrong);
            seen.Add(prompt.Messages[0].Text);
        }

        Assert.True(seen.Count > 10);
    }

    [Fact]
    public void SeveralRightOptions_AreMovedWithTheirLetters()
    {
        var sample = Sample() with { Choices = ["right 1", "wrong 1", "right 2", "wrong 2"], Target = "A, C" };
        for (var epoch = 1; epoch <= 40; epoch++)
        {
            var shown = ChoiceOrder.Shuffle("b", sample, epoch);
            var letters = shown.Target.Split(", ");
            Assert.Equal(letters.Order(StringComparer.Ordinal), letters);
            Assert.Equal(["right 1", "right 2"], letters.Select(l => shown.Choices[l[0] - 'A']).Order(StringComparer.Ordinal));
        }
    }

    // Frozen: results of earlier runs lean on these orders. Never change the expected values; they come from a second writing of the rule in Python.
    [Theory]
    [InlineData("gpqa-diamond", "rec1", 1, "3120")]
    [InlineData("gpqa-diamond", "rec1", 2, "3012")]
    [InlineData("gpqa-diamond", "rec2", 1, "3210")]
    [InlineData("quickstart-choice", "physics-1", 1, "3021")]
    public void ChoiceOrder_IsFrozen(string benchmark, string sample, int epoch, string expected) =>
        Assert.Equal(expected, string.Concat(ChoiceOrder.Of(benchmark, sample, epoch, 4)));

    [Fact]
    public void ChoiceOrder_GivesEveryOrderAboutAsOften()
    {
        var counts = Enumerable
            .Range(1, 24_000)
            .GroupBy(epoch => string.Concat(ChoiceOrder.Of("b", "s", epoch, 4)))
            .ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(24, counts.Count);
        // 1,000 expected, standard deviation 31: six of them on either side.
        Assert.All(counts.Values, c => Assert.InRange(c, 815, 1185));
    }

    [Fact]
    public async Task WorkedExamples_ComeAsTurns_OfTheSamplesOwnGroup()
    {
        _folder.Write(
            "shots.jsonl",
            """
            {"id": "a1", "input": "1+1", "target": "2", "group": "a"}
            {"id": "b1", "input": "2*3", "target": "6", "group": "b"}
            {"id": "b2", "input": "2*4", "target": "8", "group": "b"}
            {"id": "a2", "input": "1+2", "target": "3", "group": "a"}
            {"id": "b3", "input": "2*5", "target": "10", "group": "b"}
            """
        );
        var benchmark = Benchmark() with
        {
            System = "Sums.",
            Prompt = "Q: {{ sample.input }}",
            Shots = 2,
            FewShotReply = "It is {{ sample.target }}.",
        };
        var prompts = await OpenAsync(benchmark, "{\"id\": \"1\", \"input\": \"5*5\", \"target\": \"25\", \"group\": \"b\"}\n");
        var prompt = prompts.Ask(Sample() with { Input = "7*7", Group = "b", Choices = [] }, 1);
        Assert.Equal(
            [
                (MessageRole.System, "Sums."),
                (MessageRole.User, "Q: 2*3"),
                (MessageRole.Assistant, "It is 6."),
                (MessageRole.User, "Q: 2*4"),
                (MessageRole.Assistant, "It is 8."),
                (MessageRole.User, "Q: 7*7"),
            ],
            prompt.Messages.Select(m => (m.Role, m.Text))
        );
    }

    [Fact]
    public async Task Open_SaysSo_WhenAGroupHasTooFewWorkedExamples()
    {
        _folder.Write("shots.jsonl", "{\"id\": \"a1\", \"input\": \"1+1\", \"target\": \"2\", \"group\": \"a\"}\n");
        var e = await Assert.ThrowsAsync<SettingsException>(() =>
            OpenAsync(Benchmark() with { Shots = 2 }, "{\"id\": \"1\", \"input\": \"5*5\", \"target\": \"25\", \"group\": \"a\"}\n")
        );
        Assert.Contains("2 worked examples are asked for, and there are 1 in group 'a'.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_ChangesWithEverythingThatShapesAPrompt()
    {
        var benchmark = Benchmark();
        var hashes = new[]
        {
            benchmark,
            benchmark with
            {
                Prompt = "{{ sample.input }} ",
            },
            benchmark with
            {
                System = "s",
            },
            benchmark with
            {
                ShuffleChoices = true,
            },
            benchmark with
            {
                Shots = 1,
            },
            benchmark with
            {
                Shots = 1,
                FewShotReply = "x",
            },
        }
            .Select(BenchmarkPrompts.HashOf)
            .ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.Equal(hashes[0], BenchmarkPrompts.HashOf(benchmark with { FewShotReply = "unused" }));
    }

    [Fact]
    public async Task Hint_OfANumberOfAMillionDigits_IsNotWorkedOut()
    {
        var prompts = await OpenAsync(Benchmark() with { Scorer = new ScorerSettings("integer") });
        var hint = prompts.Ask(Sample() with { Target = new string('9', 1_000_000), Choices = [] }, 3).Hint;
        Assert.Contains("99+", hint.Wrong, StringComparison.Ordinal); // what it is added to stands as it was
    }

    [Theory]
    [InlineData("integer", "70", @"The final answer is $\boxed{70}$.")]
    [InlineData("math", @"\frac{1}{2}", @"The final answer is $\boxed{\frac{1}{2}}$.")]
    [InlineData("text", "Paris", "The answer is Paris.")]
    public async Task Hint_EndsAsTheScorerExpects(string scorer, string target, string right)
    {
        var prompts = await OpenAsync(Benchmark() with { Scorer = new ScorerSettings(scorer) });
        var hint = prompts.Ask(Sample() with { Target = target, Choices = [] }, 3).Hint;
        Assert.Equal(right, hint.Right);
        Assert.NotEqual(right, hint.Wrong);
        Assert.Equal(("test", "1", 3), (hint.BenchmarkId, hint.SampleId, hint.Epoch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PromptsOfASample_AreThoseThatEachEpochAsks(bool shuffle)
    {
        var prompts = await OpenAsync(Benchmark() with { Prompt = "{{ sample.input }} {{ sample.choices[0] }}", ShuffleChoices = shuffle });
        var ofSample = new SamplePrompts(prompts, Sample());
        foreach (var epoch in new[] { 3, 1, 2, 3, 4, 5 })
        {
            var (expected, actual) = (prompts.Ask(Sample(), epoch), ofSample.At(epoch));
            Assert.Equal(expected.Hint, actual.Hint);
            Assert.Equal(expected.Messages, actual.Messages);
            Assert.Equal(
                (expected.Target.Value, string.Join('|', expected.Target.Choices)),
                (actual.Target.Value, string.Join('|', actual.Target.Choices))
            );
        }
    }

    private static Sample Sample() => new("1", "question", "A") { Choices = ["right", "wrong 1", "wrong 2", "wrong 3"] };

    private BenchmarkSettings Benchmark() =>
        new()
        {
            Id = "test",
            Version = 1,
            Title = "Test",
            Sources = [],
            Prompt = "{{ sample.input }}",
            Scorer = new ScorerSettings("choice"),
            Protocol = new Protocol(),
            Folder = _folder.Path,
        };

    private Task<BenchmarkPrompts> OpenAsync(
        BenchmarkSettings benchmark,
        string lines = "{\"id\": \"1\", \"input\": \"q\", \"target\": \"t\", \"level\": \"1\"}\n"
    )
    {
        _folder.Write("data.jsonl", lines);
        var map = new Dictionary<string, string>
        {
            ["id"] = "id",
            ["input"] = "input",
            ["target"] = "target",
        };
        var source = new DatasetSource
        {
            Format = "jsonl",
            Map = lines.Contains("level", StringComparison.Ordinal) ? new Dictionary<string, string>(map) { ["level"] = "level" } : map,
        };
        var data = new PinnedDataset
        {
            Data = new PinnedSource(source, "", [new DataFile(_folder["data.jsonl"], "data.jsonl")]),
            FewShot = benchmark.Shots > 0 ? new PinnedSource(source, "", [new DataFile(_folder["shots.jsonl"], "shots.jsonl")]) : null,
        };
        return BenchmarkPrompts.OpenAsync(benchmark, data, TestContext.Current.CancellationToken);
    }
}
