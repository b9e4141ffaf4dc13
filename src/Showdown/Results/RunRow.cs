using Showdown.Domain;

namespace Showdown.Results;

/// <summary>One row of table run.</summary>
public sealed record RunRow
{
    /// <summary>How the reason of a run begins that somebody stopped at its terminal, or whose process died there.</summary>
    public const string Interrupted = "interrupted";

    public required string Id { get; init; }

    public required RunSettings Settings { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>The run that this one repeats; null for a first run.</summary>
    public string? ParentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why a run ended otherwise than complete; one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// True when somebody ended it by hand before it had asked all: whoever may stop when the figures please must not read verdicts from them.
    /// </summary>
    public bool IsStopped =>
        Status == RunStatus.Cancelled || Status == RunStatus.Incomplete && Reason?.StartsWith(Interrupted, StringComparison.Ordinal) == true;

    /// <summary>Whether models may be compared by it: not when it was stopped or failed, and not when only chosen samples were asked.</summary>
    public bool GivesVerdicts => !IsStopped && Status != RunStatus.Failed && Settings.Only is null;

    /// <summary>
    /// Whether it is one of its job's nights: it gives verdicts, asks all that the job says, is no question about another night, and was not recorded
    /// elsewhere.
    /// </summary>
    public bool IsNight => GivesVerdicts && Status != RunStatus.Running && Settings is { IsLimited: false, Confirms: null, Import: null };

    /// <summary>Path of the rendered page; null until there is one.</summary>
    public string? Report { get; init; }

    /// <summary>Why there is no page; null while it is due or when there is one.</summary>
    public string? ReportError { get; init; }
}
