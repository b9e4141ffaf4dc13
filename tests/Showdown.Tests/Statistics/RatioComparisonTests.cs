using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class RatioComparisonTests
{
    // 1 - 0.75 is exact: at the level itself nothing is shown.
    private static readonly RatioComparison _ratio = new()
    {
        Units = 8,
        Level = 0.75,
        Margin = 0.1,
        Ratio = 1.5,
        Low = 1.25,
        High = 2,
        P = 0.01,
        EquivalenceP = 0.9,
    };

    /// <summary>A logarithm of -0.2 with a standard error of 0.05 on nine degrees of freedom: t is 4. By mpmath.</summary>
    [Theory]
    [InlineData(0.95, 0.1, 0.7311710455668033, 0.9167759720518031, 0.9671114816151492)]
    [InlineData(0.8, 0.3, 0.7640275449089136, 0.877350627608006, 0.1218860198434724)]
    public void IntervalAndTests_AreStudents(double level, double margin, double low, double high, double equivalenceP)
    {
        var compared = RatioComparison.Of(-0.2, 0.05, 9, 10, new RatioOptions(level, margin));
        Assert.Equal((10, level, margin), (compared.Units, compared.Level, compared.Margin));
        Assert.Equal(0.8187307530779819, compared.Ratio!.Value, 1e-14);
        Assert.Equal(low, compared.Low!.Value, 1e-12);
        Assert.Equal(high, compared.High!.Value, 1e-12);
        Assert.Equal(0.003110428310385855, compared.P!.Value, 1e-14);
        Assert.Equal(equivalenceP, compared.EquivalenceP!.Value, 1e-12);
        // The other way round it is as sure.
        var mirrored = RatioComparison.Of(0.2, 0.05, 9, 10, new RatioOptions(level, margin));
        Assert.Equal((compared.P, compared.EquivalenceP, 1.0), (mirrored.P, mirrored.EquivalenceP, Math.Round(mirrored.Low!.Value * high, 12)));
    }

    [Theory]
    //          log  P  equivalence verdict
    [InlineData(0.0, 1, 0, nameof(RatioVerdict.Equivalent))]
    [InlineData(0.05, 0, 0, nameof(RatioVerdict.Equivalent))]
    [InlineData(0.5, 0, 1, nameof(RatioVerdict.Higher))]
    [InlineData(-0.5, 0, 1, nameof(RatioVerdict.Lower))]
    public void WhereNothingVaries_EveryDistanceIsShown(double log, double p, double equivalenceP, string verdict)
    {
        var compared = RatioComparison.Of(log, 0, 4, 5, new RatioOptions());
        Assert.Equal((p, equivalenceP, verdict), (compared.P, compared.EquivalenceP, $"{compared.Verdict}"));
        Assert.Equal((compared.Ratio, compared.Ratio), (compared.Low, compared.High));
    }

    [Fact]
    public void ExactlyAtTheMargin_IsNotWithinIt() => Assert.Equal(1, RatioComparison.Of(Math.Log(1.1), 0, 4, 5, new RatioOptions()).EquivalenceP);

    [Theory]
    //          p     adjusted equivalence adjusted verdict
    [InlineData(0.01, null, 0.9, null, nameof(RatioVerdict.Higher))]
    [InlineData(0.25, null, 0.9, null, nameof(RatioVerdict.NotEnoughData))]
    [InlineData(0.01, 0.25, 0.9, null, nameof(RatioVerdict.NotEnoughData))]
    [InlineData(0.01, 0.24, 0.9, 1.0, nameof(RatioVerdict.Higher))]
    [InlineData(0.01, null, 0.25, null, nameof(RatioVerdict.Higher))]
    [InlineData(0.01, null, 0.24, null, nameof(RatioVerdict.Equivalent))]
    [InlineData(0.01, null, 0.01, 0.3, nameof(RatioVerdict.Higher))]
    [InlineData(0.9, 1.0, 0.9, 0.1, nameof(RatioVerdict.Equivalent))]
    [InlineData(null, null, null, null, nameof(RatioVerdict.NotEnoughData))]
    public void TheAdjustedPDecides_WhereThereIsOne(double? p, double? adjusted, double? equivalenceP, double? adjustedEquivalenceP, string verdict)
    {
        var decided = (_ratio with { P = p, EquivalenceP = equivalenceP }).WithAdjusted(adjusted, adjustedEquivalenceP);
        Assert.Equal((verdict, adjusted, adjustedEquivalenceP), ($"{decided.Verdict}", decided.AdjustedP, decided.AdjustedEquivalenceP));
        var mirrored = (_ratio.Mirrored() with { P = p, EquivalenceP = equivalenceP }).WithAdjusted(adjusted, adjustedEquivalenceP);
        Assert.Equal(verdict == nameof(RatioVerdict.Higher) ? nameof(RatioVerdict.Lower) : verdict, $"{mirrored.Verdict}");
    }

    [Fact]
    public void TheMirror_IsBOverA()
    {
        var mirrored = _ratio.WithAdjusted(null, null).Mirrored();
        Assert.Equal((1 / 1.5, 0.5, 0.8, RatioVerdict.Lower), (mirrored.Ratio, mirrored.Low, mirrored.High, mirrored.Verdict));
        Assert.Equal(RatioVerdict.Higher, mirrored.Mirrored().Verdict);
        Assert.Equal(RatioVerdict.Equivalent, (_ratio with { Verdict = RatioVerdict.Equivalent }).Mirrored().Verdict);
        var none = new RatioComparison
        {
            Units = 3,
            Level = 0.95,
            Margin = 0.1,
        };
        Assert.Equal(none, none.Mirrored());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void AMarginOfNothing_IsRefused(double margin)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => TimeWindows.Compare([], new RatioOptions(Margin: margin)));
        Assert.Equal("Margin", thrown.ParamName);
        Assert.StartsWith("The margin of equivalence lies above 0; 0.1 is ten percent.", thrown.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PerUnit.Compare([], options: new RatioOptions(Level: 1)));
    }
}
