using System.Diagnostics;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Stopping;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>A run with 'stop: sure' over one PostgreSQL, whose three workers die by SIGKILL in the middle of it.</summary>
[Trait("Category", "Chaos")]
public sealed class StopKillTests(PostgresServer postgres, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private const int Samples = 400;
    private const int Concurrency = 8;
    private const int Kills = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledWorkers_StopAtTheSameVerdict_AndAskNothingTwice()
    {
        var connection = await postgres.NewDatabaseAsync();
        using var work = new Workplace { Datasets = NewDatasets(out var folder) };
        using var datasets = folder;
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint);
        await using var serve = await KillableWorkers.ServeAsync(work, connection);
        await using var database = await Database.OpenAsync("", connection, Cancel);
        var reader = new RunReader(database);
        using var workers = new KillableWorkers(work, connection);
        var calm = await WebHttpTests.StartAsync(serve, new { job = "job" });
        await EndAsync(reader, calm);
        var attempts = await AttemptsAsync(reader, calm);

        var run = await WebHttpTests.StartAsync(serve, new { job = "job" });
        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = attempts * kill / (Kills + 1);
            await WaitAsync(async () => await AttemptsAsync(reader, run) >= enough);
            workers.Kill(kill % KillableWorkers.Count);
        }

        await EndAsync(reader, run);
        Assert.Equal(await VerdictAsync(reader, calm), await VerdictAsync(reader, run));
        var (verdict, decidedAt) = await VerdictAsync(reader, run);
        Assert.Equal(Verdict.Better, verdict);
        // The shard that decided, and two in flight.
        Assert.All(
            await reader.EvaluationsAsync(run, Cancel),
            e => Assert.Equal((EarlyEnd.Sure, true), (e.EndedEarly, e.Expected >= decidedAt && e.Expected <= decidedAt + 40))
        );
        var made = attempts + await AttemptsAsync(reader, run);
        var asked = (await host.StopAsync()).Count(r => r.Sample is not null);
        output.WriteLine(
            $"Better after {decidedAt} of {Samples}; {attempts} attempts in peace, {made - attempts} with kills; {asked - made} asked twice."
        );
        Assert.InRange(asked - made, 0, Kills * 2 * Concurrency);
    }

    private static async Task<int> AttemptsAsync(RunReader reader, string run)
    {
        var made = 0;
        foreach (var evaluation in await reader.EvaluationsAsync(run, Cancel))
            made += (await reader.MadeAsync(evaluation.Id, Cancel)).Made;
        return made;
    }

    private static async Task<(Verdict Verdict, int? DecidedAt)> VerdictAsync(RunReader reader, string run)
    {
        var settings = (await reader.RunAsync(run, Cancel))!.Settings;
        var scores = new List<IReadOnlyList<AskedScore>>();
        foreach (var evaluation in await reader.EvaluationsAsync(run, Cancel))
            scores.Add(await reader.AskedScoresAsync(evaluation, 1, Cancel));
        var comparison = PairedPrefix.Of(scores[0], scores[1]).Compare(settings.StopOf("own")!.ToSequentialOptions(settings.StoppingComparisons));
        return (comparison.Verdict, comparison.DecidedAt);
    }

    private static async Task EndAsync(RunReader reader, string run)
    {
        await WaitAsync(async () => (await reader.RunAsync(run, Cancel))!.Status != RunStatus.Running);
        var row = (await reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Complete, null), (row.Status, row.Reason));
    }

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        var clock = Stopwatch.StartNew();
        while (!await until())
        {
            Assert.True(clock.Elapsed < Patience.Long, "it does not come to its end");
            await Task.Delay(50, Cancel);
        }
    }

    private static string NewDatasets(out Workplace folder)
    {
        folder = new Workplace();
        folder.Write(
            "own/data.jsonl",
            string.Concat(
                Enumerable.Range(1, Samples).Select(i => $$"""{"id": "s{{i}}", "input": "What is {{i}} + 1?", "target": "{{i + 1}}"}""" + "\n")
            )
        );
        folder.Write(
            "own/benchmark.yaml",
            """
            id: own
            version: 1
            sources: [{ file: data.jsonl }]
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            """
        );
        return folder.Folder;
    }

    private static void WriteJob(Workplace work, string endpoint)
    {
        work.Write(
            "jobs/models.yaml",
            string.Concat(
                new[] { ("strong", 0.9), ("weak", 0.65) }.Select(model =>
                    FormattableString.Invariant(
                        $"{model.Item1}: {{ connector: simulated, endpoint: \"{endpoint}\", model: {model.Item1}, limits: {{ concurrency: {Concurrency} }}, simulation: {{ skill: {{ default: {model.Item2} }}, first_token: 60ms }} }}\n"
                    )
                )
            )
        );
        work.Write("jobs/job.yaml", "name: job\nmodels: [strong, weak]\nbenchmarks: [own]\nstop: sure\n");
    }
}
