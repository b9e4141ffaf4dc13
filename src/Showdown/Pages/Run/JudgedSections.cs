using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Results;

namespace Showdown.Pages.Run;

/// <summary>Scores of imported results beside those of our own scorer, and the answers on which the two differ.</summary>
/// <param name="Lead">Whose scores count on the page.</param>
/// <param name="Sentences">One for each model on each benchmark that our scorer judged.</param>
/// <param name="More">How to see the others; null where all are there.</param>
internal sealed record JudgedSection(string Lead, IReadOnlyList<string> Sentences, IReadOnlyList<JudgedRow> Rows, string? More);

/// <param name="Answer">What our scorer took for the answer; null where it found none, or it may not be shown.</param>
internal sealed record JudgedRow(string Link, string Id, string Model, string Theirs, string TheirCss, string Ours, string OurCss, string? Answer);

internal static class JudgedSections
{
    /// <returns>Null where our scorer judged nothing beside another one.</returns>
    public static JudgedSection? Of(
        RunResults results,
        RunNames names,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors
    )
    {
        var facts = results.Facts;
        if (facts.Judged.Count == 0)
            return null;
        var (all, shown) = (facts.Judged.Sum(j => (long)j.Different), facts.Differences.Count);
        var recorded = facts.Evaluations.All(e => e.Row.ScorerVersion == ImportedEvaluation.TheirScores);
        return new JudgedSection(
            recorded
                ? "The scores on this page are those that were recorded. Our own scorer read the same answers; they are listed where the two differ."
                : "The scores on this page are those of our own scorer since the run was scored again. The recorded ones are listed where the two differ.",
            ImportWords.Judged(facts.Run.Settings, facts.Judged),
            [.. facts.Differences.Select(d => Row(d, names, anchors))],
            all > shown ? $"The first {shown} of {Format.Count(all)}; all of them: showdown differences {facts.Run.Id}" : null
        );
    }

    private static JudgedRow Row(
        ScoreDifference difference,
        RunNames names,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors
    )
    {
        var benchmark = names.Benchmark(difference.BenchmarkId);
        var place = anchors.GetValueOrDefault(difference.BenchmarkId)?.GetValueOrDefault(difference.SampleId);
        return new JudgedRow(
            $"evidence/{benchmark.Slug}/{place?.Link ?? "index.html"}",
            difference.Epoch > 1 ? $"{difference.SampleId}, epoch {difference.Epoch}" : difference.SampleId,
            names.Model(difference.ModelId).Name,
            Said(difference.TheirOutcome, difference.TheirValue),
            OutcomeNames.Css(difference.TheirOutcome),
            Said(difference.OurOutcome, difference.OurValue),
            OutcomeNames.Css(difference.OurOutcome),
            benchmark.Redacted ? null
                : difference.OurAnswer is { Length: > 60 } answer ? answer[..60] + " ..."
                : difference.OurAnswer
        );
    }

    private static string Said(Outcome outcome, double? value) =>
        outcome is Outcome.Partial or Outcome.Truncated && value is { } share
            ? $"{OutcomeNames.Label(outcome)}, {Format.Percent(share)}"
            : OutcomeNames.Label(outcome);
}
