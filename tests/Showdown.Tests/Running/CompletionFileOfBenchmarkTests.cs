using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Sandboxing;

namespace Showdown.Tests.Running;

/// <summary>Lines that name a sample of a benchmark, which has the target.</summary>
public sealed class CompletionFileOfBenchmarkTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxPool _pool = new(new SandboxOptions { Bubblewrap = "no-such-bwrap" });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("""{"sample_id": "two", "completion": "The answer is 2."}""", "\"two\" right 2", "")]
    [InlineData("""{"sample_id": "two", "completion": "The answer is 3.", "target": "3"}""", "\"two\" wrong 3", "")] // the benchmark's target counts
    [InlineData("""{"sample_id": 7, "completion": "The answer is 14."}""", "7 right 14", "")]
    [InlineData("""{"id": 1, "sample_id": "two", "completion": "2", "cut_off": true}""", "1 truncated -", "")]
    [InlineData("""{"id": 1, "completion": "2"}""", "1 unscored -", "line 1 has no 'sample_id'.")]
    [InlineData("""{"sample_id": null, "completion": "2"}""", "- unscored -", "line 1 has no 'sample_id'.")]
    [InlineData("""{"sample_id": "x", "completion": "2"}""", "\"x\" unscored -", "line 1 names sample 'x', which the benchmark does not have.")]
    public async Task ALine_IsGradedByTheTargetOfItsSample(string line, string expected, string problem)
    {
        var file = await OpenAsync(Benchmark("integer", """{"id": "two", "q": "1+1?", "a": "2"}""", """{"id": 7, "q": "7+7?", "a": 14}"""));
        var graded = Assert.Single(await GradeAsync(file, line));
        Assert.Equal(expected, $"{graded.Id?.GetRawText() ?? "-"} {graded.Outcome} {graded.Answer ?? "-"}");
        Assert.Equal(problem.Length > 0 ? 1 : null, graded.Unreadable);
        if (problem.Length > 0)
            Assert.Equal(problem, graded.Reason);
    }

    [Fact]
    public async Task OptionsThatAreShuffled_HaveTheLettersOfTheLinesEpoch()
    {
        var benchmark = Benchmark("choice", """{"id": "s", "q": "Which?", "a": "B", "c": ["red", "green", "blue", "black"]}""") with
        {
            ShuffleChoices = true,
        };
        var file = await OpenAsync(benchmark with { Sources = [benchmark.Sources[0] with { Map = Map(("choices", "c")) }] });
        var right = new List<string>();
        foreach (var epoch in (int?[])[null, 1, 2, 3, 4, 5, 6])
        {
            var lines = "ABCD".Select(letter =>
                JsonSerializer.Serialize(
                    new
                    {
                        sample_id = "s",
                        epoch,
                        completion = $"The answer is ({letter}).",
                    }
                )
            );
            right.Add(Assert.Single(await GradeAsync(file, [.. lines]), g => g.Outcome == "right").Answer!);
        }

        Assert.Equal(right[0], right[1]); // who says nothing means the first
        Assert.InRange(right.Distinct().Count(), 2, 4);
    }

    [Theory]
    [InlineData("""[{"name": "add", "arguments": {"a": 1, "b": 2}}]""", "right", """add({"a": 1, "b": 2})""")]
    [InlineData(
        """[{"id": "c", "type": "function", "function": {"name": "add", "arguments": "{\"a\": 1, \"b\": 2}"}}]""",
        "right",
        """add({"a": 1, "b": 2})"""
    )]
    [InlineData("""[{"add": "{\"a\": 1, \"b\": 2}"}]""", "right", """add({"a": 1, "b": 2})""")]
    [InlineData("""[{"add": {"a": 1, "b": 3}}]""", "wrong", """add({"a": 1, "b": 3})""")]
    [InlineData("""[{"add": null}]""", "wrong", "add()")]
    [InlineData("""[{"name": "add"}]""", "wrong", "add()")]
    [InlineData("""[{"name": "add", "arguments": null}]""", "wrong", "add()")]
    [InlineData("""[{"add": {"a": 1, "b": 2}}, {"name": "f", "arguments": "{}"}, {"g": "{}"}]""", "wrong", """add({"a": 1, "b": 2}), f({}), g({})""")]
    [InlineData("[]", "wrong", null)]
    public async Task Calls_AreTakenInTheirOrder_AsOneWritesThem_OrAsProtocolsAndLeaderboardsDo(string calls, string outcome, string? answer)
    {
        var benchmark = Benchmark(
            "bfcl",
            """{"id": "s", "q": "1 + 2?", "a": [{"add": {"a": [1], "b": [2]}}], "f": [{"name": "add", "description": "Adds.", "parameters": {"type": "dict", "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}, "required": ["a", "b"]}}]}"""
        );
        var map = Map(("target", "a | json"), ("functions", "f | json"), ("category", "=simple_python"), ("tools", "f | functions:bfcl-tools"));
        var file = await OpenAsync(benchmark with { Sources = [benchmark.Sources[0] with { Map = map }] });
        var graded = Assert.Single(await GradeAsync(file, $$"""{"sample_id": "s", "tool_calls": {{calls}}}"""));
        Assert.Equal((outcome, answer), (graded.Outcome, graded.Answer));
    }

    [Fact]
    public async Task WhereJudgingIsSlow_SixteenLinesAreJudgedAtATime_AndComeInTheirOrder()
    {
        var benchmark = Benchmark(
            "evalplus",
            """{"task_id": "s", "prompt": "def f():\n", "entry_point": "f", "canonical_solution": "    return 1", "base_input": [], "plus_input": [], "atol": 0}"""
        );
        var map = Map(
            ("id", "task_id"),
            ("input", "prompt"),
            ("target", "canonical_solution"),
            ("entry_point", "entry_point"),
            ("solution", "canonical_solution")
        );
        var file = await OpenAsync(benchmark with { Sources = [benchmark.Sources[0] with { Map = map }] });
        var typed = new TypedLines([
            .. Enumerable
                .Range(1, 40)
                .Select(i =>
                    JsonSerializer.Serialize(
                        new
                        {
                            id = i,
                            sample_id = "s",
                            completion = "I do not know.",
                        }
                    )
                ),
        ]);
        var read = new List<int>();
        var ids = new List<int>();
        await foreach (var graded in file.GradeAsync(typed, Cancel))
        {
            Assert.Equal("wrong", graded.Outcome);
            ids.Add(graded.Id!.Value.GetInt32());
            read.Add(typed.Given);
        }

        Assert.Equal(Enumerable.Range(1, 40), ids);
        Assert.Equal([.. Enumerable.Range(16, 25), .. Enumerable.Repeat(40, 15)], read);
    }

    private static Dictionary<string, string> Map(params (string Field, string From)[] more)
    {
        var map = new Dictionary<string, string>
        {
            ["id"] = "id",
            ["input"] = "q",
            ["target"] = "a",
        };
        foreach (var (field, from) in more)
            map[field] = from;
        return map;
    }

    private BenchmarkSettings Benchmark(string scorer, params string[] samples)
    {
        _folder.Write("b/data.jsonl", string.Join('\n', samples) + "\n");
        return new BenchmarkSettings
        {
            Id = "test",
            Version = 1,
            Title = "Test",
            Sources =
            [
                new DatasetSource
                {
                    File = "data.jsonl",
                    Format = "jsonl",
                    Map = Map(),
                },
            ],
            Prompt = "{{ sample.input }}",
            Scorer = new ScorerSettings(scorer),
            Protocol = new Protocol(),
            Folder = _folder["b"],
        };
    }

    private async Task<CompletionFile> OpenAsync(BenchmarkSettings benchmark)
    {
        var datasets = new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"] }, new HttpClient());
        var sandbox = new CodeSandbox(_pool, new ReferenceOutputs(_pool, TimeProvider.System), TimeProvider.System);
        return await CompletionFile.OpenAsync(benchmark, await datasets.PullAsync(benchmark, null, Cancel), sandbox, Cancel);
    }

    private static async Task<List<GradedLine>> GradeAsync(CompletionFile file, params string[] lines) =>
        await file.GradeAsync(new StringReader(string.Join('\n', lines)), Cancel).ToListAsync(Cancel);
}
