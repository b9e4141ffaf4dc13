using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>
/// Goes through the nights of a job as they came: watches all evaluations together, lets fresh attempts decide about each suspicion, and starts a new
/// level after a confirmed change.
/// </summary>
/// <remarks>The same stored attempts give the same findings, also after they were scored anew. What was confirmed is kept beside them: where the
/// nights before a change are no longer looked at, it could not be found again, or would be found as something else.</remarks>
internal static class TrendWatch
{
    /// <param name="nights">Oldest first.</param>
    /// <param name="kept">Changes of the job that were confirmed before.</param>
    public static JobTrend Of(IReadOnlyList<RunNight> nights, IReadOnlyList<Finding> kept)
    {
        var known = kept.ToDictionary(f => (f.Suspected.Id, f.Key, f.Identity));
        var lines = new Dictionary<(EvaluationKey, string Identity), Line>();
        var findings = new List<Finding>();
        for (var at = 0; at < nights.Count; at++)
        {
            var tonight = nights[at].Evaluations.Select(night => Add(lines, night)).ToList();
            var watched = Drift.Watch([.. tonight.Select(line => line.History)], new DriftOptions());
            for (var i = 0; i < tonight.Count; i++)
            {
                var night = tonight[i].Last;
                var isKnown = known.TryGetValue((night.Run.Id, night.Key, night.Identity), out var told);
                if (!isKnown && watched[i].Kind == DriftKind.None)
                    continue;
                var finding = isKnown ? told! : Decide(watched[i], tonight[i], Fresh(nights, at, night)) with { WhyOpen = nights[at].WhyNot };
                findings.Add(finding);
                if (finding.State == FindingState.Confirmed)
                    tonight[i].BeginAnew(finding);
            }
        }
        var evaluations = nights
            .Reverse()
            .SelectMany(n => n.Evaluations)
            .Select(n => n.Key)
            .Distinct()
            .Select(key => new EvaluationTrend(
                key,
                nights.SelectMany(n => n.Evaluations).Where(n => n.Key == key).ToList(),
                lines.Where(l => l.Key.Item1 == key).SelectMany(l => l.Value.Levels).OrderBy(l => l.Nights[0].Run.CreatedAt).ToList()
            ))
            .ToList();
        return new JobTrend(nights.Select(n => n.Run).ToList(), evaluations, findings)
        {
            Earlier = [.. kept.Where(f => nights.Count > 0 && f.Suspected.CreatedAt < nights[0].Run.CreatedAt)],
        };
    }

    private static Line Add(Dictionary<(EvaluationKey, string), Line> lines, Night night)
    {
        if (!lines.TryGetValue((night.Key, night.Identity), out var line))
            lines[(night.Key, night.Identity)] = line = new Line();
        line.Add(night);
        return line;
    }

    /// <summary>
    /// Attempts at the same evaluation and identity that were made after the suspected ones: those of the rerun, else those of the next night.
    /// </summary>
    private static Night? Fresh(IReadOnlyList<RunNight> nights, int at, Night suspected)
    {
        if (nights[at].IsAskedAgain)
            return null;
        var rerun = nights[at].Again?.FirstOrDefault(n => n.Repeats(suspected));
        return rerun ?? nights.Skip(at + 1).SelectMany(n => n.Evaluations).FirstOrDefault(n => Same(n, suspected));
    }

    private static bool Same(Night a, Night b) => a.Key == b.Key && a.Identity == b.Identity;

    private static Finding Decide(WatchedEvaluation suspicion, Line line, Night? fresh)
    {
        var since = suspicion.Since!.Value;
        var finding = new Finding
        {
            Key = line.Last.Key,
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
        var result = Confirmation.Decide(suspicion, line.InOrder(fresh.Samples));
        return finding with { State = result.IsConfirmed ? FindingState.Confirmed : FindingState.NotShown, Fresh = fresh.Run, Again = result.Rerun };
    }

    /// <summary>One model on one benchmark, of one identity, growing night by night.</summary>
    private sealed class Line
    {
        private readonly List<(List<Night> Nights, Finding? After)> _levels = [([], null)];

        /// <summary>Nights of the level that holds now.</summary>
        public List<Night> Current => _levels[^1].Nights;

        public Night Last => Current[^1];

        public NightHistory History => HistoryOf(Current);

        public IEnumerable<Level> Levels => _levels.Select(l => new Level(l.Nights, ControlChart.Of(HistoryOf(l.Nights)), l.After));

        public void Add(Night night) => Current.Add(night);

        /// <summary>The scores of other attempts in the order of <see cref="History"/>.</summary>
        public IReadOnlyList<SampleScore> InOrder(IReadOnlyDictionary<string, SampleScore> scores) =>
            [.. Current.SelectMany(n => n.Samples.Keys).Distinct(StringComparer.Ordinal).Select(id => scores.GetValueOrDefault(id))];

        /// <summary>The night of the change belongs to the new level.</summary>
        public void BeginAnew(Finding finding)
        {
            var changed = Last;
            Current.RemoveAt(Current.Count - 1);
            _levels.Add(([changed], finding));
        }

        private static NightHistory HistoryOf(List<Night> nights) =>
            NightHistory.Align($"{nights[0].Key.ModelId} on {nights[0].Key.BenchmarkId}", [.. nights.Select(n => n.Samples)], nights[0].Clusters);
    }
}
