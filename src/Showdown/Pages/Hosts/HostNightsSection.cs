using Showdown.Analysis.Facts;
using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Results;

namespace Showdown.Pages.Hosts;

/// <summary>How each host stood, night by night.</summary>
internal static class HostNightsSection
{
    private const int Shown = 14;

    /// <returns>Null on a job's first night.</returns>
    public static HostNights? Of(HostsResult hosts, RunNames names, IReadOnlyList<HostStanding> history)
    {
        var nights = history.Select(h => (h.RunId, h.MadeAt)).Distinct().OrderBy(n => n.MadeAt).TakeLast(Shown).ToList();
        if (nights.Count < 2)
            return null;
        var byCell = history.ToDictionary(h => (h.RunId, h.ModelId));
        return new HostNights(
            "A change is marked on the night on which it showed: by mere luck on one night in a hundred at most, all hosts together. 100% in a picture: no distance, "
                + "replies of host and reference are as alike as those of one; the level is the mean since the last change.",
            [.. nights.Select(n => Format.Date(n.MadeAt))],
            [
                .. hosts.Hosts.Select(h => new HostNightsRow(
                    names.Series(h.ModelId),
                    [.. nights.Select(n => byCell.TryGetValue((n.RunId, h.ModelId), out var stood) ? Cell(stood) : new HostCell(Format.Unknown))]
                )),
            ],
            Charts(hosts, names, history, nights)
        );
    }

    private static List<HostChart> Charts(
        HostsResult hosts,
        RunNames names,
        IReadOnlyList<HostStanding> history,
        List<(string RunId, DateTimeOffset MadeAt)> nights
    )
    {
        var dates = nights.Select(n => Format.Date(n.MadeAt)).ToList();
        var courses = hosts
            .Hosts.Select(h => (h.ModelId, Levels: Levels(history.Where(s => s.ModelId == h.ModelId && s.Likeness is not null), nights)))
            .Where(c => c.Levels.Sum(l => l.Points.Count) > 1)
            .ToList();
        var reach = TrendChart.Reach(courses.SelectMany(c => c.Levels));
        return [.. courses.Select(c => Chart(names.Series(c.ModelId), c.Levels, dates, reach))];
    }

    private static HostChart Chart(Series model, IReadOnlyList<TrendLevel> levels, List<string> dates, (double Low, double High) reach)
    {
        var course = string.Join(", ", levels.SelectMany(l => l.Points).Select(p => $"{dates[p.At]} {Format.Percent(p.Score)}"));
        return new HostChart(
            model,
            TrendChart.Draw(levels, dates, model, reach, $"How alike the replies of {model.Name} are to the reference's: {course}.")
        );
    }

    /// <summary>A level for each stretch of nights between changes.</summary>
    private static List<TrendLevel> Levels(IEnumerable<HostStanding> stood, List<(string RunId, DateTimeOffset MadeAt)> nights)
    {
        var stretches = new List<List<TrendPoint>>();
        foreach (var night in stood.OrderBy(s => s.MadeAt))
        {
            var at = nights.FindIndex(n => n.RunId == night.RunId);
            if (at < 0)
                continue;
            if (night.Changed || stretches.Count == 0)
                stretches.Add([]);
            var title = $"{Format.Date(night.MadeAt)}: {Format.Percent(night.Likeness)}{(night.Words.Length > 0 ? $", {night.Words}" : "")}";
            // Chance may make replies more alike than the reference's own.
            stretches[^1].Add(new TrendPoint(at, Math.Min(1, night.Likeness!.Value), night.Changed ? "unknown" : null, title));
        }

        return [.. stretches.Select((points, i) => new TrendLevel(points, points.Average(p => p.Score), null, null, i == 0 ? null : "changed"))];
    }

    private static HostCell Cell(HostStanding stood) =>
        new(stood.Differs ? "differs" : "as reference", stood.Changed ? "changed" : "", stood.Differs ? "differs" : "same");
}
