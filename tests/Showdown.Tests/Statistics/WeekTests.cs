using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class WeekTests(ITestOutputHelper output)
{
    /// <summary>Two models on the same 198 samples every night: what a week knows that a night does not.</summary>
    [Fact]
    public void AWeek_IsNarrowerThanANight_AndFalseAlarmsAreFewer()
    {
        const int Months = 30,
            Nights = 30;
        var models = new SimulatedModels(seed: 40);
        var (table, other) = (SimulatedModels.Beta(0.7, 2), SimulatedModels.Beta(0.7, 2));
        var (night, week, byNight, byWeek) = (0.0, 0.0, 0, 0);
        for (var month = 0; month < Months; month++)
        {
            var (first, second) = models.Drawn(table, other, 198, true);
            var (a, b) = (new NightHistory("a", []), new NightHistory("b", []));
            var (nightly, weekly) = (false, false);
            for (var n = 0; n < Nights; n++)
            {
                a = a with { Nights = [.. a.Nights, models.Attempt(first, 1)] };
                b = b with { Nights = [.. b.Nights, models.Attempt(second, 1)] };
                var (one, seven) = (NightHistory.Compare(a, b, 1), NightHistory.Compare(a, b));
                night += (one.High!.Value - one.Low!.Value) / Nights / Months;
                week += n >= 6 ? (seven.High!.Value - seven.Low!.Value) / (Nights - 6) / Months : 0;
                nightly |= one.DifferenceShown;
                weekly |= seven.DifferenceShown;
            }
            byNight += nightly ? 1 : 0;
            byWeek += weekly ? 1 : 0;
        }
        output.WriteLine(
            $"198 samples: {100 * night:0.0} points wide over one night, {100 * week:0.0} over seven; equal models called different on some night of {100.0 * byNight / Months:0} % of months, by the week {100.0 * byWeek / Months:0} %, good to 9"
        );
        Assert.InRange(week / night, 0.3, 0.75);
        Assert.True(byWeek < byNight);
    }

    [Fact]
    public void TheYoungerHistory_DecidesHowFarBackBothGo()
    {
        NightHistory a =
                new(
                    "a",
                    [
                        [new(1, 1)],
                        [new(1, 1)],
                        [new(1, 1)],
                    ]
                ),
            b =
                new(
                    "b",
                    [
                        [new(0, 1)],
                    ]
                );
        Assert.Equal(1, NightHistory.Compare(a, b).Difference);
        Assert.Equal(PairedTest.None, NightHistory.Compare(a, b).Test); // a single sample says nothing
    }
}
