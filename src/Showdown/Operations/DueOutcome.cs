namespace Showdown.Operations;

/// <summary>What was done about the times of a schedule that had come.</summary>
/// <param name="RunId">The run that was started; null: none, they were skipped.</param>
/// <param name="Passed">How many times it stands for: more than one when nobody was there for a while.</param>
public sealed record DueOutcome(string Job, string? RunId, int Passed)
{
    /// <summary>In a sentence.</summary>
    public string Sentence =>
        (RunId, Passed) switch
        {
            (null, 1) => $"One time of {Job} was left out",
            (null, _) => $"{Passed} times of {Job} were left out",
            (_, 1) => $"Scheduled run {RunId} started",
            _ => $"Scheduled run {RunId} started, for {Passed} times of {Job} that passed",
        };
}
