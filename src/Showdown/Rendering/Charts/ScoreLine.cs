namespace Showdown.Rendering.Charts;

internal sealed record ScoreLine(string Label, string Detail, IReadOnlyList<ScorePoint> Points);
