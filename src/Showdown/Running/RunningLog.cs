using Microsoft.Extensions.Logging;

namespace Showdown.Running;

/// <summary>What an operator asks about. No text here holds a prompt or a key.</summary>
internal static partial class RunningLog
{
    [LoggerMessage(1, LogLevel.Information, "{Id}: the lease is lost, so the work on it ends here: another process has it, or the run was cancelled")]
    public static partial void LeaseLost(ILogger log, string id);

    [LoggerMessage(2, LogLevel.Information, "{Id}: given back unfinished, for the next worker to take: {Reason}")]
    public static partial void GivenBack(ILogger log, string id, string reason);

    [LoggerMessage(3, LogLevel.Information, "Run {Run}: {Reason}; nothing more is asked")]
    public static partial void BudgetReached(ILogger log, string run, string reason);

    [LoggerMessage(4, LogLevel.Warning, "The database refused an attempt of {Evaluation}: {Error}")]
    public static partial void AttemptRefused(ILogger log, string evaluation, string error);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "The disk of the database is full: replies wait to be saved, and nothing more is asked meanwhile. Make room, and the run goes on by itself"
    )]
    public static partial void DiskFull(ILogger log);
}
