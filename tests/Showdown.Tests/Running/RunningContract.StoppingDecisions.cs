using Dapper;
using Showdown.Domain;
using Showdown.Operations;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <content>What is decided while the asking goes on.</content>
public abstract partial class RunningContract
{
    /// <summary>Where money may run out, a verdict's nearness counts, and what a sample costs: in USD, or in attempts where a price is not
    /// known.</summary>
    [Fact]
    public async Task WithABudget_AVerdictThatCostsTwice_IsHalfAsUrgent()
    {
        var once = await UrgenciesAsync();
        Assert.Equal(once[0], once[1]); // of one pair
        Assert.InRange(once[0], 1, double.MaxValue);
        Assert.Equal(once[0] / 2, (await UrgenciesAsync(epochs: 2))[0], 6);
        Assert.Equal(once[0] * 0.00014, (await UrgenciesAsync(isPriced: false))[0], 9); // USD of an attempt
        Assert.Equal([0, 0], await UrgenciesAsync(hasBudget: false));

        async Task<IReadOnlyList<double>> UrgenciesAsync(int epochs = 1, bool isPriced = true, bool hasBudget = true)
        {
            var stopping = Stopping(60);
            stopping.IsRight = (model, question) => model != "weak" || question % 6 != 0;
            var settings = stopping.Settings(
                ["strong", "weak"],
                job: j => j with { Budget = hasBudget ? new Budget { Usd = 5 } : null, Benchmarks = [new JobBenchmark("bench") { Epochs = epochs }] }
            );
            if (!isPriced)
                settings = settings with { Models = [settings.Models[0], settings.Models[1] with { Price = null }] };
            var run = await stopping.PlanAsync(settings);
            var shards = 0;
            await stopping.CarryOutAsync(run, dies: () => ++shards > 2);
            await using var connection = await _at.Database.ConnectAsync(Cancel);
            return [.. await connection.QueryAsync<double>("select urgency from evaluation where run_id = @run order by model_id", new { run })];
        }
    }

    [Fact]
    public async Task ADecision_IsAboutRunsThatGoOn_AndWhatItIsAskedAbout()
    {
        var stopping = Stopping(60);
        stopping.IsRight = WeakModelFails;
        var settings = stopping.Settings(
            ["strong", "weak"],
            job: j => j with { Benchmarks = [new JobBenchmark("bench"), new JobBenchmark("other")] }
        );
        var run = await stopping.PlanAsync(settings with { Benchmarks = [_at.Benchmark, _at.Benchmark with { Id = "other" }] });
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        await new SayEnough(_at.Ends).ExecuteAsync(row, null, Cancel);
        var ends = new EarlyEnds(_at.Ends, _at.Reader, _at.NewEnded(), _at.Time);
        var ids = (await _at.Reader.EvaluationsAsync(run, Cancel)).ToLookup(e => e.BenchmarkId, e => e.Id);

        Assert.Equal(ids["bench"], await ends.DecideAsync(run, "bench", Cancel));
        Assert.Empty(await ends.DecideAsync(run, "bench", Cancel)); // it is decided
        await _at.Starter.CancelAsync(run, "enough", Cancel);
        Assert.Empty(await ends.DecideAsync(run, Cancel));
        await _at.Starter.ResumeAsync(run, failedToo: false, null, Cancel);
        Assert.Equal(ids["other"], await ends.DecideAsync(run, Cancel));
    }
}
