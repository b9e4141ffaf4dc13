using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class WeekTests(ITestOutputHelper output)
{
    /// <summary>Two equal models on the same 198 samples, looked at every night of a month: by the night alone, and by the week at the level that all
    /// looks of a month keep together.</summary>
    [Trait("Category", "Slow")]
    [Fact]
    public void EqualModels_AreSeldomCalledDifferentInAMonth()
    {
        const int Months = 60;
        var models = new SimulatedModels(seed: 40);
        var (night, week, byNight, byWeek) = (0.0, 0.0, 0, 0);
        for (var month = 0; month < Months; month++)
        {
            var looks = SimulatedMonth.Looks(models, SimulatedModels.Beta(0.7, 2), SimulatedModels.Beta(0.7, 2)).ToList();
            night += looks.Average(l => l.Night.High!.Value - l.Night.Low!.Value) / Months;
            week += looks.Skip(6).Average(l => l.Week.High!.Value - l.Week.Low!.Value) / Months;
            byNight += looks.Exists(l => l.Night.DifferenceShown) ? 1 : 0;
            byWeek += looks.Exists(l => l.Week.DifferenceShown) ? 1 : 0;
        }
        output.WriteLine(
            $"198 samples: {100 * night:0.0} points wide over one night, {100 * week:0.0} over seven; equal models called different on some night of {100.0 * byNight / Months:0} % of months, by the week {100.0 * byWeek / Months:0.0} %, good to 6 and 3"
        );
        Assert.InRange(week / night, 0.3, 0.75);
        Band.AssertBetween(0, 0.05, byWeek, Months);
        Assert.True(byNight > Months / 2);
    }

    /// <summary>The strict level costs less than seven nights bring.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void ADifference_IsFoundMoreOftenThanByANight()
    {
        const int Months = 15;
        var models = new SimulatedModels(seed: 41);
        var (byNight, byWeek, nights) = (0, 0, 0);
        for (var month = 0; month < Months; month++)
        {
            foreach (var (night, week) in SimulatedMonth.Looks(models, SimulatedModels.Beta(0.7, 2), SimulatedModels.Beta(0.63, 2)).Skip(6))
            {
                byNight += night.DifferenceShown ? 1 : 0;
                byWeek += week.DifferenceShown ? 1 : 0;
                nights++;
            }
        }
        output.WriteLine(
            $"198 samples, 7 points: shown on {100.0 * byNight / nights:0} % of nights, by the week on {100.0 * byWeek / nights:0} %, good to 8"
        );
        Assert.True(byWeek > 1.3 * byNight);
    }

    [Fact]
    public void TheLooksOfAMonth_KeepTheLevelTogether() =>
        Assert.Equal(0.05, NightHistory.LooksOfAMonth * (1 - new PairedOptions().OverLooks(NightHistory.LooksOfAMonth).Level), 1e-12);

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
