using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Comparing;

/// <summary>Several runs side by side.</summary>
/// <param name="Runs">As they were named.</param>
/// <param name="Entries">Every evaluation of every run that has a score.</param>
/// <param name="Pairs">Adjusted for all of them together (Holm).</param>
internal sealed record RunComparison(IReadOnlyList<RunRow> Runs, IReadOnlyList<Night> Entries, IReadOnlyList<EntryPair> Pairs)
{
    /// <param name="contents">What samples ask, by dataset, where <see cref="SampleContents.ReadAsync"/> had to look.</param>
    public static RunComparison Of(
        IReadOnlyList<RunRow> runs,
        IReadOnlyList<Night> entries,
        IReadOnlyDictionary<string, IReadOnlyList<SampleContent>> contents
    )
    {
        var samples = new SharedDatasets(contents);
        var options = new PairedOptions { Margin = Math.Max(runs[0].Settings.Job.EquivalenceMargin, 1e-6) };
        var pairs = (
            from benchmark in entries.GroupBy(e => e.Key.BenchmarkId)
            let all = benchmark.ToList()
            from earlier in Enumerable.Range(0, all.Count)
            from later in Enumerable.Range(earlier + 1, all.Count - earlier - 1)
            where IsAsked(all[later], all[earlier], all)
            select Compare(all[later], all[earlier], samples, options)
        ).ToList();
        var told = pairs.Where(p => p.Comparison is not null).ToList();
        var adjusted = Holm.Adjust(told.Select(p => p.Comparison!).ToList());
        return new RunComparison(
            runs,
            entries,
            pairs.Select(p => told.IndexOf(p) is >= 0 and var at ? p with { Comparison = adjusted[at] } : p).ToList()
        );
    }

    // The same model in two runs; two models only where no run has both, for then its own report compares them.
    private static bool IsAsked(Night a, Night b, List<Night> all) =>
        a.Run.Id != b.Run.Id
        && (a.Key == b.Key || !all.GroupBy(e => e.Run.Id).Any(run => run.Any(e => e.Key == a.Key) && run.Any(e => e.Key == b.Key)));

    private static EntryPair Compare(Night a, Night b, SharedDatasets samples, PairedOptions options)
    {
        var changes = a.Key == b.Key ? IdentityChange.Between(b, a) : PromptsApart(a, b);
        var shared = samples.Of(a, b);
        if (shared is not null)
            (a, b) = (shared.A, shared.B);
        var refused = Refused(a, b, shared);
        if (refused.Count > 0)
            return new EntryPair(a, b, null, refused, []) { Shared = shared };
        var ids = a.Samples.Keys.Union(b.Samples.Keys).Order(StringComparer.Ordinal);
        var paired = ids.Select(id => new SamplePair(a.Samples.GetValueOrDefault(id), b.Samples.GetValueOrDefault(id))
            {
                Cluster = a.Clusters.GetValueOrDefault(id),
            })
            .ToList();
        // What was changed may move samples either way, and their mean not at all: that is another question.
        var compared = a.Key == b.Key && changes.Count == 0 ? Paired.OneModel(paired, options) : Paired.Compare(paired, options);
        return new EntryPair(a, b, compared, [], changes) { Shared = shared };
    }

    // Two models in two runs, of which another program asked at least one.
    private static IReadOnlyList<string> PromptsApart(Night a, Night b) =>
        (Of(a), Of(b)) switch
        {
            (null, null) => [],
            ({ PromptsSha256: { } mine }, { PromptsSha256: { } other }) => mine == other ? [] : ["in other words, or other questions"],
            (null, _) => ["with our own prompt, and recorded elsewhere before"],
            (_, null) => ["elsewhere, with a prompt that is not ours"],
            _ => ["with prompts that are not known of both"],
        };

    private static ImportedEvaluation? Of(Night night) => night.Run.Settings.Import?.Of(night.Key.BenchmarkId, night.Key.ModelId);

    private static List<string> Refused(Night a, Night b, SharedNights? shared)
    {
        var reasons = new List<string>();
        if (shared is { Samples: 0 })
            reasons.Add("they have no question in common: neither ids nor texts are the same");
        else if (shared is null && a.Evaluation.DatasetSha256 != b.Evaluation.DatasetSha256)
            reasons.Add("their datasets have different hashes: the questions are not the same");
        else if (a.Samples.Count == 0 || b.Samples.Count == 0)
            reasons.Add($"all completions of run {(a.Samples.Count == 0 ? a : b).Run.Id} were reused from earlier runs: they are no new evidence");
        else if (!a.Samples.Any(i => i.Value.IsScored && b.Samples.GetValueOrDefault(i.Key).IsScored))
            reasons.Add("no question has a score in both");
        if (Scorer(a) != Scorer(b) && !AreOfTwoPrograms(a, b))
            reasons.Add($"they were scored by {Scorer(a)} and {Scorer(b)}; 'showdown rescore' brings both to one scorer");
        foreach (var run in new[] { a.Run, b.Run }.Where(r => r.Settings.Only is not null))
            reasons.Add(
                $"run {run.Id} asked only questions that had come out {OutcomeNames.Label(run.Settings.Only)} before: chosen by their outcome, they come out otherwise by luck alone"
            );
        return reasons;
    }

    // Two programs have no scorer in common that a setting could bring both to: the page says who gave which scores.
    private static bool AreOfTwoPrograms(Night a, Night b) =>
        a.Evaluation.ScorerVersion == ImportedEvaluation.TheirScores
        && b.Evaluation.ScorerVersion == ImportedEvaluation.TheirScores
        && Of(a)?.Program != Of(b)?.Program;

    internal static string Scorer(Night night) => night.Run.Settings.ScorerOf(night.Key.BenchmarkId, night.Evaluation.ScorerVersion);
}
