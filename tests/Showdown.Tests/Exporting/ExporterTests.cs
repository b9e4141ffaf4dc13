using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Exporting;
using Showdown.Results;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Exporting;

public sealed class ExporterTests
{
    private static readonly FixtureRun _run = new(
        [FixtureModel.Kimi(), FixtureModel.Maverick() with { Failed = 0.3 }],
        [FixtureBenchmark.Aime(samples: 3, epochs: 2), FixtureBenchmark.Mmlu(samples: 12)]
    );

    [Fact]
    public async Task Jsonl_HasOneObjectForEachAttempt_WithEveryColumn()
    {
        var lines = (await ExportAsync(_run, "jsonl")).TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(2 * (3 * 2 + 12), lines.Count);
        Assert.All(lines, line => Assert.Equal(ExportColumns.All.Select(c => c.Name), line.EnumerateObject().Select(p => p.Name)));
        Assert.Equal("2025-I-1", lines[0].GetProperty("sample_id").GetString());
        Assert.Equal("2026-06-29T00:", lines[0].GetProperty("started_at").GetString()![..14]);
        Assert.Contains(
            lines,
            l =>
                l.GetProperty("outcome").GetString() == "failed"
                && l.GetProperty("failure").GetString() == "timeout"
                && l.GetProperty("cost_usd").ValueKind == JsonValueKind.Null
        );
    }

    [Fact]
    public async Task Csv_ReadsBackAsWhatWasExported()
    {
        await using var csv = CsvReader.Create(
            new MemoryStream(Encoding.UTF8.GetBytes(await ExportAsync(_run, "csv"))),
            new CsvReaderOptions { HasHeader = false, TrimWhitespace = false }
        );
        var cancel = TestContext.Current.CancellationToken;
        Assert.True(await csv.ReadAsync(cancel));
        Assert.Equal(ExportColumns.All.Select(c => c.Name), Enumerable.Range(0, csv.FieldCount).Select(csv.GetString));
        foreach (var attempt in _run.Run.Settings.Benchmarks.SelectMany(b => _run.AttemptsAsync(b.Id, cancel).ToBlockingEnumerable(cancel)))
        {
            Assert.True(await csv.ReadAsync(cancel));
            Assert.Equal(attempt.Sample.Id, csv.GetString(Place("sample_id")));
            Assert.Equal(attempt.Text ?? "", csv.GetString(Place("completion")));
            Assert.Equal(attempt.CostUsd?.ToString(CultureInfo.InvariantCulture) ?? "", csv.GetString(Place("cost_usd")));
        }
        Assert.False(await csv.ReadAsync(cancel));

        static int Place(string name) => ExportColumns.All.TakeWhile(c => c.Name != name).Count();
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("-12", "-12")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("+3.5", "\"'+3.5\"")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Csv_KeepsSpreadsheetsFromRunningTexts(string? text, string field) => Assert.Equal($"{field},end", CsvExport.Line(text, "end"));

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task RedactedBenchmarks_ExportNoTexts(string format)
    {
        var settings = _run.Run.Settings;
        var redacted = _run.Run with
        {
            Settings = settings with { Benchmarks = settings.Benchmarks.Select(b => b with { Redacted = true }).ToList() },
        };
        var exported = await ExportAsync(_run, format, redacted);
        Assert.DoesNotContain("Which of the following", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("step by step", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("None of the above", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("The answer is", exported, StringComparison.Ordinal);
        Assert.Contains("No first token within 120 s", exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SimulatedAttempts_SaySo()
    {
        var kimi = FixtureModel.Kimi();
        var run = new FixtureRun(
            [kimi with { Settings = kimi.Settings with { Connector = Connector.Simulated } }, FixtureModel.Maverick()],
            [FixtureBenchmark.Gsm8k(3)]
        );
        var lines = (await ExportAsync(run, "jsonl")).TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement);
        Assert.All(lines, l => Assert.Equal(l.GetProperty("model").GetString() == "kimi-k2", l.GetProperty("simulated").GetBoolean()));
    }

    [Fact]
    public async Task Texts_ComeBackAsTheyWere_HoweverStrange()
    {
        const string strange = "nul\0 \u202e \u2028 \"quoted\" \\ \t\r\n 漢字 🙂 </script>";
        var attempt = _run.AttemptsAsync("aime-2025", TestContext.Current.CancellationToken)
            .ToBlockingEnumerable(TestContext.Current.CancellationToken)
            .First() with
        {
            Text = strange,
            Reason = "half \ud83d",
        };
        using var output = new MemoryStream();
        await Exporter.ExportAsync(
            _run.Run,
            [_run.Facts.Evaluations[0].Row],
            (_, _) => new[] { attempt }.ToAsyncEnumerable(),
            "jsonl",
            output,
            TestContext.Current.CancellationToken
        );
        var line = JsonDocument.Parse(output.ToArray()).RootElement;
        Assert.Equal(strange, line.GetProperty("completion").GetString());
        Assert.Equal("half \ufffd", line.GetProperty("reason").GetString());
        Assert.Equal(1, output.ToArray().Count(b => b == '\n'));
    }

    [Fact]
    public async Task WhereABenchmarkStopped_EachAttemptSaysWhatWasAskedAndSaved()
    {
        var run = new FixtureRun([FixtureModel.Kimi(), FixtureModel.Maverick()], [FixtureBenchmark.Gsm8k(300), FixtureBenchmark.Mmlu(12)]);
        var stopped = StoppedRun.Of(run, new StopRule { Error = 0.9 }, "gsm8k");
        var lines = (await ExportAsync(run, "jsonl", stopped.Run, stopped.Evaluations)).TrimEnd('\n').Split('\n');
        var ended = stopped.Evaluations.Where(e => e.Row.EndedEarly is not null).ToList();
        Assert.NotEmpty(ended);
        foreach (var line in lines.Select(l => JsonDocument.Parse(l).RootElement))
        {
            var row = stopped
                .Evaluations.Single(e =>
                    e.Row.BenchmarkId == line.GetProperty("benchmark").GetString() && e.Row.ModelId == line.GetProperty("model").GetString()
                )
                .Row;
            Assert.Equal(row.EndedEarly is null ? null : "sure", line.GetProperty("ended_early").GetString());
            Assert.Equal(
                (row.Planned, row.Expected),
                (line.GetProperty("planned_attempts").GetInt32(), line.GetProperty("asked_attempts").GetInt32())
            );
            Assert.Equal(row.Planned - row.Expected, line.GetProperty("saved_requests").GetInt32());
        }
    }

    [Fact]
    public async Task UnknownFormats_AreRefused_WithTheKnownOnes()
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() =>
            new Exporter(null!).ExportAsync("run", "xlsx", Stream.Null, TestContext.Current.CancellationToken)
        );
        Assert.Contains("jsonl, csv", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ExportAsync(
        FixtureRun run,
        string format,
        RunRow? row = null,
        IReadOnlyList<EvaluationFacts>? evaluations = null
    )
    {
        using var output = new MemoryStream();
        await Exporter.ExportAsync(
            row ?? run.Run,
            (evaluations ?? run.Facts.Evaluations).Select(e => e.Row).ToList(),
            run.AttemptsAsync,
            format,
            output,
            TestContext.Current.CancellationToken
        );
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
