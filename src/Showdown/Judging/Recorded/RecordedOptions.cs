namespace Showdown.Judging.Recorded;

/// <summary>What has to be told beside the verdicts.</summary>
public sealed record RecordedOptions
{
    /// <summary>Against whom the others stand; null: as the file says, or all pairs.</summary>
    public string? Baseline { get; init; }

    /// <summary>Files of Arena-Hard's answers, with how they are laid out: what controlling for style needs.</summary>
    public RecordedAnswers Answers { get; init; } = RecordedAnswers.None;
}
