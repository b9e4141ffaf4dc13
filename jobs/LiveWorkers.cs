using Hangfire;

namespace Showdown.Jobs;

/// <summary>Which work is taken by processes that live, over the queue that they share.</summary>
public sealed class LiveWorkers(JobStorage storage, TimeProvider time)
{
    // Twice the time between two heartbeats: who died stays in Hangfire's list for minutes.
    private static readonly TimeSpan _alive = TimeSpan.FromMinutes(1);

    /// <summary>True when somebody works on a queue.</summary>
    public bool Take(string queue) => Names(queue).Any();

    /// <summary>True when a process other than this works on a queue.</summary>
    public bool OthersTake(string queue) => Names(queue).Any(name => !name.StartsWith(Queues.ServerPrefix, StringComparison.Ordinal));

    private IEnumerable<string> Names(string queue) =>
        from server in storage.GetMonitoringApi().Servers()
        where server.Queues.Contains(queue) && server.Heartbeat > time.GetUtcNow().UtcDateTime - _alive
        select server.Name;
}
