using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

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
        var keys = windows.Reverse().SelectMany(w => w.Evaluations).Select(c => c.Key).Distinct();
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
                let evaluation = window.Find(key)
                where evaluation is not null
                let value = figure.Of(evaluation.Figures, evaluation.Credit)
                where value is not null
                select new SpeedPoint(window.Run, evaluation.Identity, value.Value),
            ]
        );
}
