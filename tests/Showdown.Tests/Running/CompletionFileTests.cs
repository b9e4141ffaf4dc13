using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Tests.Sandboxing;

namespace Showdown.Tests.Running;

[Trait("Category", "Slow")]
public sealed class CompletionFileTests(SandboxFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    //          a lone surrogate, anywhere in the line
    [InlineData("""{"id": 1, "target": "7", "completion": "\ud83d The answer is \\boxed{7}"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \uDE00"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d\ud83d\ude00"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ude00\ud83d"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d\n"}""")]
    [InlineData("""{"id": "\ud83d", "target": "7", "completion": "\\boxed{7}"}""")]
    [InlineData("""{"id": 1, "target": "7", "note\udc00": "x", "completion": "\\boxed{7}"}""")]
    // and what only looks like one
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d\ude00"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\ud83d is an escape; \\boxed{7}"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\\\ud83d; \\boxed{7}"}""")]
    public async Task ALoneSurrogate_MakesNoLineUnreadable(string line)
    {
        var graded = await GradeAsync(new CompletionFile(Scorers.FindPure(new ScorerSettings("math"))), line);
        Assert.Equal("right", Assert.Single(graded).Outcome);
    }

    [Theory]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": [{"name": "f", "arguments": {"a": 1}}]}""", "right")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": null}""", "right")]
    [InlineData("""{"id": 1, "target": "7", "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": "{}"}}]}""", "wrong")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": [{"f": "{\"a\": 1}"}]}""", "right")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": 5}""", "unscored")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": [{"arguments": {}}]}""", "unscored")]
    [InlineData("""{"id": 1, "target": "7"}""", "unscored")]
    public async Task Calls_AreTakenInEitherForm_AndToldWhenTheyAreNone(string line, string outcome)
    {
        var graded = Assert.Single(await GradeAsync(new CompletionFile(Scorers.FindPure(new ScorerSettings("math"))), line));
        Assert.Equal(outcome, graded.Outcome);
        Assert.Equal(outcome == "unscored" ? 1 : null, graded.Unreadable);
    }

    [Theory]
    [InlineData(@"a\ud83d", @"a\ufffd")]
    [InlineData(@"\uD83D\uDE00\ud83d", @"\uD83D\uDE00\ufffd")]
    [InlineData(@"\\ud83d", @"\\ud83d")]
    [InlineData(@"\\\ud83d", @"\\\ufffd")]
    [InlineData(@"\ud83d\\ude00", @"\ufffd\\ude00")]
    [InlineData(@"\u0041 \ud7ff \ue000", @"\u0041 \ud7ff \ue000")]
    public void LoneSurrogates_AreReplaced_AndNothingElse(string json, string expected) => Assert.Equal(expected, LoneSurrogates.Replaced(json));

    [Theory]
    [InlineData(1 << 20, "right")]
    [InlineData((1 << 20) + 1, "unscored")]
    public async Task ALineThatIsTooLong_IsTold_AndTheOthersAreGraded(int length, string outcome)
    {
        const string first = """{"id": 1, "target": "7", "completion": "\\boxed{7}"}""";
        var second = first.Replace("7}", $"7}}{new string(' ', length - first.Length)}", StringComparison.Ordinal);
        Assert.Equal(length, second.Length);
        var file = new CompletionFile(Scorers.FindPure(new ScorerSettings("math"))) { LongestLine = 1 << 20 };
        var graded = await GradeAsync(file, first, "", second, first + "\r", first);
        Assert.Equal(["right", outcome, "right", "right"], graded.Select(g => g.Outcome));
        if (outcome == "unscored")
            Assert.Equal("line 3 is longer than 1 million characters, and no completion is. Is this the right file?", graded[1].Reason);
        Assert.Equal(outcome == "unscored" ? 3 : null, graded[1].Unreadable);
    }

    [Theory]
    [InlineData("\"not base64!\"")]
    [InlineData("\"AAAA\"")]
    [InlineData("\"[{\\\"input\\\": 1}]\"")]
    [InlineData("\"[1]\"")]
    [InlineData("\"[\"")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    public async Task AProblemThatCannotBeRead_LeavesItsOwnLinesUnscored_AndTheOthersAreGraded(string privateTests)
    {
        var sandbox = await fixture.RequireAsync();
        var benchmark = Benchmark(Problem("a", "\"[]\""), Problem("broken", privateTests), Problem("c", "\"[]\""));
        var dataset = await new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"] }, new HttpClient()).PullAsync(
            benchmark,
            null,
            Cancel
        );
        var file = await CompletionFile.OpenAsync(benchmark, dataset, sandbox, Cancel);
        var graded = await GradeAsync(
            file,
            Line("a", "print(int(input()) * 2)"),
            Line("broken", "print(1)"),
            Line("c", "print(1)"),
            Line("c", "print(int(input()) + int(2))")
        );
        Assert.Equal(["right", "unscored", "wrong", "right"], graded.Select(g => g.Outcome));
        Assert.StartsWith("Problem 'broken' cannot be read: ", graded[1].Reason, StringComparison.Ordinal);
    }

    private static string Problem(string id, string privateTests) =>
        $$"""{"question_id": "{{id}}", "content": "Double it.", "public_test_cases": "[{\"input\": \"2\", \"output\": \"4\"}]", "private_test_cases": {{privateTests}}, "metadata": "{}"}""";

    private static string Line(string id, string program) =>
        JsonSerializer.Serialize(new { sample_id = id, completion = $"```python\n{program}\n```" });

    private static async Task<List<GradedLine>> GradeAsync(CompletionFile file, params string[] lines) =>
        await file.GradeAsync(new StringReader(string.Join('\n', lines)), Cancel).ToListAsync(Cancel);

    private BenchmarkSettings Benchmark(params string[] problems)
    {
        _folder.Write("b/problems.jsonl", string.Join('\n', problems) + "\n");
        var source = new DatasetSource
        {
            File = "problems.jsonl",
            Format = "jsonl",
            Map = new Dictionary<string, string>
            {
                ["id"] = "question_id",
                ["input"] = "content",
                ["target"] = "=all tests pass",
            },
        };
        return new BenchmarkSettings
        {
            Id = "test",
            Version = 1,
            Title = "Test",
            Sources = [source],
            Prompt = "{{ sample.input }}",
            Scorer = new ScorerSettings(ScorerSettings.LiveCodeBench),
            Protocol = new Protocol(),
            Folder = _folder["b"],
        };
    }
}
