using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>
/// Goes through the nights of a job as they came: watches all cells together, lets fresh attempts decide about each suspicion, and starts a new level
/// after a confirmed change.
/// </summary>
/// <remarks>The same stored attempts give the same findings, also after they were scored anew. What was confirmed is kept beside them: where the
/// nights before a change are no longer looked at, it could not be found again, or would be found as something else.</remarks>
internal static class TrendWatch
{
    /// <param name="nights">Oldest first.</param>
    /// <param name="kept">Changes of the job that were confirmed before.</param>
    public static JobTrend Of(IReadOnlyList<RunNight> nights, IReadOnlyList<Finding> kept)
    {
        var known = kept.ToDictionary(f => (f.Suspected.Id, f.Cell, f.Identity));
        var lines = new Dictionary<(EvaluationKey, string Identity), Line>();
        var findings = new List<Finding>();
        for (var at = 0; at < nights.Count; at++)
        {
            var tonight = nights[at].Cells.Select(night => Add(lines, night)).ToList();
            var watched = Drift.Watch([.. tonight.Select(line => line.History)], new DriftOptions());
            for (var i = 0; i < tonight.Count; i++)
            {
                var night = tonight[i].Last;
                var isKnown = known.TryGetValue((night.Run.Id, night.Cell, night.Identity), out var told);
                if (!isKnown && watched[i].Kind == DriftKind.None)
                    continue;
                var finding = isKnown ? told! : Decide(watched[i], tonight[i], Fresh(nights, at, night)) with { WhyOpen = nights[at].WhyNot };
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
        return new JobTrend(nights.Select(n => n.Run).ToList(), cells, findings)
        {
            Earlier = [.. kept.Where(f => nights.Count > 0 && f.Suspected.CreatedAt < nights[0].Run.CreatedAt)],
        };
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
        var rerun = nights[at].Again?.FirstOrDefault(n => n.Repeats(suspected));
        return rerun ?? nights.Skip(at + 1).SelectMany(n => n.Cells).FirstOrDefault(n => Same(n, suspected));
    }

    private static bool Same(Night a, Night b) => a.Cell == b.Cell && a.Identity == b.Identity;

    private static Finding Decide(WatchedEvaluation suspicion, Line line, Night? fresh)
    {
        var since = suspicion.Since!.Value;
        var finding = new Finding
        {
            Cell = line.Last.Cell,
            Identity = line.Last.Identity,
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
