using System.Diagnostics;
using System.Diagnostics.Metrics;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>What this process does, counted for whoever measures it: meter "Showdown".</summary>
internal static class RunMeter
{
    private static readonly Meter _meter = new("Showdown");
    private static readonly Counter<long> _attempts = _meter.CreateCounter<long>("showdown.attempts", "{attempt}", "Attempts by outcome");
    private static readonly Counter<long> _tokens = _meter.CreateCounter<long>(
        "showdown.tokens",
        "{token}",
        "Tokens as the hosts report them, by direction"
    );
    private static readonly UpDownCounter<long> _inFlight = _meter.CreateUpDownCounter<long>(
        "showdown.attempts.in_flight",
        "{attempt}",
        "Attempts with a place at the model: waiting for a reply, or between two tries"
    );

    /// <param name="change">1 when an attempt begins, -1 when it ends.</param>
    public static void InFlight(int change, string modelId) => _inFlight.Add(change, new KeyValuePair<string, object?>("model", modelId));

    /// <summary>Counts of one evaluation, whose tags are made once.</summary>
    /// <param name="evaluation">The run is no tag: it would make a new series each night.</param>
    public sealed class OfEvaluation(EvaluationKey evaluation)
    {
        private static readonly string[] _outcomes = [.. Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant())];

        /// <summary>An attempt was made: its tokens, and its outcome where that is known. A program's is known when it has been judged.</summary>
        public void Made(Attempt attempt)
        {
            if (attempt.Reply is Reply.Failed)
                CameOut(Outcome.Failed);
            else if (attempt.Score is { } score)
                CameOut(score.Outcome);
            if (attempt.ReusedFrom is not null)
                return;
            var usage = attempt.Reply is Reply.Completed { Completion.Usage: var paid }
                ? paid.Plus(attempt.Reply.Discarded)
                : attempt.Reply.Discarded ?? new Usage();
            _tokens.Add(usage.InputTokens ?? 0, new TagList { { "model", evaluation.ModelId }, { "direction", "input" } });
            _tokens.Add(usage.OutputTokens ?? 0, new TagList { { "model", evaluation.ModelId }, { "direction", "output" } });
        }

        /// <summary>An attempt has its outcome.</summary>
        public void CameOut(Outcome outcome) =>
            _attempts.Add(
                1,
                new TagList
                {
                    { "benchmark", evaluation.BenchmarkId },
                    { "model", evaluation.ModelId },
                    { "outcome", _outcomes[(int)outcome] },
                }
            );
    }
}
