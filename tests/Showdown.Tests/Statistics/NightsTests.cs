using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Whole simulated histories: what is suspected, what a rerun confirms, and how long it takes.</summary>
public sealed class NightsTests(ITestOutputHelper output)
{
    private static readonly DriftOptions _options = new();

    private static readonly DriftOptions _fast = new();

    private const int DropNight = 9;
    private const int SlideNight = 4;

    /// <summary>14 nights of 14 cells: one drops by an eighth on night 9, one loses 1.5 % of its skill a night from night 4, twelve stay as they
    /// are.</summary>
    private static World OneDropOneSlide(ulong seed) =>
        new(
            seed,
            cells: 14,
            samples: 200,
            epochs: 4,
            (cell, night) =>
                (cell, night) switch
                {
                    (3, >= DropNight) => 0.88,
                    (8, >= SlideNight) => 1 - 0.015 * (night - SlideNight + 1),
                    _ => 1,
                }
        );

    [Fact]
    public void OneDropAndOneSlide_AreFound_AndNothingElseIsReported()
    {
        var world = OneDropOneSlide(seed: 1);
        var reports = world.Live(14, _options);
        foreach (var (night, found) in reports)
            output.WriteLine($"night {night}: {found.Name} {found.Kind}, {(found.IsDown ? "down" : "up")} since night {found.Since}");
        output.WriteLine($"{world.Suspicions} suspicions, {reports.Count} reports");
        var drop = Assert.Single(reports, r => r.Cell.Name == "cell 3");
        Assert.Equal((DropNight, DriftKind.Sudden, true), (drop.Night, drop.Cell.Kind, drop.Cell.IsDown));
        var slide = reports.First(r => r.Cell.Name == "cell 8");
        Assert.Equal((DriftKind.Slide, true), (slide.Cell.Kind, slide.Cell.IsDown));
        Assert.InRange(slide.Night, SlideNight + 1, 13);
        Assert.All(reports, r => Assert.Contains(r.Cell.Name, new[] { "cell 3", "cell 8" }));
    }

    /// <summary>The same story told with other luck: how often is each change found, how soon, and called what it is?</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void TheSameStory_EndsWell_WithOtherLuck()
    {
        const int Histories = 15;
        var (others, dropLengths, slideLengths, namedDrops, namedSlides) = (0, new List<int>(), new List<int>(), 0, 0);
        for (var history = 0; history < Histories; history++)
        {
            var reports = OneDropOneSlide(seed: 100 + (ulong)history).Live(14, _fast);
            others += reports.Count(r => r.Cell.Name is not ("cell 3" or "cell 8"));
            foreach (var (night, found) in reports.DistinctBy(r => r.Cell.Name))
            {
                if (found.Name == "cell 3" && night >= DropNight)
                {
                    dropLengths.Add(night - DropNight + 1);
                    namedDrops += found.Kind == DriftKind.Sudden ? 1 : 0;
                }
                else if (found.Name == "cell 8" && night >= SlideNight)
                {
                    slideLengths.Add(night - SlideNight + 1);
                    namedSlides += found.Kind == DriftKind.Slide ? 1 : 0;
                }
            }
        }
        output.WriteLine(
            $"{Histories} histories. Drop: found {dropLengths.Count}, run length {dropLengths.Average():0.0} (most {dropLengths.Max()}), called sudden {namedDrops}. "
                + $"Slide: found {slideLengths.Count}, run length {slideLengths.Average():0.0} (most {slideLengths.Max()}), called slide {namedSlides}. Reports of the twelve quiet cells: {others}"
        );
        Assert.InRange(dropLengths.Count, Histories - 1, Histories);
        Assert.InRange(slideLengths.Count, Histories - 2, Histories);
        Assert.InRange(dropLengths.Average(), 1, 1.5);
        Assert.InRange(slideLengths.Average(), 2, 7);
        Assert.InRange(namedDrops + namedSlides, 23, 2 * Histories);
        Assert.InRange(others, 0, 1);
    }

    /// <summary>Nothing changes for 14 nights: how often is anything suspected, and how often reported?</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void QuietNights_StayQuiet()
    {
        const int Histories = 60;
        var (suspected, reported, nights) = (0, 0, 0);
        for (var history = 0; history < Histories; history++)
        {
            var world = new World(seed: 1000 + (ulong)history, cells: 6, samples: 60, epochs: 4, (_, _) => 1);
            reported += world.Live(14, _fast).Count;
            suspected += world.NightsWithSuspicion;
            nights += 11; // the first three nights only set the level
        }
        output.WriteLine(
            $"{Histories} histories of 14 nights and 6 cells: some suspicion on {suspected} of {nights} nights ({100.0 * suspected / nights:0.0} %, 5 % promised at most), {reported} reported"
        );
        Band.AssertBetween(0, 0.05, suspected, nights);
        Assert.InRange(reported, 0, 1);
    }

    /// <summary>Every outcome of three nights at two samples, weighed with its chance: the bet pays 1, to the last digit, whatever the samples'
    /// chances.</summary>
    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.9, 0.2)]
    [InlineData(0.99, 0.97)]
    public void TheSlideBet_PaysOneOnAverage(double first, double second)
    {
        var paid = 0.0;
        for (var outcome = 0; outcome < 1 << 12; outcome++)
        {
            // Two bits an attempt pair: nights 0 to 2, two attempts at each of two samples.
            var rights = Enumerable.Range(0, 6).Select(i => (outcome >> (2 * i) & 1) + (outcome >> (2 * i + 1) & 1)).ToArray();
            var chance = 1.0;
            for (var i = 0; i < 12; i++)
            {
                var p = i % 4 < 2 ? first : second;
                chance *= (outcome >> i & 1) == 1 ? p : 1 - p;
            }
            SampleScore[][] nights = [.. Enumerable.Range(0, 3).Select(n => new SampleScore[] { new(rights[2 * n], 2), new(rights[2 * n + 1], 2) })];
            paid += chance * Slide.Of(new NightHistory("a", nights)).E;
        }
        Assert.Equal(1, paid, 1e-9);
    }

    /// <summary>On one night the bet reaches 1/a with chance a at most; that it does so over all nights of a history together is measured
    /// here.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(60, 4, 0.7)]
    [InlineData(200, 1, 0.3)]
    public void TheSlideBet_SeldomPaysMuch_OverAWholeHistory(int samples, int epochs, double ease)
    {
        const int Histories = 300;
        const double Least = 20;
        var models = new SimulatedModels(seed: (ulong)samples);
        var ever = 0;
        for (var h = 0; h < Histories; h++)
        {
            var skills = models.Skills(samples, 1, ease);
            var history = new NightHistory("a", [.. Enumerable.Range(0, 14).Select(_ => models.Attempt(skills, epochs))]);
            ever += Enumerable.Range(2, 13).Any(n => Slide.Of(history with { Nights = [.. history.Nights.Take(n)] }).E >= Least) ? 1 : 0;
        }
        output.WriteLine(
            $"{samples} samples, {epochs} epochs: the bet reached {Least} on any of 13 nights in {100.0 * ever / Histories:0.0} % of {Histories} histories"
        );
        Band.AssertBetween(0, 1 / Least, ever, Histories);
    }

    /// <summary>Cells that are run every night, watched, rerun on suspicion, and watched anew from a confirmed change on.</summary>
    private sealed class World(ulong seed, int cells, int samples, int epochs, Func<int, int, double> level)
    {
        private readonly SimulatedModels _models = new(seed);

        public int Suspicions { get; private set; }

        public int NightsWithSuspicion { get; private set; }

        public List<(int Night, WatchedEvaluation Cell)> Live(int nights, DriftOptions options)
        {
            var skills = Enumerable.Range(0, cells).Select(c => _models.Skills(samples, 1 + c % 3, 0.6)).ToArray();
            SampleScore[] Attempt(int cell, int night) => _models.Attempt([.. skills[cell].Select(s => s * level(cell, night))], epochs);
            var histories = Enumerable.Range(0, cells).Select(c => new NightHistory($"cell {c}", [])).ToArray();
            var firstNights = new int[cells];
            var reported = new List<(int, WatchedEvaluation)>();
            for (var night = 0; night < nights; night++)
            {
                for (var c = 0; c < cells; c++)
                    histories[c] = histories[c] with { Nights = [.. histories[c].Nights, Attempt(c, night)] };
                var watched = Drift.Watch(histories, options);
                NightsWithSuspicion += watched.Any(w => w.Kind != DriftKind.None) ? 1 : 0;
                for (var c = 0; c < cells; c++)
                {
                    if (watched[c].Kind == DriftKind.None)
                        continue;
                    Suspicions++;
                    if (!Confirmation.Decide(watched[c], Attempt(c, night), options.Paired).IsConfirmed)
                        continue;
                    reported.Add((night, watched[c] with { Since = watched[c].Since + firstNights[c] }));
                    firstNights[c] = night;
                    histories[c] = histories[c].From(histories[c].Nights.Count - 1);
                }
            }
            return reported;
        }
    }
}
