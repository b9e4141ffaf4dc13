using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>What has no closed form comes from another solution of the same problem: mpmath at 30 digits, the likeliest weights by bisection of
/// their dual.</summary>
public sealed class BoundedMeanTests
{
    private const double Quantile = 1.96;

    /// <summary>Three clusters of one, two and three samples.</summary>
    private static readonly Unit[] _skewed = [new(0.2, 1), new(0.9, 2), new(1, 3)];

    private static readonly Unit[] _differences = [new(-0.5, 1), new(0.25, 1), new(0.25, 1), new(0.75, 2), new(0, 1)];

    [Fact]
    public void Units_WeighAsTheirSamples()
    {
        var mean = new BoundedMean(_skewed, 0, 1);
        Assert.Equal(3, mean.Count);
        Assert.Equal((0.2 + 1.8 + 3) / 6, mean.Mean, 1e-14);
        Assert.Equal(0.166944213347964, mean.StandardError, 1e-14);
        Assert.Equal(1.64808435483589, mean.Telling, 1e-13);
        var differences = new BoundedMean(_differences, -1, 1);
        Assert.Equal(0.25, differences.Mean, 1e-14);
        Assert.Equal(0.237536546895654, differences.StandardError, 1e-14);
        Assert.Equal(1.34246575342466, differences.Telling, 1e-13);
    }

    [Theory]
    [InlineData(0.3, 2.3094010767585, 0.23094010767585)]
    [InlineData(0.5, 1.4142135623731, 0.235702260395516)]
    [InlineData(0.9, -0.617213399848368, 0.108012344973464)]
    [InlineData(0.95, -1.50992902551341, 0.0772663249035812)]
    public void ASupposedScore_IsHeldAgainstTheSpreadThatItWouldHave(double supposed, double z, double error)
    {
        var mean = new BoundedMean(_skewed, 0, 1);
        Assert.Equal(z, mean.Z(supposed), 1e-10);
        Assert.Equal(error, mean.Error(supposed), 1e-11);
        // The correction shortens the distance, from either side.
        Assert.Equal(z - Math.Sign(z) * 0.01 / error, mean.Z(supposed, 0.01), 1e-9);
    }

    [Theory]
    [InlineData(-0.4, 2.32737334062816, 0.279284800875379)]
    [InlineData(0, 1.11803398874989, 0.223606797749979)]
    [InlineData(0.1, 0.718492382295784, 0.208770480656605)]
    [InlineData(0.6, -2.09165006633519, 0.167332005306815)]
    public void ASupposedDifference_IsHeldAgainstTheSpreadThatItWouldHave(double supposed, double z, double error)
    {
        var mean = new BoundedMean(_differences, -1, 1);
        Assert.Equal(z, mean.Z(supposed), 1e-10);
        Assert.Equal(error, mean.Error(supposed), 1e-11);
    }

    [Fact]
    public void Intervals_AreThoseOfTheOtherSolution()
    {
        var scores = new BoundedMean(_skewed, 0, 1);
        Near(0.36541159962582, 0.96342386262838, scores.Interval(Quantile));
        Near(0.36633106412832, 0.97611051494338, scores.LikelihoodInterval(Quantile));
        var differences = new BoundedMean(_differences, -1, 1);
        Near(-0.2931143684401, 0.57904282628304, differences.Interval(Quantile));
        Near(-0.2414250257968, 0.58782016226414, differences.LikelihoodInterval(Quantile));
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(1, 9)]
    [InlineData(9, 9)]
    [InlineData(1, 1)]
    [InlineData(33, 40)]
    public void RightAndWrong_GiveWilsonsInterval_AndTheRatioOfBinomialLikelihoods(int right, int of)
    {
        var share = (double)right / of;
        var mean = new BoundedMean(Values((1, right), (0, of - right)), 0, 1);
        var wilson = Interval.Wilson(share, of, Quantile);
        Near(wilson.Low, wilson.High, mean.Interval(Quantile));
        if (share > 0)
            Assert.Equal(Math.Sqrt(0.3 * 0.7 / of), mean.Error(0.3), 1e-9);
        var (low, high) = mean.LikelihoodInterval(Quantile);
        Assert.All(
            new[] { low, high }.Where(end => end is > 0 and < 1),
            end => Assert.Equal(Quantile * Quantile, 2 * (Log(right, share, end) + Log(of - right, 1 - share, 1 - end)), 1e-6)
        );
        Assert.Equal((share == 0, share == 1), (low == 0, high == 1));

        static double Log(int count, double seen, double supposed) => count == 0 ? 0 : count * Math.Log(seen / supposed);
    }

    /// <summary>One pair better, seven worse, thirteen alike: Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33:2850-2875, table
    /// VI.</summary>
    [Fact]
    public void Differences_GiveTangosInterval_AsPublished()
    {
        var units = Values((1, 1), (-1, 7), (0, 13));
        var interval = new BoundedMean(units, -1, 1).Interval(1.959963984540054);
        Assert.Equal((-0.517, -0.026), (Math.Round(interval.Low, 3), Math.Round(interval.High, 3)));
        Near(-0.51723227642138, -0.026003032480869, interval);
    }

    /// <summary>Values at the bound may not have turned up: with a share of those m/v of the others make a mean of m, and vary by m(v - m).</summary>
    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(0.8, 1)]
    [InlineData(0.25, 30)]
    public void EqualValues_LeaveOpenWhatHasNotTurnedUp(double value, int count)
    {
        var mean = new BoundedMean(Values((value, count)), 0, 1);
        var (share, likely) = (1 / (1 + Quantile * Quantile / count), Math.Exp(-Quantile * Quantile / 2 / count));
        Near(value * share, 1 - (1 - value) * share, mean.Interval(Quantile));
        Near(value * likely, 1 - (1 - value) * likely, mean.LikelihoodInterval(Quantile));
        Assert.Equal(Math.Sqrt(count * (value - 0.1) / 0.1), mean.Z(0.1), 1e-8);
        Assert.Equal(0, mean.Z(value));
        Assert.Equal(count == 1 ? double.NaN : 0, mean.StandardError);
        Assert.Equal(count, mean.Telling, 1e-9);
    }

    [Fact]
    public void OnlyNothing_TellsNothing() => Assert.Equal(0, new BoundedMean(Values((0, 8)), -1, 1).Telling);

    [Fact]
    public void DustOfRounding_IsNoSpread()
    {
        Unit[] units = [new(0.1 + 0.2, 1), new(0.3, 1), new(0.3, 1)];
        Assert.Equal(0, new BoundedMean(units, 0, 1).StandardError);
        Assert.Equal(1e-7, new BoundedMean([new(0.3, 1), new(0.3 + 2e-7, 1)], 0, 1).StandardError, 1e-12);
    }

    [Fact]
    public void AMeanAtTheBound_CannotBe_UnlessAllValuesAreThere()
    {
        var mean = new BoundedMean(_skewed, 0, 1);
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (mean.Z(0), mean.Z(1)));
        Assert.Equal((0, 0), (mean.Error(0), mean.Error(1)));
        var right = new BoundedMean(Values((1, 5)), 0, 1);
        Assert.Equal((0, 1), (right.Z(1), right.Interval(Quantile).High));
        var wrong = new BoundedMean(Values((0, 5)), 0, 1);
        Assert.Equal((0, 0), (wrong.Z(0), wrong.Interval(Quantile).Low));
    }

    [Fact]
    public void TheOtherModelsView_MirrorsEveryFigure_ToTheLastBit()
    {
        BoundedMean mean = new(_differences, -1, 1),
            mirrored = new([.. _differences.Select(u => u with { Value = -u.Value })], -1, 1);
        Assert.Equal((mean.StandardError, mean.Telling, -mean.Mean), (mirrored.StandardError, mirrored.Telling, mirrored.Mean));
        Assert.All([-0.7, -0.2, 0, 0.4], s => Assert.Equal((-mean.Z(s), mean.Error(s)), (mirrored.Z(-s), mirrored.Error(-s))));
        Assert.Equal((-mean.Interval(2).High, -mean.Interval(2).Low), (mirrored.Interval(2).Low, mirrored.Interval(2).High));
        var (low, high) = mean.LikelihoodInterval(2);
        Assert.Equal(new Interval(-high, -low), mirrored.LikelihoodInterval(2));
    }

    [Fact]
    public void OrderAndScaleOfWeights_ChangeNothing()
    {
        var mean = new BoundedMean(_skewed, 0, 1);
        var other = new BoundedMean([.. _skewed.Reverse().Select(u => u with { Weight = 7 * u.Weight })], 0, 1);
        Assert.Equal(mean.Mean, other.Mean, 1e-14);
        Assert.Equal(mean.StandardError, other.StandardError, 1e-14);
        Assert.Equal(mean.Z(0.5), other.Z(0.5), 1e-10);
        Near(mean.Interval(2).Low, mean.Interval(2).High, other.Interval(2));
    }

    /// <summary>Values at the bound stay there, whatever rounding makes of their weights.</summary>
    [Fact]
    public void WeightsThatAreNoWholeNumbers_ChangeNothing() =>
        Assert.All(
            from right in Enumerable.Range(1, 12)
            from weight in new[] { 0.1, 1 / 3.0, 7.7, 1e-3 }
            select (right, weight),
            c =>
            {
                var wilson = Interval.Wilson(c.right / 13.0, 13, Quantile);
                var mean = new BoundedMean([.. Values((1, c.right), (0, 13 - c.right)).Select(u => u with { Weight = c.weight })], 0, 1);
                Near(wilson.Low, wilson.High, mean.Interval(Quantile));
            }
        );

    private static Unit[] Values(params (double Value, int Count)[] values) =>
        [.. values.SelectMany(v => Enumerable.Repeat(new Unit(v.Value, 1), v.Count))];

    private static void Near(double low, double high, Interval actual)
    {
        Assert.Equal(low, actual.Low, 1e-9);
        Assert.Equal(high, actual.High, 1e-9);
    }
}
