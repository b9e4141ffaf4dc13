namespace Showdown.Results;

/// <summary>What judging an evaluation took, by the rule that counts.</summary>
/// <param name="Missing">Verdicts that failed or could not be read.</param>
/// <param name="CostUsd">Null where the price of the judge is not known.</param>
public sealed record JudgingUse(string JudgeId, long Verdicts, long Missing, decimal? CostUsd);
