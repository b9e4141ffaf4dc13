using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>
/// Goes through the nights of a job as they came: watches all cells together, lets fresh attempts decide about each suspicion, and starts a new level
/// after a confirmed change.
/// </summary>
/// <remarks>Nothing is kept between nights: the same stored attempts give the same findings, also after they were scored anew.</remarks>
internal static class TrendWatch
{
    public static JobTrend Of(IReadOnlyList<RunNight> nights)
    {
        var lines = new Dictionary<(EvaluationKey, string Identity), Line>();
        var findings = new List<Finding>();
        for (var at = 0; at < nights.Count; at++)
        {
            var tonight = nights[at].Cells.Select(night => Add(lines, night)).ToList();
            var watched = Drift.Watch([.. tonight.Select(line => line.History)], new DriftOptions());
            for (var i = 0; i < tonight.Count; i++)
            {
                if (watched[i].Kind == DriftKind.None)
                    continue;
                var finding = Decide(watched[i], tonight[i], Fresh(nights, at, tonight[i].Last)) with { WhyOpen = nights[at].WhyNot };
                findings.Add(finding);
                if (finding.State == FindingState.Confirmed)
                    tonight[i].BeginAnew(finding);
            }
        }
        var cells = nights
            .Reverse()
            .SelectMany(n => n.Cells)
            .Select(n => n.Cell)
            .Distinct()
            .Select(cell => new CellTrend(
                cell,
                nights.SelectMany(n => n.Cells).Where(n => n.Cell == cell).ToList(),
                lines.Where(l => l.Key.Item1 == cell).SelectMany(l => l.Value.Levels).OrderBy(l => l.Nights[0].Run.CreatedAt).ToList()
            ))
            .ToList();
        return new JobTrend(nights.Select(n => n.Run).ToList(), cells, findings);
    }

    private static Line Add(Dictionary<(EvaluationKey, string), Line> lines, Night night)
    {
        if (!lines.TryGetValue((night.Cell, night.Identity), out var line))
            lines[(night.Cell, night.Identity)] = line = new Line();
        line.Add(night);
        return line;
    }

    /// <summary>
    /// Attempts at the same cell and identity that were made after the suspected ones: those of the rerun, else those of the next night.
    /// </summary>
    private static Night? Fresh(IReadOnlyList<RunNight> nights, int at, Night suspected)
    {
        if (nights[at].IsAskedAgain)
            return null;
        var rerun = nights[at].Again?.FirstOrDefault(n => Same(n, suspected));
        return rerun ?? nights.Skip(at + 1).SelectMany(n => n.Cells).FirstOrDefault(n => Same(n, suspected));
    }

    private static bool Same(Night a, Night b) => a.Cell == b.Cell && a.Identity == b.Identity;

    private static Finding Decide(WatchedEvaluation suspicion, Line line, Night? fresh)
    {
        var since = suspicion.Since!.Value;
        var finding = new Finding
        {
            Cell = line.Last.Cell,
            State = FindingState.Open,
            Kind = suspicion.Kind,
            IsDown = suspicion.IsDown,
            Suspected = line.Last.Run,
            Since = line.Current[since].Run,
            RunLength = line.Current.Count - since,
            Tonight = suspicion.Tonight!,
        };
        if (fresh is null)
            return finding;
        var result = Confirmation.Decide(suspicion, line.InOrder(fresh.Items));
        return finding with { State = result.IsConfirmed ? FindingState.Confirmed : FindingState.NotShown, Fresh = fresh.Run, Again = result.Rerun };
    }

    /// <summary>One cell of one identity, growing night by night.</summary>
    private sealed class Line
    {
        private readonly List<(List<Night> Nights, Finding? After)> _levels = [([], null)];

        /// <summary>Nights of the level that holds now.</summary>
        public List<Night> Current => _levels[^1].Nights;

        public Night Last => Current[^1];

        public NightHistory History => HistoryOf(Current);

        public IEnumerable<Level> Levels => _levels.Select(l => new Level(l.Nights, ControlChart.Of(HistoryOf(l.Nights)), l.After));

        public void Add(Night night) => Current.Add(night);

        /// <summary>The items of other attempts in the order of <see cref="History"/>.</summary>
        public IReadOnlyList<SampleScore> InOrder(IReadOnlyDictionary<string, SampleScore> items) =>
            [.. Current.SelectMany(n => n.Items.Keys).Distinct(StringComparer.Ordinal).Select(id => items.GetValueOrDefault(id))];

        /// <summary>The night of the change belongs to the new level.</summary>
        public void BeginAnew(Finding finding)
        {
            var changed = Last;
            Current.RemoveAt(Current.Count - 1);
            _levels.Add(([changed], finding));
        }

        private static NightHistory HistoryOf(List<Night> nights) =>
            NightHistory.Align($"{nights[0].Cell.ModelId} on {nights[0].Cell.BenchmarkId}", [.. nights.Select(n => n.Items)], nights[0].Clusters);
    }
}
