using Hangfire.InMemory;
using Showdown.Jobs;
using Showdown.Results;
using Showdown.Running;
using Showdown.Tests.Running;

namespace Showdown.Tests.Jobs;

public sealed class PlanRunJobTests
{
    /// <summary>The report that the cancelling queued finds the run held by its plan, and does nothing.</summary>
    [Theory]
    [InlineData(false, nameof(CheckEndpointJob))]
    [InlineData(true, nameof(RenderReportJob))]
    public async Task WhatFollowsThePlan_IsTheReport_WhereTheRunWasCancelledMeanwhile(bool cancelled, string next)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = await Database.OpenAsync(folder["data"], null, cancel);
        await using var at = new RunningFixture(database);
        using var queue = new InMemoryStorage();
        var run = await at.Starter.CreateAsync(at.Settings(job => job with { Probe = true }), null, cancel);
        if (cancelled)
            await at.Starter.CancelAsync(run, "cancelled by a test", cancel);
        await new PlanRunJob(
            at.Planner,
            new RunSteps(new RunStepStore(database), at.Leases),
            at.Reader,
            at.Finisher,
            Dispatchers.Over(database, queue)
        ).ExecuteAsync(run, cancel);
        var queued = from name in Queues.All from job in queue.GetMonitoringApi().EnqueuedJobs(name, 0, 10) select job.Value.Job.Type.Name;
        Assert.Equal([next], queued);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
