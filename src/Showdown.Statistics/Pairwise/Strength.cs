namespace Showdown.Statistics.Pairwise;

/// <summary>How strong a model is among the others: the chance that i's answer is preferred to j's is the logistic of the difference of
/// theirs.</summary>
/// <param name="Value">In natural logarithms of odds; the mean over all models is 0, so that none of them is the measure of the others.</param>
/// <param name="Low">Of an interval of 95 %.</param>
internal readonly record struct Strength(double Value, double Low, double High)
{
    /// <summary>As ratings in chess have it: 400 points are odds of ten to one, and the mean is 1000.</summary>
    public (double Value, double Low, double High) Elo => (ToElo(Value), ToElo(Low), ToElo(High));

    private static double ToElo(double value) => 1000 + 400 / Math.Log(10) * value;
}
