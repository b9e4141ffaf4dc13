using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>What a run finds out about its endpoints before it asks them.</summary>
public sealed class EndpointCheckTests
{
    [Fact]
    public async Task Endpoint_IsCheckedOnceARun_AndAChangeIsSaidAloud()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write("jobs/job.yaml", "name: job\nmodels: [model]\nbenchmarks: [{ id: quickstart-choice, limit: 8 }]\n");
        WriteModel(work, host, "one");
        var first = await work.RunAsync("run", "job", "--json");
        Assert.True(first.ExitCode == 0, first.StandardError);
        Assert.Contains("model: answers as one; streams", first.StandardError);
        Assert.DoesNotContain("CHANGED", first.StandardError);
        var resumed = await work.RunAsync("resume", "last", "--json");
        Assert.True(resumed.ExitCode == 0, resumed.StandardError);

        WriteModel(work, host, "two");
        var second = await work.RunAsync("run", "job", "--json");
        Assert.Contains("CHANGED since", second.StandardError);
        Assert.Contains("served model: one before, two now", second.StandardError);
        using var document = JsonDocument.Parse(second.StandardOutput);
        var passport = Assert.Single(document.RootElement.GetProperty("passports").EnumerateArray());
        Assert.Equal(("two", true), (passport.GetProperty("served_model").GetString(), passport.GetProperty("answers").GetBoolean()));
        // On a busy machine the speed may seem to have changed, too.
        Assert.Single(passport.GetProperty("changes").EnumerateArray(), c => c.GetString() == "served model: one before, two now");
        Assert.All(passport.GetProperty("changes").EnumerateArray(), c => Assert.Matches("^(served model|output speed|streaming): ", c.GetString()));
        Assert.Contains(
            "served model: one before, two now",
            await File.ReadAllTextAsync(document.RootElement.GetProperty("report").GetString()!, TestContext.Current.CancellationToken)
        );

        work.Write("jobs/unchecked.yaml", "name: unchecked\nprobe: false\nmodels: [model]\nbenchmarks: [{ id: quickstart-choice, limit: 8 }]\n");
        var unchecked_ = await work.RunAsync("run", "unchecked", "--json");
        Assert.Empty(JsonDocument.Parse(unchecked_.StandardOutput).RootElement.GetProperty("passports").EnumerateArray());
        var log = await host.StopAsync();
        Assert.Equal((2, 2), (log.Count(r => r.Sample is null && r.Model == "one"), log.Count(r => r.Sample is null && r.Model == "two")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("probe: false")] // then the first attempts tell
    public async Task DeadModel_EndsEarlyWithTheReason_AndTheOthersGoOn(string probe)
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write(
            "jobs/models.yaml",
            $$"""
            good: { connector: simulated, model: good, simulation: { first_token: 1ms } }
            dead: { connector: anthropic, endpoint: "{{host.Endpoint}}", model: dead, limits: { concurrency: 4 } } # answers 404: it does not speak this protocol
            """
        );
        work.Write("jobs/job.yaml", $"name: job\nmodels: [dead, good]\nbenchmarks: [{{ id: quickstart-choice, epochs: 8 }}]\n{probe}\n");
        foreach (var arguments in new[] { new[] { "run", "job" }, ["resume", "last"] })
        {
            var run = await work.RunAsync([.. arguments, "--json"]);
            Assert.Equal(1, run.ExitCode);
            using var document = JsonDocument.Parse(run.StandardOutput);
            Assert.Equal("incomplete", document.RootElement.GetProperty("status").GetString());
            Assert.StartsWith("dead is not asked: ", document.RootElement.GetProperty("reason").GetString());
            var (dead, good) = (Of("dead"), Of("good"));
            Assert.Equal(
                64 * 8,
                good.GetProperty("attempts").GetProperty("right").GetInt32() + good.GetProperty("attempts").GetProperty("wrong").GetInt32()
            );
            Assert.InRange(dead.GetProperty("attempts").GetProperty("failed").GetInt32(), 0, 250);
            Assert.StartsWith("dead is not asked: ", dead.GetProperty("stopped_reason").GetString());

            JsonElement Of(string model) =>
                document.RootElement.GetProperty("evaluations").EnumerateArray().Single(e => e.GetProperty("model").GetString() == model);
        }
    }

    // Lengths vary: of a fifth of these tokens a reply would be too short to tell whether it streams. It lasts a second, because a busy machine may
    // read the first tokens late: of a reply of a quarter of a second it then sees nothing but the end.
    private static void WriteModel(Workplace work, SimulatorProcess host, string id) =>
        work.Write(
            "jobs/models.yaml",
            $"model: {{ connector: simulated, endpoint: \"{host.Endpoint}\", model: {id}, simulation: {{ first_token: 2ms, tokens_per_second: 150, answer_tokens: 150 }} }}\n"
        );
}
