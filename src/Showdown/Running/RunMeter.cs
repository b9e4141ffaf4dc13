using System.Diagnostics;
using System.Diagnostics.Metrics;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>What this process does, counted for whoever measures it: meter "Showdown".</summary>
internal static class RunMeter
{
    private static readonly Meter _meter = new("Showdown");
    private static readonly Counter<long> _attempts = _meter.CreateCounter<long>("showdown.attempts", "{attempt}", "Attempts by outcome");
    private static readonly Counter<long> _tokens = _meter.CreateCounter<long>("showdown.tokens", "{token}", "Tokens as the hosts report them, by direction");
    private static readonly UpDownCounter<long> _inFlight = _meter.CreateUpDownCounter<long>("showdown.attempts.in_flight", "{attempt}", "Attempts being made: waiting for a place, for a reply or between tries");

    /// <param name="change">1 when an attempt begins, -1 when it ends.</param>
    public static void InFlight(int change, string modelId) => _inFlight.Add(change, new KeyValuePair<string, object?>("model", modelId));

    /// <summary>An attempt was made: its tokens, and its outcome where that is known. A program's is known when it has been judged.</summary>
    public static void Made(Attempt attempt)
    {
        if (!_attempts.Enabled && !_tokens.Enabled)
            return; // nobody measures
        if (attempt.Reply is Reply.Failed)
            CameOut(attempt.Key.EvaluationId, Outcome.Failed);
        else if (attempt.Score is { } score)
            CameOut(attempt.Key.EvaluationId, score.Outcome);
        if (attempt.ReusedFrom is not null || attempt.Reply is not Reply.Completed { Completion.Usage: var usage })
            return;
        var model = Model(attempt.Key.EvaluationId);
        _tokens.Add(usage.InputTokens ?? 0, new TagList { { "model", model }, { "direction", "input" } });
        _tokens.Add(usage.OutputTokens ?? 0, new TagList { { "model", model }, { "direction", "output" } });
    }

    /// <summary>An attempt has its outcome.</summary>
    public static void CameOut(string evaluationId, Outcome outcome) =>
        _attempts.Add(1, new TagList { { "benchmark", evaluationId.Split('/').ElementAtOrDefault(1) }, { "model", Model(evaluationId) }, { "outcome", outcome.ToString().ToLowerInvariant() } });

    // RUN/BENCHMARK/MODEL: the run would make a new series each night.
    private static string? Model(string evaluationId) => evaluationId.Split('/').ElementAtOrDefault(2);
}
