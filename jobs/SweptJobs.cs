using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace Showdown.Jobs;

/// <summary>
/// Queues jobs. What cannot be queued now, because the queue's database has no connection to spare, is no error: the sweep queues what is due and not
/// queued.
/// </summary>
public sealed partial class SweptJobs(IBackgroundJobClient jobs, ILogger<SweptJobs> log) : IBackgroundJobClient
{
    public string Create(Job job, IState state)
    {
        try
        {
            return jobs.Create(job, state);
        }
        catch (BackgroundJobClientException e) when (job.Type != typeof(NotifyJob)) // whether somebody was told is in no sweep
        {
            NotQueued(log, job.ToString(), e.InnerException?.Message ?? e.Message);
            return "";
        }
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => jobs.ChangeState(jobId, state, expectedState);

    [LoggerMessage(LogLevel.Warning, "{Job} could not be queued and is left to the sweep: {Message}")]
    private static partial void NotQueued(ILogger log, string job, string message);
}
