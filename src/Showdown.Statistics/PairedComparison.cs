namespace Showdown.Statistics;

/// <summary>Model A against model B on the samples that both have a score for. Positive differences speak for A.</summary>
public sealed record PairedComparison
{
    /// <summary>Samples in the comparison.</summary>
    public int Samples { get; init; }

    /// <summary>Samples or clusters that vary independently: what the interval counts.</summary>
    public int Units { get; init; }

    /// <summary>What is not compared, why, and how far it could move the difference.</summary>
    public LeftOut LeftOut { get; init; } = new(0, 0, 0, 0, 0, null, null);

    /// <summary>Samples left out because one of the models, or both, has no score for them.</summary>
    public int Dropped => LeftOut.Samples;

    /// <summary>Mean of A's sample means over the shared samples, 0 to 1; null without samples. Differs from A's score when samples were
    /// dropped.</summary>
    public double? ScoreA { get; init; }

    /// <summary>As <see cref="ScoreA"/>, for B.</summary>
    public double? ScoreB { get; init; }

    /// <summary>Mean of the samples' differences, -1 to 1; null without samples.</summary>
    public double? Difference { get; init; }

    /// <summary>The difference in percentage points, -100 to 100.</summary>
    public double? Points => Difference * 100;

    /// <summary>Lower end of the difference's interval, -1 to 1; null without samples.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>Coverage that the interval promises.</summary>
    public double Level { get; init; }

    /// <summary>Standard error of the difference as seen; null with fewer than two samples.</summary>
    public double? StandardError { get; init; }

    /// <summary>Two-sided: how often would so large a difference turn up if neither model were better? Null without samples.</summary>
    public double? P { get; init; }

    /// <summary>P after Holm's adjustment over the comparisons of one report; null before it.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The larger p of two one-sided tests: how often would results so close turn up if the true difference were as large as the
    /// margin?</summary>
    public double? EquivalenceP { get; init; }

    /// <summary>As <see cref="AdjustedP"/>, among claims of equivalence.</summary>
    public double? AdjustedEquivalenceP { get; init; }

    /// <summary>Margin of equivalence, as a share.</summary>
    public double Margin { get; init; }

    /// <summary>Samples on which A has the larger share of right attempts.</summary>
    public int Wins { get; init; }

    /// <summary>Samples on which both have the same share.</summary>
    public int Ties { get; init; }

    /// <summary>Samples on which B has the larger share of right attempts.</summary>
    public int Losses { get; init; }

    /// <summary>How the interval was made.</summary>
    public PairedMethod Method { get; init; }

    /// <summary>The test behind p.</summary>
    public PairedTest Test { get; init; }

    /// <summary>What may be said of A against B.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>True when the interval leaves zero out, the test agrees and what is missing could not turn the sign, whatever the margin
    /// says.</summary>
    public bool DifferenceShown { get; init; }

    /// <summary>True when a verdict would have been given but for the attempts without a score: all wrong or all right they could have turned
    /// it.</summary>
    public bool HangsOnMissing { get; init; }

    /// <summary>What <see cref="Power"/> needs; null with fewer than two samples.</summary>
    public PairedSpread? Spread { get; init; }

    /// <summary>What a stopping rule adds; null where the number of samples was set beforehand. Its p is adjusted among the comparisons under the
    /// rule.</summary>
    public SequentialFigures? Sequential { get; init; }

    /// <summary>The same comparison as one of several, its verdict taken anew.</summary>
    /// <param name="p">Adjusted p of the difference.</param>
    /// <param name="equivalenceP">Adjusted p of equivalence.</param>
    public PairedComparison WithAdjusted(double? p, double? equivalenceP) =>
        (this with { AdjustedP = p, AdjustedEquivalenceP = equivalenceP }).Decided();

    /// <summary>B against A.</summary>
    public PairedComparison Mirrored() =>
        this with
        {
            ScoreA = ScoreB,
            ScoreB = ScoreA,
            Difference = -Difference,
            Low = -High,
            High = -Low,
            Wins = Losses,
            Losses = Wins,
            Sequential = Sequential?.Mirrored(),
            LeftOut = LeftOut with { NoScoreA = LeftOut.NoScoreB, NoScoreB = LeftOut.NoScoreA, Low = -LeftOut.High, High = -LeftOut.Low },
            Verdict = Verdict switch
            {
                Verdict.Better => Verdict.Worse,
                Verdict.Worse => Verdict.Better,
                _ => Verdict,
            },
        };

    /// <summary>Equivalence first: within the margin is what the margin was set for, even when the difference is surely not zero.</summary>
    internal PairedComparison Decided()
    {
        var alpha = 1 - Level;
        var tested = (AdjustedP ?? P) < alpha && (Low > 0 || High < 0);
        var shown = tested && (Difference > 0 ? !(LeftOut.Low < 0) : !(LeftOut.High > 0));
        var close = (AdjustedEquivalenceP ?? EquivalenceP) < alpha;
        var equivalent = close && !(LeftOut.Low < -Margin) && !(LeftOut.High > Margin);
        var verdict =
            equivalent ? Verdict.Equivalent
            : !shown ? Verdict.NotEnoughData
            : Difference > 0 ? Verdict.Better
            : Verdict.Worse;
        return this with { DifferenceShown = shown, Verdict = verdict, HangsOnMissing = !shown && !equivalent && (close || tested) };
    }
}
