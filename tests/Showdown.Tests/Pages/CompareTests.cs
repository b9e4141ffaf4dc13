using System.Text.Json;
using AngleSharp.Html.Parser;
using Showdown.Domain;
using Showdown.Pages.Compare;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Analysis.Trend;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Pages;

/// <summary>Runs against one another, from a real database to the page.</summary>
public sealed class CompareTests : StoredRuns
{
    /// <summary>50 of 60 right, then 30 right and 30 failed: on the 30 that both have the second is better, and that is no verdict.</summary>
    [Fact]
    public async Task WhatIsLeftOut_IsCountedWithTheReason_AndNoVerdictHangsOnIt()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 60, epochs: 1);
        var first = await nights.WriteAsync(0, _ => [.. Enumerable.Range(0, 60).Select(i => new SampleScore(i % 6 == 0 ? 0 : 1, 1))]);
        var second = await nights.WriteAsync(1, _ => [.. Enumerable.Repeat(new SampleScore(1, 1), 60)]);
        await using (var connection = await Database.ConnectAsync(Cancel))
        {
            foreach (var sql in new[] { "delete from score", "update attempt set failure_kind = 'Timeout', failure_message = 'no end within 60 s'" })
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"{sql} where evaluation_id like '{second.Id}/%' and cast(substr(sample_id, 2) as integer) >= 30";
                Assert.Equal(30, await command.ExecuteNonQueryAsync(Cancel));
            }
        }
        var compared = await CompareAsync(nights, first, second);
        using var json = JsonDocument.Parse(compared.Json);
        var pair = json.RootElement.GetProperty("comparisons")[0];
        Assert.Equal(
            ("not enough data", true, 30, 30),
            (
                pair.GetProperty("verdict").GetString(),
                pair.GetProperty("hangs_on_missing").GetBoolean(),
                pair.GetProperty("items").GetInt32(),
                pair.GetProperty("left_out").GetProperty("no_score_a").GetInt32()
            )
        );
        var page = new HtmlParser().ParseDocument(File.ReadAllText(compared.Page)).QuerySelector("#verdict")!.TextContent;
        Assert.Contains("30 questions are left out: 30 without a score from run 2.", page, StringComparison.Ordinal);
        Assert.Contains("no verdict can rest on the rest", page, StringComparison.Ordinal);
    }

    /// <summary>No figure of speed or price without its interval, on the page as in JSON; also of runs that judge nothing.</summary>
    [Theory]
    [InlineData(ScorerKind.Instant, "Not enough data")]
    [InlineData(ScorerKind.Measurement, "These runs measure speed; nothing is judged.")]
    public async Task SpeedAndPrice_HaveIntervals(ScorerKind kind, string headline)
    {
        var hosts = new SimulatedHosts(5, new HostKind());
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 30, epochs: 1)
        {
            ScorerKind = kind,
            Requests = (_, night, sample) =>
                (Timed(StoredNights.First.AddDays(night).AddSeconds(sample), hosts.Window(0, 1)[0]), 100, 0.002m + sample * 0.0001m),
        };
        var first = await nights.WriteAsync(0, _ => [.. Enumerable.Range(0, 30).Select(i => new SampleScore(i % 3 == 0 ? 0 : 1, 1))]);
        var second = await nights.WriteAsync(1, _ => [.. Enumerable.Range(0, 30).Select(i => new SampleScore(i % 4 == 0 ? 0 : 1, 1))]);
        var compared = await CompareAsync(nights, first, second);
        Assert.StartsWith(headline, compared.Headline, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(compared.Json);
        var uses = json.RootElement.GetProperty("uses").EnumerateArray().ToList();
        Assert.Equal([first.Id, second.Id], uses.Select(u => u.GetProperty("run").GetString()));
        string[] figures = ["ttft_seconds", "output_tokens_per_second", .. kind == ScorerKind.Instant ? ["usd_per_right"] : Array.Empty<string>()];
        foreach (var figure in uses.SelectMany(u => figures.Select(f => u.GetProperty(f))))
            Assert.True(
                0 < figure.Number("low") && figure.Number("low") < figure.Number("value") && figure.Number("value") < figure.Number("high"),
                $"{figure}"
            );
        var cells = new HtmlParser()
            .ParseDocument(File.ReadAllText(compared.Page))
            .QuerySelectorAll("table.uses td")
            .Select(c => c.TextContent)
            .ToList();
        Assert.Equal(6, cells.Count);
        Assert.All(
            cells,
            c => Assert.Matches(kind == ScorerKind.Instant ? @"^\$?[\d.]+( s)? \(\$?[\d.]+( s)? to " : @"^([\d.]+( s)? \([\d.]+( s)? to |–)", c)
        );
    }

    private static Timings Timed(DateTimeOffset at, double seconds) =>
        new()
        {
            StartedAt = at,
            FirstToken = TimeSpan.FromSeconds(seconds),
            Duration = TimeSpan.FromSeconds(3 * seconds),
            Tries = 1,
        };

    [Fact]
    public async Task TheSameModelInTwoRuns_HasMovedOrNot()
    {
        var nights = new StoredNights(Database, benchmarks: 2, ["a", "b"], items: 120, epochs: 4);
        var models = new SimulatedModels(seed: 7);
        var skills = models.Skills(120, 1, 0.7);
        IReadOnlyList<SampleScore> Ask(double level) => models.Attempt([.. skills.Select(s => s * level)], 4);
        var first = await nights.WriteAsync(0, _ => Ask(1));
        var second = await nights.WriteAsync(1, key => Ask(key == nights.Cells[0] ? 0.8 : 1));
        var compared = await CompareAsync(nights, first, second);
        Assert.Equal(4, compared.Sentences.Count);
        Assert.StartsWith("Kimi K2 is worse on Benchmark A in run 2 than in run 1 (−", compared.Sentences[0], StringComparison.Ordinal);
        Assert.All(compared.Sentences.Skip(1), s => Assert.Contains("from run 1 to run 2", s, StringComparison.Ordinal));
        using var json = JsonDocument.Parse(compared.Json);
        var moved = json.RootElement.GetProperty("comparisons")[0];
        Assert.Equal(
            (second.Id, first.Id, "worse", 120),
            (
                moved.GetProperty("a").GetProperty("run").GetString(),
                moved.GetProperty("b").GetProperty("run").GetString(),
                moved.GetProperty("verdict").GetString(),
                moved.GetProperty("items").GetInt32()
            )
        );
        Assert.Equal(8, json.RootElement.GetProperty("scores").GetArrayLength());
        var page = new HtmlParser().ParseDocument(File.ReadAllText(compared.Page));
        Assert.Equal(4, page.QuerySelectorAll("#verdict .verdicts li").Length);
        // What is compared stands in columns, and beside the chart no name is cut off.
        Assert.Equal(
            ["Kimi K2", "Benchmark A", "run 2 − run 1"],
            page.QuerySelectorAll("#verdict details tbody tr:first-child > *").Take(3).Select(cell => cell.TextContent)
        );
        Assert.DoesNotContain(page.QuerySelectorAll("#verdict svg text"), label => label.TextContent.Contains('…', StringComparison.Ordinal));
        // Every average stands with its counts.
        Assert.All(
            page.QuerySelectorAll("[aria-labelledby=scores-title] td"),
            cell => Assert.Matches(@"^[\d.]+% \([\d.]+ to [\d.]+\), [\d,]+ of 480$", cell.TextContent)
        );
        Assert.Contains("turned wrong", page.QuerySelector("[aria-labelledby=flips-title]")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith(
            $"../../{second.Id}/evidence/bench-0/index.html?q=q",
            page.QuerySelector(".flips a")!.GetAttribute("href"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WhatMayNotBeCompared_IsRefusedWithTheReason_AndWhatWasAskedOtherwiseIsSaid()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 40, epochs: 1);
        var models = new SimulatedModels(seed: 8);
        var skills = models.Skills(40, 1, 0.7);
        IReadOnlyList<SampleScore> Ask(EvaluationKey key) => models.Attempt(skills, 1);
        var first = await nights.WriteAsync(0, Ask);
        var otherPrompt = await nights.WriteAsync(
            1,
            Ask,
            identity: "other",
            change: s => s with { Pins = s.Pins.ToDictionary(p => p.Key, p => p.Value with { PromptSha256 = "shorter" }) }
        );
        Assert.Contains(
            "asked otherwise in run 2: prompt shorter instead of prompt",
            Assert.Single((await CompareAsync(nights, first, otherPrompt)).Sentences),
            StringComparison.Ordinal
        );

        var otherScorer = await nights.WriteAsync(
            2,
            Ask,
            identity: "third",
            change: s => s with { Pins = s.Pins.ToDictionary(p => p.Key, p => p.Value with { Scorer = "math" }) }
        );
        Assert.Contains(
            "they were scored by math 1 and integer 1",
            Assert.Single((await CompareAsync(nights, first, otherScorer)).Sentences),
            StringComparison.Ordinal
        );

        var chosen = await nights.WriteAsync(3, Ask, change: s => s with { Only = Outcome.Wrong });
        var refused = await CompareAsync(nights, first, chosen);
        Assert.Contains("chosen by their outcome", Assert.Single(refused.Sentences), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(refused.Json);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("comparisons")[0].GetProperty("verdict").ValueKind);
        Assert.Contains("These runs cannot be compared", File.ReadAllText(refused.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneRunTwice_IsRefused()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 4, epochs: 1);
        var run = await nights.WriteAsync(0, _ => [new(1, 1), new(0, 1), new(1, 1), new(1, 1)]);
        await Assert.ThrowsAsync<SettingsException>(() => CompareAsync(nights, run, run));
    }

    private Task<ComparedRuns> CompareAsync(StoredNights nights, params RunRow[] runs) =>
        new RunComparer(nights.Reader).CompareAsync(runs, Path.Combine(Folder.FullName, "out"), Cancel);
}
