using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;

namespace Showdown.Running;

/// <summary>How sure the comparisons of one benchmark's evaluations are by now, and what follows for each of them. Pure.</summary>
internal sealed class StopStanding
{
    private readonly IReadOnlyList<EvaluationRow> _evaluations;
    private readonly List<Pair> _pairs = [];
    private readonly HashSet<string> _asked = [];

    /// <param name="evaluations">Of one benchmark of a run.</param>
    /// <param name="scores">Of each of them and each round, in the order of asking.</param>
    /// <param name="options">What has to be shown.</param>
    public StopStanding(
        IReadOnlyList<EvaluationRow> evaluations,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<AskedScore>>> scores,
        SequentialOptions options
    )
    {
        _evaluations = evaluations;
        _asked.UnionWith(evaluations.Where((_, i) => scores[i][0].All(s => s.IsFinished)).Select(e => e.Id));
        for (var a = 0; a < evaluations.Count; a++)
        {
            for (var b = a + 1; b < evaluations.Count; b++)
                _pairs.Add(new Pair(evaluations[a], evaluations[b], PairedPrefix.Decide(scores[a], scores[b], options).Comparison));
        }
    }

    /// <summary>Evaluations that are to end now, with the reason.</summary>
    public IEnumerable<(EvaluationRow Evaluation, EarlyEnd Why)> Ending()
    {
        foreach (var open in _evaluations.Where(e => e is { EndedEarly: null, StoppedReason: null, FinishedAt: null }))
        {
            if (open.Wish == StopWish.Enough)
                yield return (open, EarlyEnd.Enough);
            else if (open.Wish is null && !IsNeeded(open) && (HasVerdict(open) || _asked.Contains(open.Id)))
                yield return (open, HasVerdict(open) ? EarlyEnd.Sure : EarlyEnd.Alone);
        }
    }

    /// <summary>
    /// Evaluations that ended early and are needed again: a person wants them to go on, or a comparison is not sure any more, because a model that
    /// was away is back or answers were scored anew.
    /// </summary>
    public IEnumerable<EvaluationRow> Reopening() =>
        _evaluations.Where(e => e.EndedEarly is not null && (e.Wish == StopWish.GoOn || e.Wish is null && IsNeeded(e)));

    /// <summary>
    /// How soon each open evaluation may have a verdict: one over what its nearest one will cost, if the evidence goes on growing as it did; 0 where
    /// nothing can be told yet.
    /// </summary>
    /// <param name="costOfSample">In whatever unit, the same for all benchmarks of the run.</param>
    public IEnumerable<(string EvaluationId, double Urgency)> Urgencies(Func<EvaluationRow, double> costOfSample) =>
        from evaluation in _evaluations
        where evaluation is { EndedEarly: null, FinishedAt: null }
        let undecided = _pairs.Where(p => p.Has(evaluation) && !p.IsSure && !IsOver(p.OtherOf(evaluation))).ToList()
        select (evaluation.Id, undecided.Count == 0 ? 0 : undecided.Max(p => p.Urgency(costOfSample)));

    // A model that is the only one left is asked to its end, if nothing could be said of it.
    private bool HasVerdict(EvaluationRow evaluation) => _pairs.Exists(p => p.Has(evaluation) && p.IsSure);

    private bool IsNeeded(EvaluationRow evaluation) => _pairs.Exists(p => p.Has(evaluation) && !p.IsSure && !IsOver(p.OtherOf(evaluation)));

    // Nothing more will be known of it in this run.
    private static bool IsOver(EvaluationRow other) => other.StoppedReason is not null || other.Wish == StopWish.Enough;

    private sealed record Pair(EvaluationRow A, EvaluationRow B, SequentialComparison Comparison)
    {
        public bool IsSure => Comparison.Verdict != Verdict.NotEnoughData;

        public bool Has(EvaluationRow evaluation) => A == evaluation || B == evaluation;

        public EvaluationRow OtherOf(EvaluationRow evaluation) => A == evaluation ? B : A;

        public double Urgency(Func<EvaluationRow, double> costOfSample)
        {
            var (progress, cost) = (Comparison.Progress, costOfSample(A) + costOfSample(B));
            return progress is > 0 and < 1 && cost > 0 ? progress / ((1 - progress) * Comparison.Units * cost) : 0;
        }
    }
}
