using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Tests.Sandboxing;

namespace Showdown.Tests.Running;

/// <summary>Completions that are programs: they run in the sandbox.</summary>
[Trait("Category", "Slow")]
public sealed class CompletionFileProgramsTests(SandboxFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

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
