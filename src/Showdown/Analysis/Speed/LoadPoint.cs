using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

/// <summary>One rate. Times in seconds from when a request was due.</summary>
internal sealed record LoadPoint(LoadStep Step)
{
    /// <summary>Of those that kept the limits so large a share has to be.</summary>
    public const double Share = 0.9;

    /// <summary>Of the wait that is allowed, so large a share may be this machine's.</summary>
    private const double MostLate = 0.1;

    public required int Sent { get; init; }

    public required int Failed { get; init; }

    /// <summary>Completed requests a second, from the first end to the last.</summary>
    public required double? Throughput { get; init; }

    public required double? FirstTokenP50 { get; init; }

    public required double? FirstTokenP95 { get; init; }

    /// <summary>Of the requests that were sent: those that completed within the limits.</summary>
    public required double Kept { get; init; }

    public required Interval KeptInterval { get; init; }

    /// <summary>Completed requests a second that kept the limits.</summary>
    public required double? Goodput { get; init; }

    /// <summary>The step was not asked in one go: its load was less than its rate says.</summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>How much later than they were due 95 of 100 requests went out: a wait for this machine, not for the host.</summary>
    public required double SentLate { get; init; }

    /// <summary>What did not keep the limits may be this machine's fault.</summary>
    public required bool IsLate { get; init; }

    /// <summary>Asked to its end, in one go.</summary>
    public bool IsWhole => Sent == Step.Requests && !IsInterrupted;

    public bool Holds => IsWhole && Kept >= Share;

    public static LoadPoint Of(LoadStep step, LoadPlan plan, string evaluationId, IReadOnlyList<LoadedRequest> requests)
    {
        var arrivals = step.Arrivals(evaluationId);
        var completed = requests.Where(r => !r.Failed).ToList();
        var first = completed.Where(r => r.FirstTokenSeconds is not null).Select(r => r.QueuedSeconds + r.FirstTokenSeconds!.Value).ToList();
        var kept = completed.Count(r => r.Keeps(plan));
        var ends = completed.Select(r => r.StartedAt + TimeSpan.FromSeconds(r.QueuedSeconds + r.DurationSeconds)).Order().ToList();
        var throughput = ends.Count > 1 && ends[^1] > ends[0] ? (ends.Count - 1) / (ends[^1] - ends[0]).TotalSeconds : (double?)null;
        // All requests of a step that went on without a break have begun at one moment.
        var beginnings = requests.Select(r => r.StartedAt - arrivals[step.PlaceOf(r.SampleId)]).ToList();
        var late = Quantiles.Of([.. requests.Select(r => r.QueuedSeconds)], 0.95)!.Value;
        return new LoadPoint(step)
        {
            SentLate = late,
            IsLate = late > MostLate * plan.FirstToken.TotalSeconds,
            Sent = requests.Count,
            Failed = requests.Count - completed.Count,
            Throughput = throughput,
            FirstTokenP50 = Quantiles.Of(first, 0.5),
            FirstTokenP95 = Quantiles.Of(first, 0.95),
            Kept = (double)kept / requests.Count,
            KeptInterval = Interval.Wilson((double)kept / requests.Count, requests.Count, 1.959964),
            Goodput = completed.Count == 0 ? 0 : throughput * kept / completed.Count,
            IsInterrupted = beginnings.Max() - beginnings.Min() > TimeSpan.FromMilliseconds(50),
        };
    }
}
