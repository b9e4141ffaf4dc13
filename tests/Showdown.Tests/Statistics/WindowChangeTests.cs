using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class WindowChangeTests
{
    /// <summary>Logarithms of 0, 0.1, -0.1, 0.05 and -0.05, then 1 and 1.1: a step of 1.05, squares of 0.03 on five degrees of freedom. By
    /// mpmath.</summary>
    [Fact]
    public void WithSevenWindows_ThereIsOnePlaceToTry()
    {
        var change = WindowChange.Likeliest([.. new[] { 0, 0.1, -0.1, 0.05, -0.05, 1, 1.1 }.Select(Math.Exp)])!.Value;
        Assert.Equal(5, change.At);
        Assert.Equal(1.632735102536587e-5, change.P, 1e-15);
        Assert.Equal(Math.Exp(1.05), change.Factor, 1e-12);
        Assert.Null(WindowChange.Likeliest([.. new[] { 0, 0.1, -0.1, 0.05, 1, 1.1 }.Select(Math.Exp)]));
        Assert.Null(WindowChange.Likeliest([]));
    }

    /// <summary>Each place that was tried raises p: the one at hand is its own t test times their number.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    public void AmongMorePlaces_TheLikeliestIsTheStep(int at)
    {
        double[] logs = [.. Enumerable.Range(0, 12).Select(i => 0.1 * (i % 3) + (i < at ? 0 : -0.7))];
        var change = WindowChange.Likeliest([.. logs.Select(Math.Exp)])!.Value;
        Assert.Equal(at, change.At);
        var step = logs[at..].Average() - logs[..at].Average();
        Assert.Equal(Math.Exp(step), change.Factor, 1e-12);
        double Squares(double[] values) => values.Sum(v => Math.Pow(v - values.Average(), 2));
        var error = Math.Sqrt((Squares(logs[..at]) + Squares(logs[at..])) / 10 * (1.0 / at + 1.0 / (12 - at)));
        Assert.Equal(1, change.P / (6 * 2 * Distributions.StudentUpperTail(Math.Abs(step) / error, 10)), 1e-9);
    }

    /// <summary>Whatever the level: the mean of equal numbers may lie beside them by rounding, and that is no change.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(2)]
    [InlineData(0.000_37)]
    [InlineData(1234.5)]
    public void WhereNothingVaries_NothingChanges(double level) =>
        Assert.All(
            Enumerable.Range(7, 54),
            count =>
            {
                var change = WindowChange.Likeliest([.. Enumerable.Repeat(level, count)])!.Value;
                Assert.Equal((5, 1.0), (change.At, change.P));
                Assert.Equal(1, change.Factor, 1e-12);
            }
        );

    [Fact]
    public void AStepBetweenLevelsThatDoNotVary_IsSure()
    {
        var change = WindowChange.Likeliest([3, 3, 3, 3, 3, 3, 0.3, 0.3, 0.3])!.Value;
        Assert.Equal((6, 0.1), (change.At, Math.Round(change.Factor, 12)));
        Assert.InRange(change.P, 0, 1e-12);
        // To and fro is no step, however many windows.
        Assert.Equal(1, WindowChange.Likeliest([1, 2, 1, 2, 1, 2, 1, 2, 1])!.Value.P);
    }
}
