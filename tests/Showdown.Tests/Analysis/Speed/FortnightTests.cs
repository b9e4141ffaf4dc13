using System.Globalization;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Pages.Compare;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Simulator;
using Showdown.Tests.Analysis.Trend;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Speed;

/// <summary>A fortnight by a clock that is set: two hosts with the simulator's moods and rhythm, of which one changes once, with prices of which one
/// rises. Every page says what was declared.</summary>
/// <remarks>SHOWDOWN_TEST_PICTURES keeps the pages where it says.</remarks>
[Trait("Category", "Slow")]
public sealed class FortnightTests(ITestOutputHelper output) : StoredRuns
{
    private const int Nights = 14;
    private const int Items = 40;

    private static readonly DateTimeOffset _change = StoredNights.First.AddDays(7).AddHours(-2);
    private static readonly Dictionary<string, (double Seconds, HostMoods Moods, decimal Usd)> _hosts = new()
    {
        ["a"] = (0.8, new HostMoods { Spread = 0.1, ColdStart = TimeSpan.FromSeconds(4) }, 0.002m),
        ["b"] = (
            1.2,
            new HostMoods
            {
                Spread = 0.1,
                Rhythm = 0.3,
                Change = 2.5,
                ChangesAt = _change,
                ColdStart = TimeSpan.FromSeconds(4),
            },
            0.001m
        ),
    };

    [Theory]
    [InlineData(ScorerKind.Instant)]
    [InlineData(ScorerKind.Measurement)]
    public async Task EveryPage_SaysWhatWasDeclared(ScorerKind kind)
    {
        var nights = await LivedAsync(kind);
        var @out = Path.Combine(
            Environment.GetEnvironmentVariable("SHOWDOWN_TEST_PICTURES") is { Length: > 0 } kept ? kept : Folder.FullName,
            $"fortnight-{kind}"
        );
        var last = await new RunSummaryBuilder(nights.Reader).BuildAsync($"night-{Nights - 1:00}", null, Cancel);
        string[] sentences = [.. last.SpeedSentences, .. last.PriceSentences, .. last.TradeOffs.SelectMany(t => t.Sentences)];
        foreach (var sentence in sentences)
            output.WriteLine(sentence);
        Assert.All(sentences, s => Assert.Matches("[0-9] (s )?to \\$?[0-9]|this night|This night|stands alone|not enough windows", s));
        var speed = last.Speed.First(p => p.Figure == "first_token_seconds");
        Assert.Equal((7, "faster"), (speed.Month.Windows, speed.Month.Verdict)); // of a; from b's change on
        Assert.InRange(0.8 / 1.2 / 2.5 * Math.Exp(0.3 * Math.Cos(Math.PI / 12)), speed.Month.Low!.Value * 0.9, speed.Month.High!.Value * 1.1);

        var run = Page(await new ReportRenderer(nights.Reader).RenderAsync(last.Run, @out, Cancel));
        foreach (
            var row in run.QuerySelectorAll(".scoreboard tr.fact").Where(r => r.TextContent.Contains("token", StringComparison.OrdinalIgnoreCase))
        )
            Assert.All(
                row.QuerySelectorAll("td .figure"),
                cell => Assert.False(string.IsNullOrWhiteSpace(cell.QuerySelector(".quiet")?.TextContent))
            );
        Assert.Contains(
            FormattableString.Invariant($"faster: {speed.Month.Ratio:0.00}"),
            run.QuerySelector("#speed")!.TextContent,
            StringComparison.Ordinal
        );

        var index = new ReportIndex(nights.Reader);
        var trend = Page((await index.RenderTrendAsync("nightly", @out, Cancel))!).QuerySelector("#speed")!.TextContent;
        Assert.Matches("Llama 4 Maverick on .+ from 8 June 2026 on: first token rose to 2\\.[0-9]+ times, ", trend);
        Assert.Contains("from 11 June 2026 on: USD an answer rose to 1.50 times.", trend, StringComparison.Ordinal);

        var runs = new[] { "night-00", $"night-{Nights - 1:00}" }.Select(async id => (await nights.Reader.RunAsync(id, Cancel))!);
        var compared = await new RunComparer(nights.Reader).CompareAsync(await Task.WhenAll(runs), @out, Cancel);
        Assert.Matches("[0-9] to [0-9]", Page(compared.Page).QuerySelector("main")!.TextContent);
    }

    private async Task<StoredNights> LivedAsync(ScorerKind kind)
    {
        var models = new SimulatedModels(seed: 5);
        var skills = models.Skills(Items, 2, 0.6);
        var nights = new StoredNights(Database, benchmarks: 2, ["a", "b"], Items, epochs: 1) { ScorerKind = kind, Requests = Request };
        nights.Job = nights.Job with
        {
            Schedule = new Schedule("0 2 * * *", "UTC"),
            Gates = [new Gate.Latency(5), new Gate.TokensPerSecond(10), new Gate.Cost(1)],
        };
        for (var night = 0; night < Nights; night++)
            await nights.WriteAsync(
                night,
                key => [.. models.Attempt([.. skills.Select(s => key.ModelId == "a" ? s : 0.8 * s)], 1)],
                change: s => s with { Models = [.. s.Models.Select(m => m with { Price = new Price(0.5m, 2m) { AsOf = new DateOnly(2026, 2, 1) } })] }
            );
        return nights;
    }

    private static (Timings Timings, int Tokens, decimal? Usd) Request(EvaluationKey key, int night, int request)
    {
        var (seconds, moods, usd) = _hosts[key.ModelId];
        var at = StoredNights.First.AddDays(night).AddMinutes(key.BenchmarkId == "bench-0" ? 0 : 30).AddSeconds(request * 20);
        var chance = Chance.Of(string.Create(CultureInfo.InvariantCulture, $"{key.ModelId} {night} {request}"));
        var slower = Math.Exp(Moods.LogAt(at, moods, Chance.Of(key.ModelId)) + 0.1 * chance.Normal());
        var first = seconds * slower + (request == 0 ? moods.ColdStart.TotalSeconds : 0);
        var price = usd * (key.ModelId == "a" && night >= 10 ? 1.5m : 1);
        return (
            new Timings
            {
                StartedAt = at,
                FirstToken = TimeSpan.FromSeconds(first),
                FirstAnswerToken = TimeSpan.FromSeconds(first),
                Duration = TimeSpan.FromSeconds(first + 3 * slower),
            },
            121,
            price
        );
    }
}
