using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class AgreementTests
{
    [Fact]
    public void Kappa_IsThatOfTheTableOfBothRaters()
    {
        var reference = ReferenceValues.OfPairs("kappa");
        var kappa = Agreement.Kappa([.. reference.Numbers("a").Zip(reference.Numbers("b"), (a, b) => ((int)a, (int)b))])!.Value;

        Assert.Equal(reference.Number("observed"), kappa.Observed, 12);
        Assert.Equal(reference.Number("expected"), kappa.Expected, 12);
        Assert.Equal(reference.Number("value"), kappa.Coefficient!.Value, 12);
        Assert.Equal(150, kappa.Units);
    }

    [Fact]
    public void Kappa_OfASingleLabel_IsNotKnown()
    {
        Assert.Null(Agreement.Kappa([]));
        Assert.Null(Agreement.Kappa([(1, 1), (1, 1)])!.Value.Coefficient);
        Assert.Equal(-1, Agreement.Kappa([(0, 1), (1, 0)])!.Value.Coefficient);
    }

    [Fact]
    public void Alpha_IsThatOfTheCoincidenceMatrix()
    {
        var reference = ReferenceValues.OfPairs("alpha");
        var alpha = Agreement
            .Alpha([.. reference.GetProperty("units").EnumerateArray().Select(u => u.EnumerateArray().Select(l => l.GetInt32()).ToArray())])!
            .Value;

        Assert.Equal(reference.Number("value"), alpha.Coefficient!.Value, 12);
    }

    /// <summary>Four observers, twelve units, some left out: Krippendorff's own example of nominal data, 0.743.</summary>
    [Fact]
    public void Alpha_IsThatOfTheBook()
    {
        int[][] units =
        [
            [1, 1, 1],
            [2, 2, 3, 2],
            [3, 3, 3, 3],
            [3, 3, 3, 3],
            [2, 2, 2, 2],
            [1, 2, 3, 4],
            [4, 4, 4, 4],
            [1, 1, 2, 1],
            [2, 2, 2, 2],
            [5, 5, 5],
            [1, 1],
            [3],
        ];
        var alpha = Agreement.Alpha(units)!.Value;

        Assert.Equal(0.743, alpha.Coefficient!.Value, 3);
        Assert.Equal(11, alpha.Units);
        Assert.Null(
            Agreement.Alpha([
                [1],
                [],
            ])
        );
    }
}
