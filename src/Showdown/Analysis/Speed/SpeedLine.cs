using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

/// <summary>One figure of one model on one benchmark over the windows of a job.</summary>
/// <param name="Points">Oldest first, of whatever identity; windows without the figure are left out.</param>
internal sealed record SpeedLine(EvaluationKey Key, SpeedFigure Figure, IReadOnlyList<SpeedPoint> Points)
{
    /// <summary>Changes of level that are shown, in their order.</summary>
    public IReadOnlyList<SpeedChange> Changes { get; init; } = [];

    /// <summary>Points of the level that holds now: of the last identity, from the last change on.</summary>
    public IReadOnlyList<SpeedPoint> Current =>
        Changes.Count == 0 ? LastIdentity : [.. LastIdentity.SkipWhile(p => p.Run.CreatedAt < Changes[^1].Since.CreatedAt)];

    public IReadOnlyList<SpeedPoint> LastIdentity =>
        Points.Count == 0 ? [] : [.. Points.Reverse().TakeWhile(p => p.Identity == Points[^1].Identity).Reverse()];

    /// <summary>What is to be expected by the windows of the current level since a time; null where there are too few.</summary>
    public ExpectedLevel? Expected(DateTimeOffset since) => TimeWindows.Level([.. Current.Where(p => p.Run.CreatedAt > since).Select(p => p.Value)]);
}
