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

    public static void Count(Attempt attempt, Outcome outcome)
    {
        // RUN/BENCHMARK/MODEL: the run would make a new series each night.
        var parts = attempt.Key.EvaluationId.Split('/');
        var tags = new TagList { { "benchmark", parts.ElementAtOrDefault(1) }, { "model", parts.ElementAtOrDefault(2) }, { "outcome", outcome.ToString().ToLowerInvariant() } };
        _attempts.Add(1, tags);
        if (attempt.ReusedFrom is not null || attempt.Reply is not Reply.Completed { Completion.Usage: var usage })
            return;
        _tokens.Add(usage.InputTokens ?? 0, new TagList { { "model", parts.ElementAtOrDefault(2) }, { "direction", "input" } });
        _tokens.Add(usage.OutputTokens ?? 0, new TagList { { "model", parts.ElementAtOrDefault(2) }, { "direction", "output" } });
    }
}
