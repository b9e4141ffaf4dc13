using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Analysis.Wording;

/// <summary>What stands in the place of verdicts where a run gives none.</summary>
internal static class NoVerdict
{
    /// <returns>A sentence; null when the run gives verdicts.</returns>
    public static string? Of(RunRow run) =>
        run switch
        {
            { GivesVerdicts: true } => null,
            { Settings.Only: { } only } => $"Only questions that had come out {OutcomeNames.Label(only)} were asked again: no verdict.",
            { Status: RunStatus.Failed } => "This run failed: no verdict.",
            _ =>
                $"This run was {(run.Status == RunStatus.Cancelled ? "cancelled" : "interrupted")} before its end: no verdict, for whoever stops when the figures please would always find one.",
        };

    /// <summary>What a selection means, as a banner; null where all questions of the job were asked.</summary>
    public static string? Banner(RunRow run) =>
        run.Settings.Only is not { } only
            ? null
            : $"Only questions were asked that had come out {OutcomeNames.Label(only)} in run {run.ParentId}: chosen by their outcome, they come out otherwise by luck alone. "
                + "No figure here may be held against a run that asked them all.";
}
