namespace Showdown.Statistics.Pairwise;

/// <summary>The two games of one prompt, as levels of the model against the baseline: 2 much better, 1 better, 0 a tie, -1 worse, -2 much
/// worse.</summary>
/// <param name="First">The game with the baseline's answer first; null: no verdict could be read.</param>
/// <param name="Second">The game with the model's answer first.</param>
internal readonly record struct ArenaHardGames(int? First, int? Second)
{
    public bool IsComplete => First is not null && Second is not null;
}
