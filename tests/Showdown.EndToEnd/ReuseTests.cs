using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>What a run may take over from an earlier one, by the simulator's own log.</summary>
public sealed class ReuseTests
{
    private const int Asked = 64 * 2;

    [Fact]
    public async Task SameSettings_AskNothingTwice_AndSayItEverywhere()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        Write(work, host, "reuse: same-settings");
        var first = await RunAsync(work);
        Assert.Equal(0, first.GetProperty("reused").GetInt32());
        var second = await RunAsync(work);
        Assert.Equal(Asked, second.GetProperty("reused").GetInt32());
        Assert.Equal((0, 0), (second.GetProperty("cost_usd").GetInt32(), second.GetProperty("ttft_seconds").GetProperty("count").GetInt32()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("cost_usd_per_right").ValueKind);
        Assert.Equal(first.GetProperty("score").GetDouble(), second.GetProperty("score").GetDouble());

        var shown = await work.RunAsync("show", "last");
        Assert.Contains($"{Asked} completions are reused from earlier runs", shown.StandardOutput);
        var page = await File.ReadAllTextAsync(
            JsonDocument.Parse((await work.RunAsync("show", "last", "--json")).StandardOutput).RootElement.GetProperty("report").GetString()!,
            TestContext.Current.CancellationToken
        );
        Assert.Contains($"{Asked} of them reused from earlier runs", page);
        var lines = (await work.RunAsync("export", "last", "--format", "jsonl"))
            .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)
            .ToList();
        Assert.All(lines, line => Assert.EndsWith("/quickstart-choice/model", line.GetProperty("reused_from").GetString()));

        // What is asked differently is asked; a job that says nothing pays again.
        Write(work, host, "reuse: same-settings", "temperature: 0.3, ");
        Assert.Equal(0, (await RunAsync(work)).GetProperty("reused").GetInt32());
        Write(work, host, "");
        Assert.Equal(0, (await RunAsync(work)).GetProperty("reused").GetInt32());
        Assert.Equal(3 * Asked, (await host.StopAsync()).Count(r => r.Sample is not null));
    }

    [Fact]
    public async Task WhatFailed_IsAskedAgain()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        Write(work, host, "reuse: same-settings", faults: "empty_answer: 0.3");
        var first = await RunAsync(work);
        var failed = first.GetProperty("attempts").GetProperty("failed").GetInt32();
        Assert.InRange(failed, 1, Asked - 1);
        var second = await RunAsync(work);
        Assert.Equal(Asked - failed, second.GetProperty("reused").GetInt32());
    }

    [Fact]
    public async Task Never_RefusesToResume()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        Write(work, host, "reuse: never");
        await RunAsync(work);
        var resumed = await work.RunAsync("resume", "last");
        Assert.Equal(2, resumed.ExitCode);
        Assert.Contains("reuse: never", resumed.StandardError);
    }

    private static async Task<JsonElement> RunAsync(Workplace work)
    {
        var run = await work.RunAsync("run", "job", "--json");
        return JsonDocument.Parse(run.StandardOutput).RootElement.GetProperty("evaluations")[0];
    }

    private static void Write(Workplace work, SimulatorProcess host, string reuse, string sampling = "", string faults = "")
    {
        work.Write(
            "jobs/models.yaml",
            $"model: {{ connector: simulated, endpoint: \"{host.Endpoint}\", model: m, price: {{ input: 1, output: 2 }}, limits: {{ tries: 1 }}, simulation: {{ first_token: 2ms, faults: {{ {faults} }} }} }}\n"
        );
        work.Write(
            "jobs/job.yaml",
            $"name: job\nmodels: [model]\nbenchmarks: [{{ id: quickstart-choice, epochs: 2, sampling: {{ {sampling}max_output_tokens: 900 }} }}]\n{reuse}\nprobe: false\n"
        );
    }
}
