using Showdown.Domain;
using Showdown.Results;
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

internal sealed record SpeedPoint(RunRow Run, string Identity, double Value);

/// <summary>A change of level that is shown.</summary>
/// <param name="Since">The first window of the new level.</param>
/// <param name="Factor">New level over the old one.</param>
internal sealed record SpeedChange(RunRow Since, double Factor, double P);

/// <summary>All lines of a job, and what has changed in them.</summary>
internal static class SpeedLines
{
    /// <summary>On five hundred quiet nights a change is told on one at most, over all lines together (Holm): a wrong one would begin a line
    /// anew.</summary>
    internal const double Level = 0.002;

    /// <summary>Nobody acts on less, and prices that never vary would show the last digit.</summary>
    private const double LeastChange = 0.02;

    public static IReadOnlyList<SpeedLine> Of(IReadOnlyList<SpeedWindow> windows)
    {
        var keys = windows.Reverse().SelectMany(w => w.Cells).Select(c => c.Key).Distinct();
        return WithChanges([
            .. (from key in keys from figure in (SpeedFigure[])[.. SpeedFigure.All, SpeedFigure.AnswerCost] select Line(windows, key, figure)).Where(
                l => l.Points.Count > 0
            ),
        ]);
    }

    /// <summary>The same lines with the changes that are shown in them, watched together.</summary>
    public static IReadOnlyList<SpeedLine> WithChanges(IReadOnlyList<SpeedLine> watched)
    {
        var lines = watched.ToList();
        // Once more for each change that was found: from there on the line is another.
        for (var found = true; found; )
        {
            var likeliest = lines.Select(l => WindowChange.Likeliest([.. l.Current.Select(p => p.Value)])).ToList();
            var adjusted = new Queue<double>(Holm.Adjust([.. likeliest.OfType<LevelChange>().Select(c => c.P)]));
            found = false;
            for (var i = 0; i < lines.Count; i++)
            {
                if (likeliest[i] is not { } change || adjusted.Dequeue() >= Level || Math.Abs(Math.Log(change.Factor)) < LeastChange)
                    continue;
                lines[i] = lines[i] with
                {
                    Changes = [.. lines[i].Changes, new SpeedChange(lines[i].Current[change.At].Run, change.Factor, change.P)],
                };
                found = true;
            }
        }
        return lines;
    }

    private static SpeedLine Line(IReadOnlyList<SpeedWindow> windows, EvaluationKey key, SpeedFigure figure) =>
        new(
            key,
            figure,
            [
                .. from window in windows
                let cell = window.Cell(key)
                where cell is not null
                let value = figure.Of(cell.Figures, cell.Credit)
                where value is not null
                select new SpeedPoint(window.Run, cell.Identity, value.Value),
            ]
        );
}
