using Showdown.Results;

namespace Showdown.Analysis.Wording;

/// <summary>How a run ended that is not complete.</summary>
internal static class EndWords
{
    /// <summary>"This run was cancelled by the API.", "This run is incomplete: the budget is spent."; null where it is complete or goes on.</summary>
    public static string? Sentence(RunRow run)
    {
        var reason = run.Reason?.TrimEnd('.') ?? "";
        return run.Status switch
        {
            RunStatus.Running or RunStatus.Complete => null,
            RunStatus.Cancelled when reason.StartsWith("cancelled", StringComparison.Ordinal) => $"This run was {reason}.",
            RunStatus.Cancelled => $"This run was cancelled{After(reason)}.",
            RunStatus.Failed => $"This run failed{After(reason)}.",
            RunStatus.Incomplete => $"This run is incomplete{After(reason)}.",
            _ => throw new InvalidOperationException($"Unknown status {run.Status}"),
        };
    }

    private static string After(string reason) => reason.Length > 0 ? ": " + reason : "";
}
