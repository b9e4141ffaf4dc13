using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Settings;
using Showdown.Tests.Benchmarks;

namespace Showdown.Tests.Running;

/// <summary>Data that no answer could be scored against is refused before a model is asked.</summary>
public sealed class SampleCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(
        "integer",
        """{"id":"a","q":"?","a":"4"}""",
        """{"id":"b","q":"?","a":"nine"}""",
        "data.jsonl(2): no answer to sample 'b' could be scored by 'integer': the target"
    )]
    [InlineData(
        "number",
        """{"id":"a","q":"?","a":"4.5"}""",
        """{"id":"b","q":"?","a":""}""",
        "data.jsonl(2): no answer to sample 'b' could be scored by 'number'"
    )]
    [InlineData(
        "choice",
        """{"id":"a","q":"?","a":"A"}""",
        """{"id":"b","q":"?","a":"Paris"}""",
        "data.jsonl(2): no answer to sample 'b' could be scored by 'choice'"
    )]
    [InlineData("integer", """{"id":"a","q":"?","a":"4"}""", """{"id":"b","q":"?","a":"1,000"}""", null)]
    [InlineData("text", """{"id":"a","q":"?","a":"x"}""", """{"id":"b","q":"?","a":"nine"}""", null)]
    [InlineData("math", """{"id":"a","q":"?","a":"\\frac{1}{2}"}""", """{"id":"b","q":"?","a":"x^2"}""", null)]
    public async Task ABrokenTarget_IsNamedWithItsLine(string scorer, string first, string second, string? says)
    {
        _folder.Write("datasets/own/data.jsonl", first + "\n" + second + "\n");
        _folder.Write(
            "datasets/own/benchmark.yaml",
            $$$"""
            id: own
            version: 1
            title: own
            sources: [{ file: data.jsonl, format: jsonl, map: { id: id, input: q, target: a } }]
            prompt: "{{ sample.input }}"
            scorer: { name: {{{scorer}}} }
            protocol: { epochs: 1 }
            """
        );
        var problems = new Problems();
        var benchmark = BenchmarkCatalog.Read(_folder["datasets"], problems)["own"];
        problems.ThrowIfAny();
        var data = await new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"] }, _http).PullAsync(benchmark, null, Cancel);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel);
        var refused = await Record.ExceptionAsync(() => SampleCheck.ThrowIfUnfitAsync(benchmark, data, prompts, Cancel));
        if (says is null)
            Assert.Null(refused);
        else
            Assert.Contains(says, Assert.IsType<SettingsException>(refused).Message);
    }

    [Theory]
    [InlineData("aime-2025")]
    [InlineData("gsm8k")]
    [InlineData("math")]
    [InlineData("math-500")]
    [InlineData("mmlu")]
    [InlineData("quickstart-choice")]
    [InlineData("quickstart-maths")]
    public async Task WhatUpstreamPublishes_CanBeScored(string id)
    {
        var (benchmark, data) = await MirrorTests.PullAsync(id, _folder);
        await SampleCheck.ThrowIfUnfitAsync(benchmark, data, await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel), Cancel);
    }
}
