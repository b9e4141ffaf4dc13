using System.Diagnostics;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>
/// Tells tracing of each score that is given: a span of source "Showdown" with the event <c>gen_ai.evaluation.result</c>. Where nobody listens
/// nothing is made.
/// </summary>
/// <remarks>
/// OpenTelemetry semantic conventions for generative AI, "Event: gen_ai.evaluation.result". The response's id is left out: not every host gives one.
/// The explanation holds what a model wrote.
/// </remarks>
internal static class EvaluationEvents
{
    private const int LongestExplanation = 500;

    private static readonly ActivitySource _source = new("Showdown");

    /// <param name="evaluationId">See <see cref="EvaluationKey.IdIn"/>.</param>
    /// <param name="epoch">From 1.</param>
    public static void Tell(string evaluationId, string sampleId, int epoch, Score score)
    {
        // A measurement is no judgement.
        if (!_source.HasListeners() || score.CountedTokens is not null)
            return;
        using var span = _source.StartActivity("evaluate");
        if (span is null)
            return;
        var (run, evaluation) = EvaluationKey.Parse(evaluationId);
        span.SetTag("showdown.run.id", run).SetTag("showdown.sample.id", sampleId).SetTag("showdown.epoch", epoch);
        var tags = new ActivityTagsCollection
        {
            ["gen_ai.evaluation.name"] = evaluation.BenchmarkId,
            ["gen_ai.request.model"] = evaluation.ModelId,
            ["gen_ai.evaluation.score.label"] = score.Outcome.ToString().ToLowerInvariant(),
            ["gen_ai.evaluation.explanation"] = score.Reason.Length > LongestExplanation ? score.Reason[..LongestExplanation] : score.Reason,
        };
        if (score.Outcome == Outcome.Unscored)
            tags["error.type"] = "unscored";
        else
            tags["gen_ai.evaluation.score.value"] = score.Value ?? (score.Outcome == Outcome.Right ? 1.0 : 0.0);
        span.AddEvent(new ActivityEvent("gen_ai.evaluation.result", tags: tags));
    }
}
