using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>Speed as a benchmark: figures without a score.</summary>
public sealed class SpeedTests
{
    [Theory]
    [InlineData("speed, speed-parallel", 0)]
    [InlineData("speed, { id: quickstart-choice, limit: 20 }", 1)]
    public async Task Speed_HasFiguresAndNoScore_AndTheModelIsAskedNothingElseMeanwhile(string benchmarks, int graded)
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write(
            "jobs/models.yaml",
            string.Concat(
                new[] { "a", "b" }.Select(m =>
                    $"{m}: {{ connector: simulated, endpoint: \"{host.Endpoint}\", model: {m}, price: {{ input: 1, output: 2 }}, limits: {{ concurrency: 12 }}, simulation: {{ first_token: 20ms, tokens_per_second: 2000, answer_tokens: 100 }} }}\n"
                )
            )
        );
        work.Write("jobs/job.yaml", $"name: job\nmodels: [a, b]\nbenchmarks: [{benchmarks}]\n");
        var run = await work.RunAsync("run", "job", "--json");
        Assert.True(run.ExitCode == 0, run.StandardError);
        using var document = JsonDocument.Parse(run.StandardOutput);
        Assert.Equal(graded, document.RootElement.GetProperty("comparisons").GetArrayLength());
        var evaluations = document.RootElement.GetProperty("evaluations").EnumerateArray().ToList();
        Assert.All(
            evaluations,
            e =>
                Assert.Equal(
                    e.GetProperty("benchmark").GetString()!.StartsWith("speed", StringComparison.Ordinal),
                    !e.GetProperty("graded").GetBoolean()
                )
        );
        Assert.All(
            evaluations.Where(e => !e.GetProperty("graded").GetBoolean()),
            e =>
            {
                Assert.Equal(JsonValueKind.Null, e.GetProperty("score").ValueKind);
                Assert.True(e.GetProperty("ttft_seconds").GetProperty("p50").GetDouble() > 0.01);
                Assert.True(e.GetProperty("output_tokens_per_second").GetProperty("p50").GetDouble() > 0);
            }
        );
        var page = await File.ReadAllTextAsync(document.RootElement.GetProperty("report").GetString()!, TestContext.Current.CancellationToken);
        Assert.Contains("Speed, 1k in, one at a time", page);
        Assert.DoesNotContain("attempts have no score", page);

        var asked = (await host.StopAsync()).Where(r => r is { Model: "a", Sample: not null }).Select(r => r.Benchmark!).ToList();
        // one benchmark after the other
        Assert.Equal(asked.Distinct().Count() - 1, asked.Zip(asked.Skip(1)).Count(pair => pair.First != pair.Second));
        Assert.StartsWith("speed", asked[0]);
    }
}
