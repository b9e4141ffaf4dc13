namespace Showdown.Rendering.Charts;

/// <param name="At">Which night of the job, from 0.</param>
/// <param name="Score">A share; null where nothing was scored.</param>
/// <param name="Mark">The sign of what was found that night: worse, better or unknown; null where nothing was.</param>
/// <param name="Title">What a pointer over it reads.</param>
internal sealed record TrendPoint(int At, double? Score, string? Mark, string Title)
{
    /// <summary>Of a night that asked less than the others: how far its score may lie from the truth; null: as far as theirs.</summary>
    public (double Low, double High)? Doubt { get; init; }
}
