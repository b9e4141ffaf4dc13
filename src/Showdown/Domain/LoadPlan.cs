namespace Showdown.Domain;

/// <summary>How the load on a host is raised step by step, and what a reply has to keep: the least of what users accept.</summary>
/// <remarks>Arrivals are open: a request goes out when its time has come, whatever is under way. A host that falls behind is asked all the same, as
/// users would, and what waits counts (no coordinated omission).</remarks>
public sealed record LoadPlan
{
    /// <summary>Of the samples that are asked this way.</summary>
    public const string Generator = "load";

    public const int Steps = 8;

    /// <summary>Requests before the first step, one after the other: host and client are then awake. They are in no step.</summary>
    public const int WarmUps = 5;

    /// <summary>Names their samples.</summary>
    public const string WarmUp = "warm-up";

    /// <summary>From so large a share of failed requests on no higher rate is asked.</summary>
    public const double MostFailed = 0.05;

    /// <summary>With a smaller share that keeps the limits a host is past its knee.</summary>
    private const double LeastKept = 0.5;

    /// <summary>So many rates in a row have to be: one may be a bad moment.</summary>
    private const int RatesPastTheKnee = 2;

    /// <summary>A queue shows only in steps that last so many times the wait that is allowed.</summary>
    private const double LeastLength = 10;

    /// <summary>The highest rate in requests a second, above 0.</summary>
    public required double UpTo { get; init; }

    /// <summary>Of all steps together.</summary>
    public required int Requests { get; init; }

    /// <summary>The longest wait for the first token that still counts, from when the request was due.</summary>
    public required TimeSpan FirstToken { get; init; }

    /// <summary>The slowest output after the first token that still counts.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The fewest requests in which a queue longer than <see cref="FirstToken"/> would show.</summary>
    public int FewestRequests => (int)Math.Ceiling(Weights * UpTo / Steps * LeastLength * FirstToken.TotalSeconds);

    /// <summary>1 + 2 + … of the steps, which last equally long.</summary>
    private const int Weights = Steps * (Steps + 1) / 2;

    /// <summary>One failure may be luck; two that are 5 % are the host's end.</summary>
    public static bool IsTooMany(int failed, int requests) => failed > 1 && failed >= MostFailed * requests;

    /// <summary>Whether a reply is one that users accept.</summary>
    /// <param name="firstTokenSeconds">From when the request was due; null: none came.</param>
    /// <param name="tokensPerSecond">Null: it came at once, and kept nobody waiting after its first token.</param>
    public bool Keeps(double? firstTokenSeconds, double? tokensPerSecond) =>
        firstTokenSeconds <= FirstToken.TotalSeconds && (tokensPerSecond ?? double.PositiveInfinity) >= TokensPerSecond;

    /// <summary>Why no higher rate is to be asked: what was to be found out is known, and more would only cost more.</summary>
    /// <param name="tallies">By step.</param>
    /// <returns>Null: nothing speaks against it.</returns>
    public string? WhyOver(IReadOnlyDictionary<string, LoadTally> tallies)
    {
        var past = new List<LoadStep>();
        foreach (var step in Rates())
        {
            if (tallies.GetValueOrDefault(step.Name) is not { } tally)
                continue;
            if (IsTooMany(tally.Failed, step.Requests))
                return $"at {step.Spoken} requests a second {tally.Failed} of {step.Requests} requests failed: no higher rate was asked";
            if (tally.Sent < step.Requests || tally.Kept >= LeastKept * tally.Sent)
                past.Clear();
            else
                past.Add(step);
            if (past.Count == RatesPastTheKnee)
                return $"at {past[0].Spoken} and {past[1].Spoken} requests a second fewer than half kept the limits: no higher rate was asked";
        }
        return null;
    }

    public IReadOnlyList<LoadStep> Rates() => RatesOf(UpTo, Requests);

    /// <summary>Rates that rise in equal steps; each lasts as long as the others.</summary>
    public static IReadOnlyList<LoadStep> RatesOf(double upTo, int requests)
    {
        int Until(int step) => (int)Math.Round(requests * (step * (step + 1) / 2.0) / Weights, MidpointRounding.AwayFromZero);
        return
        [
            .. Enumerable.Range(1, Steps).Select(step => new LoadStep(upTo * step / Steps, Until(step) - Until(step - 1), WarmUps + Until(step - 1))),
        ];
    }
}
