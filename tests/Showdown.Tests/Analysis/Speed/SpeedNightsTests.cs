using AngleSharp.Html.Parser;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Statistics;
using Showdown.Tests.Analysis.Trend;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Speed;

/// <summary>Two hosts with moods, asked night by night, stored as a run stores them.</summary>
[Trait("Category", "Slow")]
public sealed class SpeedNightsTests(ITestOutputHelper output) : StoredRuns
{
    private const int PerNight = 12;
    private const int Tokens = 101;

    [Fact]
    public async Task OneNight_IsCalledThisNight_AndAFortnightIsExpected()
    {
        var nights = Nights(new HostKind(), (_, _) => 1, slower: 2);
        var first = await WriteAsync(nights, 1);
        Assert.Contains(
            "this night",
            Assert.Single(first.SpeedSentences, s => s.StartsWith("Tokens a second", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.All(first.Speed, p => Assert.Equal(("not enough windows", (double?)null), (p.Week.Verdict, p.Week.Ratio)));

        var last = await WriteAsync(nights, 14, from: 1);
        foreach (var sentence in last.SpeedSentences)
            output.WriteLine(sentence);
        var speed = Assert.Single(last.Speed, p => p.Figure == "output_tokens_per_second");
        Assert.Equal((7, 14, "faster"), (speed.Week.Windows, speed.Month.Windows, speed.Month.Verdict));
        Assert.InRange(2, speed.Month.Low!.Value, speed.Month.High!.Value);
        Assert.InRange(speed.Month.High!.Value / speed.Month.Low!.Value, 1, speed.Week.High!.Value / speed.Week.Low!.Value);
        Assert.Contains("over 14 nights", speed.Sentence, StringComparison.Ordinal);
        Assert.Contains("a: ", last.SpeedSentences[^1].Replace("Kimi K2", "a", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("faster", Assert.Single(last.Speed, p => p.Figure == "first_token_seconds").Month.Verdict);
        Assert.Equal(1, last.Evaluations[0].ColdStarts);
        Assert.True(last.Evaluations[0].ColdStartSeconds > 4);
    }

    /// <summary>The page says the same as JSON, and no number of speed stands on the first screen without an interval or the words "this
    /// night".</summary>
    [Fact]
    public async Task ThePage_SaysWhatJsonSays()
    {
        var nights = Nights(new HostKind(), (_, _) => 1, slower: 2);
        var last = await WriteAsync(nights, 10);
        var path = await new ReportRenderer(nights.Reader).RenderAsync(last.Run, Path.Combine(Folder.FullName, "out"), Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(await File.ReadAllTextAsync(path, Cancel), Cancel);
        var table = page.QuerySelector("#speed table")!.TextContent;
        var speed = Assert.Single(last.Speed, p => p.Figure == "output_tokens_per_second");
        Assert.Contains(
            FormattableString.Invariant(
                $"{speed.Month.Verdict}: {speed.Month.Ratio:0.00} ({speed.Month.Low:0.00} to {speed.Month.High:0.00}), 10 nights"
            ),
            table,
            StringComparison.Ordinal
        );
        Assert.Contains("Cold start", page.QuerySelector("#speed")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>From the change on the line is another: what is to be expected speaks of the new level, and needs five windows of it.</summary>
    [Fact]
    public async Task AHostThatChangesOnce_BeginsAnew()
    {
        var nights = Nights(new HostKind { Mood = 0.1, Noise = 0.1 }, (key, night) => key.ModelId == "a" && night >= 8 ? 3 : 1, slower: 1);
        var early = await SpeedAsync(nights, 11);
        var line = early.Lines.Single(l => l.Key.ModelId == "a" && l.Figure == SpeedFigure.FirstToken);
        var change = Assert.Single(line.Changes);
        Assert.Equal("night-08", change.Since.Id);
        Assert.InRange(change.Factor, 2.4, 3.6);
        Assert.All(early.Lines.Where(l => l.Key.ModelId == "b"), l => Assert.Empty(l.Changes));
        Assert.Null(early.Pairs[0].Expected.Ratio);

        var later = await SpeedAsync(nights, 15, from: 11);
        var pair = later.Pairs.Single(p => p.Figure == SpeedFigure.FirstToken);
        Assert.Equal((7, RatioVerdict.Higher), (pair.Expected.Units, pair.Expected.Verdict));
        Assert.InRange(3, pair.Expected.Low!.Value, pair.Expected.High!.Value);
    }

    /// <summary>Eight times a day is eight windows; half an hour later is the same mood.</summary>
    [Theory]
    [InlineData(3, 8, "8 windows")]
    [InlineData(0.5, 8, "this night")]
    public async Task WindowsAreWellApart(double hours, int runs, string words)
    {
        var nights = Nights(new HostKind(), (_, _) => 1, slower: 2, n => StoredNights.First.AddHours(n * hours));
        var last = await WriteAsync(nights, runs);
        Assert.All(last.SpeedSentences, s => Assert.Contains(words, s, StringComparison.Ordinal));
    }

    /// <summary>A gate goes by what is to be expected: a slow mood fails nothing, a host that is beyond its limit does, and before five nights
    /// nothing is checked.</summary>
    [Theory]
    [InlineData(4, 0.5, true, false)]
    [InlineData(9, 0.5, false, true)]
    [InlineData(9, 1.4, true, true)]
    public async Task Gates_GoByWhatIsToBeExpected(int runs, double limit, bool passed, bool isChecked)
    {
        var nights = Nights(new HostKind { Mood = 0.2, Noise = 0.1 }, (_, _) => 1, slower: 1);
        Gate[] gates =
        [
            new Gate.TokensPerSecond(100 / 3.0 / limit) { Model = "a" },
            new Gate.Latency(limit * 1.2) { Model = "a" },
            new Gate.Cost(limit * 2 * PerNight * 0.001),
        ];
        nights.Job = nights.Job with { Gates = gates, Schedule = new Schedule("0 2 * * *", "UTC") };
        var last = await WriteAsync(nights, runs);
        foreach (var gate in last.Gates)
            output.WriteLine(gate.Sentence);
        Assert.Equal(["tokens-per-second", "latency", "cost"], last.Gates.Select(g => g.On));
        Assert.All(last.Gates.Take(2), g => Assert.Equal((passed, isChecked), (g.Passed, g.Checked)));
        Assert.Equal(limit > 1, last.Gates[2].Passed); // what a night costs is no mood
        if (isChecked)
            Assert.All(last.Gates.Take(2), g => Assert.Contains("would be shown with 80%", g.Sentence, StringComparison.Ordinal));
    }

    /// <summary>The whole way, from stored nights to the gate's word: a host exactly at its limit fails no quiet night, and one that has become twice
    /// as slow is found within a week.</summary>
    [Fact]
    public async Task QuietNights_FailNoGate_AndASlowHostIsFoundWithinAWeek()
    {
        const int quiet = 14;
        var nights = Nights(new HostKind(), (key, night) => key.ModelId == "a" && night >= quiet ? 2 : 1, slower: 1);
        Gate[] gates = [new Gate.TokensPerSecond(100 / 3.0), new Gate.Latency(2)];
        nights.Job = nights.Job with { Gates = gates, Schedule = new Schedule("0 2 * * *", "UTC") };
        for (var night = 0; night < quiet; night++)
        {
            var summary = await WriteAsync(nights, night + 1, from: night);
            Assert.All(summary.Gates, g => Assert.True(g.Passed, g.Sentence));
            Assert.Equal(night >= 4, summary.Gates.Any(g => g.Checked));
        }
        var last = await WriteAsync(nights, quiet + 7, from: quiet);
        foreach (var gate in last.Gates)
            output.WriteLine(gate.Sentence);
        Assert.Contains(last.Gates, g => g is { Passed: false } && g.Sentence.StartsWith("Kimi K2", StringComparison.Ordinal));
        Assert.DoesNotContain(last.Gates, g => g is { Passed: false } && g.Sentence.StartsWith("Llama", StringComparison.Ordinal));
    }

    /// <summary>Nights that judge nothing have a trend all the same.</summary>
    [Fact]
    public async Task AJobThatOnlyMeasuresSpeed_HasATrend()
    {
        var nights = Nights(new HostKind { Mood = 0.1, Noise = 0.1 }, (key, night) => key.ModelId == "a" && night >= 9 ? 3 : 1, slower: 1);
        var index = new ReportIndex(nights.Reader);
        var @out = Path.Combine(Folder.FullName, "out");
        await WriteAsync(nights, 1);
        Assert.Null(await index.RenderTrendAsync("nightly", @out, Cancel));
        await WriteAsync(nights, 3, from: 1);
        Assert.Equal(
            "3 nights of speed and price so far: changes are looked for from the seventh on.",
            (await PageAsync()).QuerySelector("h1")!.TextContent
        );
        await WriteAsync(nights, 14, from: 3);
        var page = await PageAsync();
        Assert.Equal("Speed or price of Kimi K2 changed in 14 nights.", page.QuerySelector("h1")!.TextContent);
        var speed = page.QuerySelector("#speed")!;
        Assert.Contains("Kimi K2 on Benchmark A from 10 June 2026 on: first token rose to", speed.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, speed.QuerySelectorAll("tr.group").Length);
        Assert.All(speed.QuerySelectorAll("tbody tr:not(.group)"), row => Assert.NotNull(row.QuerySelector("svg")));
        Assert.Null(page.QuerySelector("#lines"));

        async Task<AngleSharp.Dom.IDocument> PageAsync() =>
            new HtmlParser().ParseDocument(await File.ReadAllTextAsync((await index.RenderTrendAsync("nightly", @out, Cancel))!, Cancel));
    }

    [Fact]
    public async Task WithoutASchedule_AGateIsAboutThisNight()
    {
        var nights = Nights(new HostKind { Mood = 0.1, Noise = 0.1 }, (_, _) => 1, slower: 1);
        nights.Job = nights.Job with { Gates = [new Gate.Latency(0.5) { Model = "a" }] };
        var gate = Assert.Single((await WriteAsync(nights, 7)).Gates);
        Assert.False(gate.Passed);
        Assert.Contains("this night", gate.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnderAnotherLoad_TimesAreNotCompared()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], PerNight, epochs: 1)
        {
            ScorerKind = ScorerKind.Measurement,
            Requests = (key, night, request) =>
                (Timed(StoredNights.First.AddDays(night).AddSeconds(key.ModelId == "a" ? request * 30 : request * 0.5), 1, 5), Tokens, null),
        };
        var last = await WriteAsync(nights, 1);
        Assert.All(last.SpeedSentences, s => Assert.Contains("not comparable", s, StringComparison.Ordinal));
        Assert.Contains("1.0 requests in flight against", last.Speed[0].NotComparable[0], StringComparison.Ordinal);
    }

    private StoredNights Nights(HostKind kind, Func<EvaluationKey, int, double> change, double slower, Func<int, DateTimeOffset>? time = null)
    {
        var hosts = new SimulatedHosts(11, kind);
        var drawn = new Dictionary<(EvaluationKey, int), double[]>();
        time ??= night => StoredNights.First.AddDays(night);
        return (
            new StoredNights(Database, benchmarks: 1, ["a", "b"], PerNight, epochs: 1)
            {
                At = time,
                ScorerKind = ScorerKind.Measurement,
                Requests = (key, night, request) =>
                {
                    if (!drawn.TryGetValue((key, night), out var times))
                        drawn[(key, night)] = times = hosts.Window(Math.Log((key.ModelId == "b" ? slower : 1) * change(key, night)), PerNight);
                    var cold = request == 0 ? 5 : 0;
                    return (Timed(time(night).AddSeconds(request * 40), times[request] + cold, 3 * times[request]), Tokens, 0.001m);
                },
            }
        );
    }

    /// <param name="first">Seconds to the first token.</param>
    /// <param name="rest">Seconds from there to the end.</param>
    private static Timings Timed(DateTimeOffset at, double first, double rest) =>
        new()
        {
            StartedAt = at,
            FirstToken = TimeSpan.FromSeconds(first),
            FirstAnswerToken = TimeSpan.FromSeconds(first),
            Duration = TimeSpan.FromSeconds(first + rest),
        };

    private static async Task<RunSummary> WriteAsync(StoredNights nights, int runs, int from = 0)
    {
        for (var night = from; night < runs; night++)
            await nights.WriteAsync(night, _ => [.. Enumerable.Repeat(new SampleScore(1, 1), PerNight)]);
        return await new RunSummaryBuilder(nights.Reader).BuildAsync($"night-{runs - 1:00}", null, Cancel);
    }

    private static async Task<SpeedResults> SpeedAsync(StoredNights nights, int runs, int from = 0)
    {
        var last = await WriteAsync(nights, runs, from);
        var facts = await RunFacts.ReadAsync(nights.Reader, last.Run, Cancel);
        return SpeedResults.Of(RunResults.Of(facts), await new SpeedWindows(nights.Reader).ReadAsync("nightly", facts.Run.CreatedAt, Cancel));
    }
}
