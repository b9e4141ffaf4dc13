using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging.Abstractions;
using Showdown.Jobs;

namespace Showdown.Tests.Jobs;

public sealed class SweptJobsTests
{
    [Fact]
    public void AQueueThatHasNoConnectionToSpare_EndsNothing() =>
        new SweptJobs(new FullQueue(), NullLogger<SweptJobs>.Instance).Enqueue<FinishRunJob>(job => job.ExecuteAsync("run", CancellationToken.None));

    [Fact]
    public void ANoticeThatCannotBeQueued_IsAnError_ForNoSweepMakesUpForIt() =>
        Assert.Throws<BackgroundJobClientException>(() =>
            new SweptJobs(new FullQueue(), NullLogger<SweptJobs>.Instance).Enqueue<NotifyJob>(job =>
                job.ExecuteAsync("run", 0, CancellationToken.None)
            )
        );

    private sealed class FullQueue : IBackgroundJobClient
    {
        public string Create(Job job, IState state) =>
            throw new BackgroundJobClientException("Background job creation failed.", new InvalidOperationException("53300: too many clients"));

        public bool ChangeState(string jobId, IState state, string expectedState) => false;
    }
}
