using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <content>Runs that begin, are repeated, and go on.</content>
public abstract partial class RunningContract
{
    private RunSettings TwoByTwo(Func<Job, Job>? job = null) =>
        _at.Settings(j =>
        {
            var made = j with { Models = ["model", "second"], Benchmarks = [new JobBenchmark("bench"), new JobBenchmark("other")] };
            return job?.Invoke(made) ?? made;
        }) with
        {
            Models = [_at.Model, _at.Model with { Id = "second" }],
            Benchmarks = [_at.Benchmark, _at.Benchmark with { Id = "other" }],
        };

    [Fact]
    public async Task ARun_IsNamedByItsStart_AndGoesOn()
    {
        var settings = TwoByTwo();
        var parent = await _at.Starter.CreateAsync(settings, null, Cancel);
        var run = await _at.Starter.CreateAsync(settings, parent, Cancel);
        Assert.Matches("^20260601-020000-[abcdefghjkmnpqrstuvwxyz23456789]{4}$", run);
        Assert.NotEqual(run, parent);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Running, parent, _at.Time.GetUtcNow()), (row.Status, row.ParentId, row.CreatedAt));
        Assert.Equal(["model", "second"], row.Settings.Models.Select(m => m.Id));
        Assert.Equal(["bench", "other"], row.Settings.Benchmarks.Select(b => b.Id));
    }

    [Fact]
    public async Task AScheduledTime_MakesOneRun()
    {
        var due = _at.Time.GetUtcNow();
        Assert.NotNull(await _at.Starter.CreateScheduledAsync(_at.Settings(), due, Cancel));
        Assert.Null(await _at.Starter.CreateScheduledAsync(_at.Settings(), due, Cancel));
        Assert.NotNull(await _at.Starter.CreateScheduledAsync(_at.Settings(), due.AddDays(1), Cancel));
    }

    [Fact]
    public async Task ARerunOfAPart_HasThatPartsModelsAndBenchmarks()
    {
        var run = await _at.Starter.CreateAsync(TwoByTwo(), null, Cancel);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        var again = await _at.Starter.RerunAsync(
            row,
            job => job with { Models = ["second"], Benchmarks = [new JobBenchmark("bench")] },
            Outcome.Wrong,
            Cancel
        );
        Assert.Equal(("second", "bench", Outcome.Wrong, run), await PartAsync(again));
        Assert.Null((await _at.Reader.RunAsync(await _at.Starter.RerunAsync(row, job => job, null, Cancel), Cancel))!.Settings.Only);
    }

    [Fact]
    public async Task ConfirmingARun_TakesTheSuspectedCells_AndNoneOfTheJobsConsequences()
    {
        var run = await _at.Starter.CreateAsync(
            TwoByTwo(job =>
                job with
                {
                    Budget = new Budget { Usd = 1 },
                    Gates = [new Gate.Below(0.5)],
                    Notify = [new Notify("https://hook.test", NoticeFormat.Generic)],
                    Schedule = new Schedule("0 2 * * *", "UTC"),
                    Reuse = Reuse.SameSettings,
                }
            ),
            null,
            Cancel
        );
        var key = new EvaluationKey("other", "second");
        var again = await _at.Starter.ConfirmAsync((await _at.Reader.RunAsync(run, Cancel))!, [key], null, Cancel);
        Assert.Equal($"{run}-again", again);
        Assert.Equal(("second", "other", null, run), await PartAsync(again));
        var settings = (await _at.Reader.RunAsync(again, Cancel))!.Settings;
        Assert.Equal([key], settings.Confirms);
        Assert.Empty(settings.Job.Gates);
        Assert.Empty(settings.Job.Notify);
        Assert.Equal((null, null, Reuse.Resume), (settings.Job.Budget, settings.Job.Schedule, settings.Job.Reuse));
    }

    // What a run has left of models and benchmarks, in its job as in its settings.
    private async Task<(string Model, string Benchmark, Outcome? Only, string? Parent)> PartAsync(string run)
    {
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        var (model, benchmark) = (Assert.Single(row.Settings.Models).Id, Assert.Single(row.Settings.Benchmarks).Id);
        Assert.Equal((model, benchmark), (Assert.Single(row.Settings.Job.Models), Assert.Single(row.Settings.Job.Benchmarks).Id));
        return (model, benchmark, row.Settings.Only, row.ParentId);
    }

    [Fact]
    public async Task Resume_OfARunThatIsNotThere_SaysWhatIs()
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => _at.Starter.ResumeAsync("nothing", false, null, Cancel));
        Assert.Equal("There is no run 'nothing'. 'showdown runs' lists them.", refused.Message);
    }

    [Fact]
    public async Task Resume_AsksFailedAttemptsAgain_OnlyWhereThatIsWanted()
    {
        _at.Script = asked => asked.Question > 18 ? new Said("") { Status = 500 } : new Said($"The answer is {asked.Question}.");
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(18, 0, 0, 2, 0), await _at.CountsAsync(run));

        _at.Script = asked => new Said($"The answer is {asked.Question}.");
        await _at.Starter.ResumeAsync(run, failedToo: false, null, Cancel);
        await _at.AskAsync(run);
        Assert.Equal(20, _at.AskedSoFar.Count);

        await _at.Starter.ResumeAsync(run, failedToo: true, null, Cancel);
        Assert.Equal((new OutcomeCounts(18, 0, 0, 0, 0), 18), await SeenAsync());
        await _at.AskAsync(run);
        Assert.Equal(22, _at.AskedSoFar.Count);
        Assert.Equal((new OutcomeCounts(20, 0, 0, 0, 0), 18), await SeenAsync());

        async Task<(OutcomeCounts, int)> SeenAsync() =>
            _at.Progress.Of((await _at.EvaluationAsync(run)).Id) is var seen ? (seen.Counts, seen.Before) : default;
    }

    [Fact]
    public async Task Resume_TellsWhatTheRunHasCost()
    {
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        await _at.Starter.ResumeAsync(run, failedToo: false, null, Cancel);
        var seen = _at.Progress.Of((await _at.EvaluationAsync(run)).Id);
        Assert.Equal((0.0028m, 20), (seen.CostUsd, seen.Before)); // 20 times 60 tokens in and 40 out, at $1 and $2 a million
    }

    [Theory]
    [InlineData("dead", false, 1)]
    [InlineData("alive", false, 0)]
    [InlineData("alive", true, 1)] // what failed is asked again: whoever had the shard has it no more
    public async Task Resume_OfARunThatGoesOn_TakesItsShardsFromTheDead(string holder, bool failedToo, int due)
    {
        var run = await _at.PlanAsync(_at.Settings());
        var now = _at.Time.GetUtcNow();
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, now, Cancel));
        var owner = holder == "dead" ? $"{LeaseOwner.Process.Split('/')[0]}/{int.MaxValue}/0/1" : LeaseOwner.New();
        Assert.True(await _at.Shards.LeaseAsync(shard.Id, owner, now, TimeSpan.FromMinutes(1), Cancel));
        Assert.Empty(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, now, Cancel));
        await _at.Starter.ResumeAsync(run, failedToo, null, Cancel);
        Assert.Equal(due, (await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, now, Cancel)).Count);
    }
}
