using Showdown.Analysis.Speed;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class TimeWindowsTests(ITestOutputHelper output)
{
    private const int Rounds = 1500;

    /// <summary>From eight windows on the interval holds the true ratio in 93 to 97 % of histories, whatever the moods.</summary>
    [Trait("Category", "Slow")]
    [Fact]
    public void TheExpectedRatio_IsHeldFromEightWindowsOn()
    {
        foreach (var cell in HostTable.Cells)
        {
            var (held, factor) = HostTable.Measure(cell, Rounds);
            output.WriteLine(
                $"{cell.Name}, {cell.Windows} windows, {cell.PerDay} a day: held {100 * held:0.0} % (± {100 * Band.Half(0.95, Rounds) / 4.5:0.0}), times {factor:0.00}"
            );
            Band.AssertBetween(0.93, 0.97, (int)Math.Round(held * Rounds), Rounds);
        }
    }

    /// <summary>Why requests are not the unit: the interval of one night holds what is to be expected only now and then.</summary>
    [Fact]
    public void ASingleNight_DoesNotKnowWhatIsToBeExpected()
    {
        var hosts = new SimulatedHosts(3, new HostKind());
        var held = Enumerable.Range(0, 400).Count(_ => NightRatio.Of(hosts.Window(0, 100), hosts.Window(0, 100)) is { Low: <= 1, High: >= 1 });
        output.WriteLine($"100 requests in 20 minutes: held {held / 4.0:0} % of 95");
        Assert.True(held < 200);
    }

    [Fact]
    public void EqualHosts_AreSeldomCalledDifferent_AndClearlyApartOnes_AreFound()
    {
        var hosts = new SimulatedHosts(4, new HostKind());
        var called = Enumerable
            .Range(0, Rounds)
            .Count(_ => TimeWindows.Compare(hosts.Windows(7).Windows).Verdict is RatioVerdict.Lower or RatioVerdict.Higher);
        var found = Enumerable.Range(0, 300).Count(_ => TimeWindows.Compare(hosts.Windows(7, Math.Log(2)).Windows).Verdict == RatioVerdict.Higher);
        output.WriteLine($"seven nights: equal ones called different {100.0 * called / Rounds:0.0} %, twice as slow found {found / 3.0:0} %");
        Band.AssertBetween(0, 0.05, called, Rounds);
        Assert.True(found > 200);
    }

    /// <summary>As far apart as the margin: called equivalent in at most 5 %.</summary>
    [Fact]
    public void HostsAsFarApartAsTheMargin_AreSeldomCalledEquivalent()
    {
        var hosts = new SimulatedHosts(5, new HostKind { Mood = 0.1, Noise = 0.1 });
        var called = Enumerable
            .Range(0, Rounds)
            .Count(_ => TimeWindows.Compare(hosts.Windows(30, Math.Log(1.1)).Windows).Verdict == RatioVerdict.Equivalent);
        Band.AssertBetween(0, 0.05, called, Rounds);
        Assert.Equal(RatioVerdict.Equivalent, TimeWindows.Compare([.. Enumerable.Repeat((1.0, 1.02), 8)]).Verdict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void FewerThanFiveWindows_SayNothing(int count)
    {
        var compared = TimeWindows.Compare([.. Enumerable.Repeat((9.0, 1.0), count)]);
        Assert.Equal((count, (double?)null, RatioVerdict.NotEnoughData), (compared.Units, compared.Low, compared.Verdict));
        Assert.Null(compared.Ratio);
        Assert.Null(TimeWindows.Level([.. Enumerable.Repeat(9.0, count)]));
    }

    /// <summary>A gate fails on one quiet night in a hundred at most, and shows what it says it would.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, 7)]
    [InlineData(5, 7)]
    [InlineData(30, 7)]
    [InlineData(30, 30)]
    public void AGate_FailsOnOneQuietNightInAHundred(int minutes, int nights)
    {
        var (wrong, shown) = HostTable.Gate(new HostKind(minutes), nights, 3000);
        output.WriteLine($"moods of {minutes} minutes, {nights} nights: {100 * wrong:0.00} % false, {100 * shown:0} % shown of 80");
        Band.AssertBetween(0, 0.01, (int)Math.Round(wrong * 3000), 3000);
        Assert.InRange(shown, 0.72, 0.88);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void AChange_IsFound_AndSeldomSeenWhereThereIsNone()
    {
        foreach (var (name, kind) in HostTable.Kinds.Where(k => k.Kind.Change == 0))
        {
            var (wrong, found) = HostTable.Change(kind, 14, 2, 1000);
            var (_, half) = HostTable.Change(kind, 14, 1.5, 1000);
            var (_, among) = HostTable.Change(kind, 14, 2, 1000, lines: 14);
            output.WriteLine(
                $"{name}: {100 * wrong:0.0} % of quiet nights; within a week found: half as slow again {100 * half:0}, twice as slow {100 * found:0}, as one of 14 lines {100 * among:0} %"
            );
            Band.AssertBetween(0, SpeedLines.Level, (int)Math.Round(wrong * 1000), 1000);
            Assert.True(found > 0.4, $"{name}: {found}");
        }
    }

    [Fact]
    public void AChange_IsTimedAndSized()
    {
        var change = WindowChange.Likeliest([1, 1.1, 0.9, 1, 1.05, 0.95, 2, 2.1]);
        Assert.Equal(6, change!.Value.At);
        Assert.InRange(change.Value.Factor, 1.9, 2.2);
        Assert.True(change.Value.P < 0.01);
        Assert.Null(WindowChange.Likeliest([1, 1, 1, 1, 1, 2])); // one night is a mood
    }

    [Fact]
    public void BOverA_IsTheMirror()
    {
        var compared = TimeWindows.Compare([(1, 2), (1, 2.2), (1, 1.8), (1.1, 2), (1, 2)]);
        var mirrored = TimeWindows.Compare([(2, 1), (2.2, 1), (1.8, 1), (2, 1.1), (2, 1)]);
        Assert.Equal(RatioVerdict.Lower, compared.Verdict);
        Assert.Equal(compared.Mirrored().Ratio!.Value, mirrored.Ratio!.Value, 1e-12);
        Assert.Equal(compared.Mirrored().Low!.Value, mirrored.Low!.Value, 1e-12);
        Assert.Equal(compared.Mirrored().Verdict, mirrored.Verdict);
    }

    /// <summary>What is known of this night: times of hosts that stay in one mood.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(40)]
    public void TheRatioOfANight_IsHeldForThatNight(int requests)
    {
        var hosts = new SimulatedHosts(6, new HostKind { Mood = 0 });
        var held = Enumerable
            .Range(0, Rounds)
            .Count(_ => NightRatio.Of(hosts.Window(0, requests), hosts.Window(0, requests)) is { Low: <= 1, High: >= 1 });
        output.WriteLine($"{requests} requests each: {100.0 * held / Rounds:0.0} %");
        Band.AssertBetween(0.94, 0.985, held, Rounds);
        Assert.Null(NightRatio.Of([1, 1, 1, 1, 1], [2, 2, 2, 2, 2, 2])!.Value.Low);
    }
}
