using System.Diagnostics;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Dapper;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Exporting;
using Showdown.Formatting;
using Showdown.Pages.Run;
using Showdown.Statistics;
using Showdown.Tests.Analysis.Trend;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Pages.Agreement;

/// <summary>
/// A run of 1,008 attempts, worked out twice: by the program for page and JSON, and from the export by a script in another language.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AgreementTests : StoredRuns
{
    [Fact]
    public async Task PageJsonExportAndAnotherProgram_AgreeInEveryCell()
    {
        var python = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(p => Path.Combine(p, "python3")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(python is null, "python3 is not installed.");
        var hosts = new SimulatedHosts(1008, new HostKind());
        var nights = new StoredNights(Database, benchmarks: 3, ["a", "b", "c"], items: 28, epochs: 4)
        {
            Requests = (key, _, sample) => Request(hosts.Window(key.ModelId == "a" ? 0 : 1, 1)[0], sample),
        };
        var models = new SimulatedModels(seed: 1008);
        var skills = models.Skills(28, 1, 0.8);
        var run = await nights.WriteAsync(
            0,
            key =>
                models.Attempt(
                    [
                        .. skills.Select(s =>
                            s
                            * (
                                key.ModelId == "a" ? 1
                                : key.ModelId == "b" ? 0.7
                                : 0.95
                            )
                        ),
                    ],
                    4
                )
        );
        await SpoilAsync();

        using var export = new MemoryStream();
        await new Exporter(nights.Reader).ExportAsync(run.Id, "csv", export, Cancel);
        using var again = JsonDocument.Parse(await RecomputeAsync(python!, export.ToArray()));
        using var told = JsonDocument.Parse(RunSummaryJson.Serialize(await new RunSummaryBuilder(nights.Reader).BuildAsync(run.Id, null, Cancel)));
        var page = new HtmlParser().ParseDocument(
            File.ReadAllText(await new ReportRenderer(nights.Reader).RenderAsync(run.Id, Path.Combine(Folder.FullName, "out", run.Id), Cancel))
        );

        var attempts = 0;
        foreach (var own in again.RootElement.GetProperty("evaluations").EnumerateArray())
        {
            var ours = Find(told, "evaluations", own, "benchmark", "model");
            var outcomes = own.GetProperty("outcomes");
            foreach (var outcome in new[] { "right", "wrong", "truncated", "failed", "unscored" })
            {
                var count = outcomes.TryGetProperty(outcome, out var c) ? c.GetInt32() : 0;
                Assert.Equal(count, ours.GetProperty("attempts").GetProperty(outcome).GetInt32());
                attempts += count;
            }
            Assert.Equal(own.Number("score"), ours.Number("score"), 1e-9);
            Assert.InRange(own.Number("score"), ours.Number("low"), ours.Number("high"));
            var right = ours.GetProperty("attempts").GetProperty("right").GetInt32();
            var scored =
                right
                + ours.GetProperty("attempts").GetProperty("wrong").GetInt32()
                + ours.GetProperty("attempts").GetProperty("truncated").GetInt32();
            Assert.Contains($"{right} of {scored}", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(Format.Percent(own.Number("score")), page.Body.TextContent, StringComparison.Ordinal);
            await AssertTimesAndCostsAsync(own, ours, told, page);
        }
        Assert.Equal(1008, attempts);
        var rows = page.QuerySelectorAll("[aria-label=Comparisons] tbody tr")
            .Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent).ToList())
            .ToList();
        var comparisons = again.RootElement.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(9, comparisons.Count);
        Assert.Equal(9, rows.Count);
        foreach (var (own, row) in comparisons.Zip(rows))
        {
            var ours = Find(told, "comparisons", own, "benchmark", "a", "b");
            Assert.Equal(
                (own.Count("items"), own.Count("dropped"), own.Count("wins"), own.Count("losses")),
                (ours.Count("items"), ours.Count("dropped"), ours.Count("wins"), ours.Count("losses"))
            );
            Assert.Equal(own.Number("difference"), ours.Number("difference"), 1e-9);
            Assert.Equal(own.Number("low_if_missing"), ours.GetProperty("left_out").Number("low"), 1e-9);
            // Of up to 16 samples or clusters that differ both have tried all signs; of more, one drew 20,000 and the other has the saddlepoint.
            var p = own.Number("p");
            var exact = own.Count("units_that_differ") <= SumOfParts.MostPartsForAnySums;
            Assert.True(exact || own.GetProperty("benchmark").GetString() != "bench-2"); // seven passages
            Assert.Equal(p, ours.Number("p"), exact ? 1e-9 : 0.1 * p + 4 * Math.Sqrt(p / 20_000) + 2e-4);
            Assert.Equal(own.Number("p_holm"), ours.Number("p_holm"), 0.05);
            var shown = ours.Number("low") > 0 || ours.Number("high") < 0;
            Assert.Equal(
                shown && ours.Number("p_holm") < 0.05 && !ours.GetProperty("hangs_on_missing").GetBoolean(),
                ours.GetProperty("verdict").GetString() is "better" or "worse"
            );
            Assert.Equal(Format.SignedPoints(own.Number("difference")), row[1]);
            Assert.Contains(ours.GetProperty("verdict").GetString()!, row[3], StringComparison.Ordinal);
            Assert.StartsWith($"{own.Count("items")}", row[5], StringComparison.Ordinal);
            Assert.Equal(($"{own.Count("wins")}", $"{own.Count("losses")}"), (row[6], row[8]));
        }
    }

    /// <summary>Export, JSON, page and SQL say the same of times and costs.</summary>
    private async Task AssertTimesAndCostsAsync(JsonElement own, JsonElement ours, JsonDocument told, IDocument page)
    {
        Assert.Equal(own.Number("cost_usd"), ours.Number("cost_usd"), 1e-9);
        Assert.Equal(own.Number("usd_per_right"), ours.Number("cost_usd_per_right"), 1e-9);
        Assert.Equal(
            own.Number("usd_per_right"),
            Find(told, "price", own, "benchmark", "model").GetProperty("per_right_answer").Number("value"),
            1e-9
        );
        Assert.Equal(own.Number("first_token_seconds"), ours.GetProperty("ttft_seconds").Number("p50"), 1e-9);
        Assert.Equal(own.Number("output_tokens_per_second"), ours.GetProperty("output_tokens_per_second").Number("p50"), 1e-9);
        var of = told
            .RootElement.GetProperty("trade_offs")
            .EnumerateArray()
            .Single(t => t.GetProperty("of").GetString() == own.GetProperty("benchmark").GetString());
        var point = of.GetProperty("points").EnumerateArray().Single(p => p.GetProperty("model").GetString() == own.GetProperty("model").GetString());
        Assert.Equal(own.Number("usd_per_right"), point.GetProperty("usd_per_right").Number("value"), 1e-9);
        Assert.Equal(own.Number("duration_seconds"), point.GetProperty("answer_seconds").Number("value"), 1e-9);
        foreach (
            var said in new[]
            {
                Format.Usd((decimal)own.Number("cost_usd")),
                Format.Usd((decimal)(1000 * own.Number("usd_per_right"))),
                Format.Seconds(own.Number("first_token_seconds")),
                Format.Seconds(own.Number("duration_seconds")),
                Format.Rate(own.Number("output_tokens_per_second")),
            }
        )
            Assert.Contains(said, page.QuerySelector("#price")!.TextContent + page.QuerySelector("#speed")!.TextContent, StringComparison.Ordinal);

        const string sql = """
            select sum(cost_usd) as cost, sum(cost_usd) / sum(value) as per_right,
                   avg(case when middle then first_token_seconds end) as first
            from (select cost_usd, value, first_token_seconds,
                         failure_kind is null and abs(2 * row_number() over (partition by failure_kind is null order by first_token_seconds) - 1
                           - count(*) over (partition by failure_kind is null)) <= 1 as middle
                  from attempt_result where benchmark_id = @benchmark and model_id = @model) as q
            """;
        await using var connection = await Database.ConnectAsync(Cancel);
        var (cost, perRight, first) = await connection.QuerySingleAsync<(double, double, double)>(
            sql,
            new { benchmark = own.GetProperty("benchmark").GetString(), model = own.GetProperty("model").GetString() }
        );
        Assert.Equal(own.Number("cost_usd"), cost, 1e-9);
        Assert.Equal(own.Number("usd_per_right"), perRight, 1e-9);
        Assert.Equal(own.Number("first_token_seconds"), first, 1e-9);
    }

    private static (Timings Timings, int Tokens, decimal? Usd) Request(double seconds, int sample) =>
        (
            new Timings
            {
                StartedAt = StoredNights.First.AddSeconds(sample),
                FirstToken = TimeSpan.FromSeconds(seconds),
                Duration = TimeSpan.FromSeconds(3 * seconds + sample),
                Tries = 1,
            },
            100 + sample,
            Math.Round((decimal)seconds / 100, 6)
        );

    /// <summary>Makes some attempts failures, a whole sample of one model among them, some truncations, and some that could not be judged; the
    /// questions of one benchmark hang together in passages of four.</summary>
    private async Task SpoilAsync()
    {
        await using var connection = await Database.ConnectAsync(Cancel);
        foreach (
            var sql in new[]
            {
                "update sample set cluster_name = 'passage ' || (position / 4) where dataset_sha256 = 'bench-2-hash'",
                "update score set outcome = 'Truncated' where outcome = 'Wrong' and (number + epoch) % 5 = 0",
                "update score set outcome = 'Unscored' where number % 9 = 4 and epoch = 1",
                "delete from score where (number % 11 = 3 and epoch = 2) or (number = 6 and evaluation_id like '%/a')",
                "update attempt set failure_kind = 'Timeout', failure_message = 'no end within 60 s' where (number % 11 = 3 and epoch = 2) or (number = 6 and evaluation_id like '%/a')",
            }
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Cancel));
        }
    }

    private static JsonElement Find(JsonDocument document, string list, JsonElement like, params string[] keys) =>
        document
            .RootElement.GetProperty(list)
            .EnumerateArray()
            .Single(e => keys.All(k => e.GetProperty(k).GetString() == like.GetProperty(k).GetString()));

    private static async Task<string> RecomputeAsync(string python, byte[] csv)
    {
        var script = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Pages", "Agreement", "recompute.py");
        using var process = Process.Start(new ProcessStartInfo(python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.BaseStream.WriteAsync(csv, Cancel);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
