using System.Diagnostics;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Showdown.Analysis.Summary;
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
public sealed class AgreementTests : StoredRuns
{
    [Fact]
    public async Task PageJsonExportAndAnotherProgram_AgreeInEveryCell()
    {
        var python = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(p => Path.Combine(p, "python3")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(python is null, "python3 is not installed.");
        var nights = new StoredNights(Database, benchmarks: 3, ["a", "b", "c"], items: 28, epochs: 4);
        var models = new SimulatedModels(seed: 1008);
        var skills = models.Skills(28, 1, 0.8);
        var run = await nights.WriteAsync(
            0,
            cell =>
                models.Attempt(
                    [
                        .. skills.Select(s =>
                            s
                            * (
                                cell.ModelId == "a" ? 1
                                : cell.ModelId == "b" ? 0.7
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
            var exact = own.Count("units_that_differ") <= SignFlip.MostUnitsForExact;
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

    /// <summary>Makes some attempts failures, a whole sample of one model among them, some truncations, and some that could not be judged; the questions of
    /// one benchmark hang together in passages of four.</summary>
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
