namespace Showdown.Statistics.Fidelity;

/// <summary>Does a host call tools when the reference does?</summary>
internal sealed record TriggerSimilarity
{
    /// <summary>The verifier's tool_call_f1 of the host, the reference's calls being the truth; null where neither called.</summary>
    public required ShareEstimate? Host { get; init; }

    /// <summary>The same of the reference asked again: nobody can be expected to do better. Null also where it was not.</summary>
    public required ShareEstimate? Itself { get; init; }

    /// <summary>
    /// Null without a second asking of the reference. Chance of a host so much more at odds with the reference than the reference is with itself, if
    /// both were alike. One-sided: a host less at odds is no finding.
    /// </summary>
    public required double? P { get; init; }

    /// <summary>True where the host is more often at odds with the reference than the reference with itself.</summary>
    public required bool IsFurther { get; init; }

    /// <summary>Requests that all three answered.</summary>
    public required int Requests { get; init; }

    /// <summary>Of them: called by the reference, by the host.</summary>
    public required int ReferenceCalls { get; init; }

    public required int HostCalls { get; init; }

    /// <remarks>
    /// The test is <see cref="McNemar.OneSidedP"/> on the requests at which exactly one of host and second asking is at odds with the first: where
    /// both come from one distribution they change places freely.
    /// </remarks>
    public static TriggerSimilarity Of(IReadOnlyCollection<TriggerReplies> replies)
    {
        var twice = replies.Where(r => r.Again is not null).ToList();
        var (further, nearer) = (
            twice.Count(r => r.Host != r.Reference && r.Again == r.Reference),
            twice.Count(r => r.Host == r.Reference && r.Again != r.Reference)
        );
        return new TriggerSimilarity
        {
            Host = F1(replies.Count(r => r.Reference && r.Host), replies.Count(r => r.Reference || r.Host)),
            Itself = F1(twice.Count(r => r.Reference && r.Again == true), twice.Count(r => r.Reference || r.Again == true)),
            P = twice.Count == 0 ? null : McNemar.OneSidedP(further, nearer),
            IsFurther = further > nearer,
            Requests = replies.Count,
            ReferenceCalls = replies.Count(r => r.Reference),
            HostCalls = replies.Count(r => r.Host),
        };
    }

    /// <summary>
    /// F1 = 2 TP / (2 TP + FP + FN). Of the requests at which either called, a share J was called by both; F1 is 2 J / (1 + J), which rises with J,
    /// so that Wilson's interval of J gives that of F1.
    /// </summary>
    private static ShareEstimate? F1(int both, int either) =>
        ShareEstimate.Of(both, either) is { } jaccard
            ? new ShareEstimate(Dice(jaccard.Share), new Interval(Dice(jaccard.Range.Low), Dice(jaccard.Range.High)), either)
            : null;

    private static double Dice(double j) => 2 * j / (1 + j);
}
