using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parquet.Serialization;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Domain;
using Showdown.Exporting;
using Showdown.Results;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Exporting;

/// <summary>Parquet, JUnit's XML and Inspect AI's log.</summary>
public sealed class OtherExportTests : IDisposable
{
    private static readonly FixtureRun _run = new(
        [FixtureModel.Kimi() with { Reasons = true, Truncated = 0.2 }, FixtureModel.Maverick() with { Failed = 0.2, Unscored = 0.1 }],
        [FixtureBenchmark.Aime(samples: 6, epochs: 3), FixtureBenchmark.Mmlu(samples: 24)]
    );

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("showdown-export-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Parquet_ReadsBackAsWhatWasExported()
    {
        using var output = new MemoryStream();
        await Exporter.ExportAsync(_run.Run, [.. _run.Facts.Evaluations.Select(e => e.Row)], _run.AttemptsAsync, "parquet", output, Cancel);
        output.Position = 0;
        await using (var reader = await Parquet.ParquetReader.CreateAsync(output, null, leaveStreamOpen: true, Cancel))
            Assert.Equal(ExportColumns.All.Select(c => c.Name), reader.Schema.DataFields.Select(f => f.Name));
        output.Position = 0;
        var rows = (await ParquetSerializer.DeserializeUntypedAsync(output, cancellationToken: Cancel)).Data;
        var attempts = _run.Run.Settings.Benchmarks.SelectMany(b => _run.AttemptsAsync(b.Id, Cancel).ToBlockingEnumerable(Cancel)).ToList();
        Assert.Equal(attempts.Count, rows.Count);
        foreach (var (attempt, row) in attempts.Zip(rows))
        {
            Assert.Equal(attempt.Sample.Id, row["sample_id"]);
            Assert.Equal(attempt.Text, row.GetValueOrDefault("completion"));
            Assert.Equal(attempt.Epoch, row["epoch"]);
            Assert.Equal((double?)attempt.CostUsd, row.GetValueOrDefault("cost_usd"));
            Assert.Equal(attempt.Timings.FirstToken?.TotalSeconds, row.GetValueOrDefault("first_token_seconds"));
            Assert.Equal(attempt.Timings.StartedAt.UtcDateTime, (DateTime)row["started_at"], TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public async Task JUnit_HasACaseForEachGateAndEvaluation_AndFailsForFailedGates()
    {
        using var output = new MemoryStream();
        GateResult[] gates = [new("below", false, "Kimi <K2> scored 1.0 %, below 70.0 %."), new("drop", true, "nothing \u0001 dropped")];
        await JUnitExport.WriteAsync(RunResults.Of(_run.Facts), gates, output, Cancel);
        var suites = XDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).Root!;
        Assert.Equal(("6", "1", "0"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value, suites.Attribute("errors")!.Value));
        Assert.Equal("Kimi <K2> scored 1.0 %, below 70.0 %.", Assert.Single(suites.Descendants("failure")).Attribute("message")!.Value);
        Assert.Equal(
            ["2 drop", "1 below", "kimi-k2", "llama-4-maverick", "kimi-k2", "llama-4-maverick"],
            suites
                .Descendants("testcase")
                .Select(c => c.Attribute("name")!.Value)
                .OrderBy(n => n[0] is '1' or '2' ? 0 : 1)
                .ThenByDescending(n => n[0] is '1' or '2' ? n : "")
        );
        Assert.All(suites.Elements("testsuite"), s => Assert.Equal(s.Attribute("tests")!.Value, s.Elements("testcase").Count().ToString()));
    }

    [Fact]
    public async Task JUnit_SaysWhatCouldNotBeScored()
    {
        var facts = _run.Facts with { Evaluations = [_run.Facts.Evaluations[0] with { Tallies = [], Counts = new OutcomeCounts(0, 0, 0, 18, 0) }] };
        using var output = new MemoryStream();
        await JUnitExport.WriteAsync(RunResults.Of(facts), [], output, Cancel);
        Assert.Equal(
            "nothing could be scored",
            Assert.Single(XDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).Descendants("error")).Attribute("message")!.Value
        );
    }

    [Fact]
    public async Task Inspect_HasOneLogForEachEvaluation_WithTheFieldsOfItsFormat()
    {
        var logs = await InspectAsync(_run.Run);
        Assert.Equal(4, logs.Count);
        foreach (var log in logs)
        {
            // Its reader stops before the samples when it wants the header: the order is part of the format.
            Assert.Equal(["version", "status", "eval", "plan", "results", "stats", "samples"], Names(log));
            Assert.Equal((2, "success"), (log.GetProperty("version").GetInt32(), log.GetProperty("status").GetString()));
            Only(
                log.GetProperty("eval"),
                "eval_id run_id created task task_id task_version task_display_name task_attribs task_args tags dataset model model_generate_config model_args config packages metadata scorers"
            );
            Only(log.GetProperty("eval").GetProperty("dataset"), "name samples shuffled");
            Only(log.GetProperty("eval").GetProperty("model_generate_config"), "max_tokens top_p temperature top_k seed stop_seqs");
            Only(log.GetProperty("plan"), "name steps config");
            Only(log.GetProperty("results"), "total_samples completed_samples scores metadata");
            Only(log.GetProperty("results").GetProperty("scores")[0], "name scorer reducer scored_samples unscored_samples params metrics");
            Only(log.GetProperty("results").GetProperty("scores")[0].GetProperty("metrics").GetProperty("accuracy"), "name value params metadata");
            Only(log.GetProperty("stats"), "started_at completed_at model_usage");
            foreach (var sample in log.GetProperty("samples").EnumerateArray())
            {
                Only(
                    sample,
                    "id epoch input choices target messages output scores metadata store events model_usage started_at completed_at total_time working_time uuid error"
                );
                foreach (var required in new[] { "id", "epoch", "input", "target" })
                    Assert.True(sample.TryGetProperty(required, out _), required);
                foreach (var message in sample.GetProperty("messages").EnumerateArray())
                    Only(message, "role content source model");
                if (sample.TryGetProperty("output", out var output))
                {
                    Only(output, "model choices completion usage time");
                    Assert.Contains(
                        output.GetProperty("choices")[0].GetProperty("stop_reason").GetString(),
                        new[] { "stop", "max_tokens", "content_filter", "unknown" }
                    );
                    Only(output.GetProperty("usage"), "input_tokens output_tokens total_tokens input_tokens_cache_read reasoning_tokens total_cost");
                }
            }
        }
    }

    [Fact]
    public async Task Inspect_CountsAsWeDo()
    {
        foreach (var (log, evaluation) in (await InspectAsync(_run.Run)).Zip(_run.Facts.Evaluations))
        {
            var samples = log.GetProperty("samples").EnumerateArray().ToList();
            Assert.Equal(evaluation.Counts.Total, samples.Count);
            string Value(JsonElement sample) =>
                sample.TryGetProperty("scores", out var scores) ? scores.EnumerateObject().Single().Value.GetProperty("value").GetString()!
                : sample.TryGetProperty("error", out _) ? "error"
                : "none";
            Assert.Equal(evaluation.Counts.Right, samples.Count(s => Value(s) == "C"));
            Assert.Equal(evaluation.Counts.Wrong + evaluation.Counts.Truncated, samples.Count(s => Value(s) == "I"));
            Assert.Equal(evaluation.Counts.Failed, samples.Count(s => Value(s) == "error"));
            Assert.Equal(evaluation.Counts.Unscored, samples.Count(s => Value(s) == "none"));
            Assert.Equal(
                RunResults.Of(_run.Facts).Evaluations.First(e => e.Facts == evaluation).Score.Value!.Value,
                log.GetProperty("results").GetProperty("scores")[0].GetProperty("metrics").GetProperty("accuracy").GetProperty("value").GetDouble(),
                1e-11
            );
        }
    }

    [Fact]
    public async Task Inspect_HasTheMessagesThatWereSent()
    {
        Showdown.Benchmarks.Prompt Ask(Sample sample, int epoch) =>
            new(
                [new Message(MessageRole.System, "be brief"), new Message(MessageRole.User, $"asked: {sample.Input}")],
                new Target("D"),
                sample,
                new SimulationHint("", "", 1, "", "")
            );
        var asked = (await InspectAsync(_run.Run, new() { ["mmlu"] = Ask }))[2].GetProperty("samples")[0];
        Assert.Equal(["system", "user", "assistant"], asked.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Inspect_HasSeveralRightAnswersAsAList()
    {
        var mmlu = FixtureBenchmark.Mmlu(samples: 3);
        var run = new FixtureRun([FixtureModel.Kimi()], [mmlu with { Samples = [.. mmlu.Samples.Select(s => s with { Target = "A, C" })] }]);
        var asked = (await InspectAsync(run.Run, of: run))[0].GetProperty("samples")[0];
        Assert.Equal(["A", "C"], asked.GetProperty("target").EnumerateArray().Select(t => t.GetString()));
    }

    [Fact]
    public async Task Inspect_LeavesRedactedTextsOut()
    {
        var settings = _run.Run.Settings;
        await InspectAsync(
            _run.Run with
            {
                Settings = settings with { Benchmarks = settings.Benchmarks.Select(b => b with { Redacted = true }).ToList() },
            }
        );
        foreach (var text in _folder.EnumerateFiles("*.json").Select(f => File.ReadAllText(f.FullName)))
        {
            foreach (var secret in new[] { "Which of the following", "step by step", "None of the above", "The answer is", "small cases" })
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    private async Task<List<JsonElement>> InspectAsync(RunRow run, Dictionary<string, PromptSource>? prompts = null, FixtureRun? of = null)
    {
        var files = await InspectExport.WriteAsync(
            RunResults.Of((of ?? _run).Facts with { Run = run }),
            (of ?? _run).AttemptsAsync,
            prompts ?? [],
            _folder.FullName,
            Cancel
        );
        return [.. files.Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement)];
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static void Only(JsonElement element, string known) => Assert.Empty(Names(element).Except(known.Split(' ')));
}
