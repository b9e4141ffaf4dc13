using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Comparisons whose figures can be told in closed form, and where one method gives way to another.</summary>
public sealed class PairedByHandTests
{
    private static readonly SamplePair _win = new(new(2, 2), new(0, 2)),
        _loss = new(new(0, 2), new(2, 2)),
        _tie = new(new(1, 2), new(1, 2));

    /// <summary>14 wins and 2 losses of 24: a mean of 1/2, squares of 16 - 24/4 about it, t of 23 degrees of freedom.</summary>
    [Fact]
    public void Repeats_GiveStudentsInterval()
    {
        var compared = Paired.Compare([.. Of(_win, 14), .. Of(_loss, 2), .. Of(_tie, 8)], new PairedOptions { Level = 0.9, Margin = 0.1 });
        Assert.Equal((24, 24, 14, 2, 8), (compared.Samples, compared.Units, compared.Wins, compared.Losses, compared.Ties));
        Assert.Equal((0.75, 0.25, 0.5), (compared.ScoreA, compared.ScoreB, compared.Difference));
        var error = Math.Sqrt((16 - 24 * 0.25) / 23 / 24);
        Assert.Equal(error, compared.StandardError!.Value, 1e-14);
        Assert.Equal(0.5 - Levels.TwoSidedStudent(0.9, 23) * error, compared.Low!.Value, 1e-12);
        Assert.Equal(0.5 + Levels.TwoSidedStudent(0.9, 23) * error, compared.High!.Value, 1e-12);
        Assert.Equal((0.9, 0.1, PairedMethod.T, PairedTest.SignFlip), (compared.Level, compared.Margin, compared.Method, compared.Test));
        // Sixteen coins of which fourteen show heads: 1 + 16 ways beyond, 120 like it.
        Assert.Equal((2 * 17 + 120) / 65536.0, compared.P!.Value, 1e-14);
        Assert.Equal((24, 2.0, false), (compared.Spread!.Samples, compared.Spread.Epochs, compared.Spread.IsShare));
        Assert.Equal((10 + 1) / 25.0, compared.Spread.Variance, 1e-14);
        Assert.Equal(8 * (0.25 + 0.25) / 24, compared.Spread.Within!.Value, 1e-14);
    }

    [Theory]
    [InlineData(9, PairedMethod.Bounded)]
    [InlineData(10, PairedMethod.T)]
    public void TenUnitsThatDiffer_AreEnoughForT(int wins, PairedMethod method) =>
        Assert.Equal(method, Paired.Compare([.. Of(_win, wins), .. Of(_tie, 30)]).Method);

    [Theory]
    [InlineData(1, PairedMethod.Bounded)]
    [InlineData(2, PairedMethod.T)]
    public void OfShares_ThreeAreEnough(int wins, PairedMethod method)
    {
        var compared = Paired.Compare([.. Of(Shared(0.75, 0.25), wins), .. Of(Shared(0.25, 0.75), wins), .. Of(Shared(0.5, 0.5), 30)]);
        Assert.Equal(method, compared.Method);
        if (method == PairedMethod.Bounded)
            return;
        // Four equal distances of 1/2 among 34 units: their kurtosis leaves 2 * 4 * 34 / 30 degrees of freedom.
        var half = Levels.TwoSidedStudent(0.95, 2 * 4 * 34 / 30.0) * Math.Sqrt(4 * 0.25 / 33 / 34);
        Assert.Equal(-half, compared.Low!.Value, 1e-10);
        Assert.Equal(half, compared.High!.Value, 1e-10);
    }

    /// <summary>With a mean at the margin a share of samples as large as the margin would differ: p(1-p) of variance; half a sample is taken
    /// off.</summary>
    [Theory]
    [InlineData(1, 300, 0.02)]
    [InlineData(1, 50, 0.2)]
    [InlineData(2, 50, 0.2)]
    public void WhereNothingDiffered_EquivalenceIsATail(int epochs, int samples, double margin)
    {
        var compared = Paired.Compare(
            [.. Of(new SamplePair(new(epochs, epochs), new(epochs, epochs)), samples)],
            new PairedOptions { Margin = margin }
        );
        var z = (margin - 0.5 / samples) / Math.Sqrt(margin * (1 - margin) / samples);
        var p = epochs == 1 ? Distributions.NormalUpperTail(z) : Distributions.StudentUpperTail(z, samples - 1);
        Assert.Equal(1, compared.EquivalenceP!.Value / p, 1e-6);
        Assert.Equal((1.0, 0.0), (compared.P, compared.Difference));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    public void AMarginThatHoldsEverything_IsAlwaysKept(double margin) =>
        Assert.Equal(0, Paired.Compare([.. Of(_win, 20)], new PairedOptions { Margin = margin }).EquivalenceP);

    /// <summary>An interval without zero beside a test that does not reject zero would say two things at once.</summary>
    [Fact]
    public void WhereTheTestDoesNotRejectZero_TheIntervalHoldsIt()
    {
        // Five wins of five: p is 1/32, and the interval by itself lies above zero.
        SamplePair[] five = [.. Of(new SamplePair(new(1, 1), new(0, 1)), 5)];
        var own = new BoundedMean(PairedSample.Of(five).Units, -1, 1).Interval(Levels.TwoSidedNormal(0.97));
        Assert.True(own.Low > 0);
        var strict = Paired.Compare(five, new PairedOptions { Level = 0.97 });
        Assert.Equal((0.0, 1.0, false), (strict.Low, strict.High, strict.DifferenceShown));
        Assert.True(Paired.Compare(five) is { Low: > 0, DifferenceShown: true });
    }

    /// <summary>Three wins of one passage, a loss and a win: the sums of 3, 1 and 1 are 5, 3, 3, 1 and their opposites.</summary>
    [Fact]
    public void ACluster_WeighsAsManySamplesAsItHas()
    {
        var single = new SamplePair(new(1, 1), new(0, 1));
        var compared = Paired.Compare([.. Of(single with { Cluster = "passage" }, 3), single, single.Mirrored]);
        Assert.Equal((5, 3, 0.6, 4 / 8.0), (compared.Samples, compared.Units, compared.Difference, compared.P));
        Assert.Equal(PairedTest.SignFlip, compared.Test);
        // Each stands for itself: McNemar's test, whatever their number.
        SamplePair[] many = [.. Of(single, 12), .. Of(single.Mirrored, 5), .. Of(new SamplePair(new(1, 1), new(1, 1)), 40)];
        Assert.Equal((McNemar.P(12, 5), PairedTest.McNemar), (Paired.Compare(many).P, Paired.Compare(many).Test));
    }

    [Fact]
    public void ASingleCluster_SaysNothing_HoweverManySamples()
    {
        var compared = Paired.Compare([.. Of(_win with { Cluster = "passage" }, 40)]);
        Assert.Equal((40, 1, 1.0, -1.0, 1.0), (compared.Samples, compared.Units, compared.Difference, compared.Low, compared.High));
        Assert.Equal((1.0, 1.0, null, null), (compared.P, compared.EquivalenceP, compared.StandardError, compared.Spread));
        Assert.Equal((PairedMethod.None, PairedTest.None, Verdict.NotEnoughData), (compared.Method, compared.Test, compared.Verdict));
        var two = Paired.Compare([.. Of(_win with { Cluster = "a" }, 40), .. Of(_win with { Cluster = "b" }, 40)]);
        Assert.Equal((2, 0.25), (two.Units, two.P));
    }

    [Fact]
    public void OfNoSample_OnlyWhatIsLeftOutIsKnown()
    {
        var compared = Paired.Compare([new(new(0, 0, 1), new(1, 1))], new PairedOptions { Level = 0.9, Margin = 0.03 });
        Assert.Equal((0, 1, 0.9, 0.03), (compared.Samples, compared.LeftOut.NoScoreA, compared.Level, compared.Margin));
        Assert.Equal((null, null, null, null), (compared.Difference, compared.P, compared.EquivalenceP, compared.ScoreA));
    }

    [Fact]
    public void LooksShareWhatOneWouldRisk()
    {
        var options = new PairedOptions { Level = 0.9, Margin = 0.07 };
        Assert.Equal((0.98, 0.07), (Math.Round(options.OverLooks(5).Level, 14), options.OverLooks(5).Margin));
        Assert.Equal(0.9, options.OverLooks(1).Level, 1e-15);
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => options.OverLooks(0));
        Assert.Equal("looks", thrown.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Paired.Compare([], new PairedOptions { Margin = double.NaN }));
    }

    private static IEnumerable<SamplePair> Of(SamplePair pair, int times) => Enumerable.Repeat(pair, times);

    private static SamplePair Shared(double a, double b) => new(Share(a), Share(b));

    private static SampleScore Share(double value) =>
        new(0, 1)
        {
            PartCredit = value,
            PartSquares = value * value,
            IsShare = true,
        };
}
