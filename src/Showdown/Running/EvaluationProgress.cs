using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Counters of one evaluation; safe for many threads.</summary>
public sealed class EvaluationProgress(string evaluationId)
{
    private readonly RunMeter.OfEvaluation _meter = new(EvaluationKey.Parse(evaluationId).Key);
    private readonly Lock _lock = new();
    private OutcomeCounts _counts = new(0, 0, 0, 0, 0);
    private decimal _cost;
    private int _before;

    public OutcomeCounts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    public decimal CostUsd
    {
        get
        {
            lock (_lock)
                return _cost;
        }
    }

    /// <summary>Attempts that this process has not made: they were there when it resumed the run.</summary>
    public int Before
    {
        get
        {
            lock (_lock)
                return _before;
        }
    }

    /// <summary>What was there when this process took the evaluation up.</summary>
    public void Resume(OutcomeCounts counts, decimal costUsd)
    {
        lock (_lock)
            (_counts, _before, _cost) = (counts, counts.Total, costUsd);
    }

    /// <summary>An attempt whose scoring was deferred has its score.</summary>
    public void Scored(Score score)
    {
        _meter.CameOut(score.Outcome);
        lock (_lock)
        {
            _counts = _counts with { Unscored = Math.Max(0, _counts.Unscored - 1) };
            Count(score.Outcome, score.Value);
        }
    }

    public void Add(Attempt attempt)
    {
        var outcome = attempt.Reply is Reply.Failed ? Outcome.Failed : attempt.Score?.Outcome ?? Outcome.Unscored;
        _meter.Made(attempt);
        if (attempt.Score is { } score)
            EvaluationEvents.Tell(attempt.Key.EvaluationId, attempt.Key.SampleId, attempt.Key.Epoch, score);
        lock (_lock)
        {
            Count(outcome, attempt.Score?.Value);
            _cost += attempt.CostUsd ?? 0;
        }
    }

    /// <summary>What was paid for an attempt that is not kept.</summary>
    public void Pay(decimal usd)
    {
        lock (_lock)
            _cost += usd;
    }

    private void Count(Outcome outcome, double? value)
    {
        if (outcome is Outcome.Partial or Outcome.Truncated)
            _counts = _counts with { PartCredit = _counts.PartCredit + (value ?? 0) };
        _counts = outcome switch
        {
            Outcome.Right => _counts with { Right = _counts.Right + 1 },
            Outcome.Partial => _counts with { Partial = _counts.Partial + 1 },
            Outcome.Wrong => _counts with { Wrong = _counts.Wrong + 1 },
            Outcome.Truncated => _counts with { Truncated = _counts.Truncated + 1 },
            Outcome.Failed => _counts with { Failed = _counts.Failed + 1 },
            Outcome.Unscored => _counts with { Unscored = _counts.Unscored + 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
        };
    }
}
