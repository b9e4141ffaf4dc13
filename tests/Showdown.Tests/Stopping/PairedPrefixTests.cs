using Showdown.Domain;
using Showdown.Stopping;

namespace Showdown.Tests.Stopping;

public sealed class PairedPrefixTests
{
    /// <summary>A sample a word: its cluster where it has one, then what it earned; "?" is not finished, "-" finished without a score.</summary>
    [Theory]
    [InlineData("1 1 0", "0 1 1", "1/1 0/1 -1/1", 3, 1)]
    [InlineData("1 ? 0", "0 1 1", "1/1", 1, 1)] // what comes behind a gap was answered sooner
    [InlineData("1 1 0", "0 1 ?", "1/1 0/1", 2, 1)]
    [InlineData("1 - 0", "0 1 1", "1/1 -1/1", 3, 1)] // no score: left out, and the next ones count
    [InlineData("? ?", "1 1", "", 0, 1)]
    [InlineData("", "", "", 0, 1)]
    [InlineData("0.5 0.25", "0 1", "0.5/1 -0.75/1", 2, 1)]
    [InlineData("a1 a1 a0 b1 b0 1", "a0 a1 a1 b0 b0 0", "0/3 1/2 1/1", 6, 3)]
    [InlineData("a1 a1 a0 b1 b? 1", "a0 a1 a1 b0 b0 0", "0/3", 3, 3)] // half a cluster tells nothing
    [InlineData("a1 a- b-", "a0 a1 b0", "1/1", 3, 2)]
    [InlineData("1 a? a? a? a?", "1 a? a? a? a?", "0/1", 1, 4)] // how large clusters are is known before they are asked
    public void TakesWhatBothHaveFinished_InTheOrderOfAsking(string a, string b, string units, int samples, int largest)
    {
        var prefix = PairedPrefix.Of(Scores(a), Scores(b));
        Assert.Equal(units, string.Join(' ', prefix.Units.Select(u => FormattableString.Invariant($"{u.Sum}/{u.Size}"))));
        Assert.Equal((samples, largest), (prefix.Samples, prefix.LargestUnit));
        Assert.Equal(samples - prefix.Units.Sum(u => u.Size), prefix.LeftOut);
        Assert.Equal(prefix.Units.Select(u => -u.Sum), PairedPrefix.Of(Scores(b), Scores(a)).Units.Select(u => u.Sum));
    }

    [Fact]
    public void ModelsThatWereAskedInDifferentOrders_AreNotCompared() =>
        Assert.Throws<ArgumentException>(() => PairedPrefix.Of(Scores("1 1"), [.. Scores("1 1").Reverse()]));

    [Fact]
    public void ARuleBecomesTheGoalOfEachComparison()
    {
        var options = new StopRule
        {
            AtLeast = 50,
            Margin = 0.03,
            Error = 0.01,
        }.ToSequentialOptions(comparisons: 6);
        Assert.Equal((50, 0.03, 0.01, 6), (options.AtLeast, options.Margin, options.Error, options.Comparisons));
        Assert.Equal(1200, options.Goal, 9);
        options = new StopRule { Margin = 0 }.ToSequentialOptions(comparisons: 1);
        options.Check();
        Assert.Equal(30, options.AtLeast);
    }

    private static AskedScore[] Scores(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(
                    (word, number) =>
                    {
                        var (cluster, value) = char.IsLetter(word[0]) ? (word[..1], word[1..]) : (null, word);
                        return new AskedScore(
                            number,
                            $"s{number}",
                            cluster,
                            value != "?",
                            value is "?" or "-" ? null : double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
                        );
                    }
                ),
        ];
}
