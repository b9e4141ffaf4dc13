using Showdown.Domain;
using Showdown.Importing;
using Showdown.Results;

namespace Showdown.Tests.Importing;

/// <summary>Files of each format, as the programs write them, give the right counts, and what is not in them stays unknown.</summary>
public sealed class ImportFormatsTests : ImportBench
{
    public static TheoryData<string> Formats => [.. Recordings.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task EachFormat_GivesTheCountsOfItsFile(string format)
    {
        var imported = await ImportAsync([.. Recordings.All[format](Files["results"])]);
        var (facts, epochs) = (await FactsAsync(imported), format.StartsWith("inspect", StringComparison.Ordinal) ? 2 : 1);
        Assert.True(imported.IsNew);
        Assert.Equal(Recordings.Models, facts.Evaluations.Select(e => e.Row.ModelId));
        Assert.Single(facts.Evaluations.Select(e => e.Row.BenchmarkId).Distinct());
        foreach (var evaluation in facts.Evaluations)
        {
            var right = Enumerable.Range(0, Recordings.Questions).Count(i => Recordings.IsRight(evaluation.Row.ModelId, i));
            var failed = evaluation.Counts.Failed;
            Assert.Equal(
                (right * epochs, Recordings.Questions * epochs - right * epochs - failed),
                (evaluation.Counts.Right, evaluation.Counts.Wrong)
            );
            Assert.Equal((Recordings.Questions, epochs), (evaluation.Row.Samples, evaluation.Row.Epochs));
            Assert.Equal(epochs == 2 && evaluation.Row.ModelId == "beta" ? 1 : 0, failed);
            Assert.Equal(ImportedEvaluation.TheirScores, evaluation.Row.ScorerVersion);
            Assert.True(evaluation.Row.IsTwoValued);
            Assert.Empty(evaluation.Figures.DurationSeconds); // nobody knows under what load
            Assert.Equal(0, evaluation.Figures.Tries);
        }

        Assert.Equal(epochs == 2 ? RunStatus.Incomplete : RunStatus.Complete, facts.Run.Status);
        Assert.False(facts.Run.IsNight);
        Assert.Equal(format.StartsWith("plain", StringComparison.Ordinal) ? "a plain file" : null, PlainProgram(facts.Run));
    }

    /// <summary>Before its version 1.0, with a list of choices; where an answer is held against the whole row, words stand for the target.</summary>
    [Fact]
    public async Task OldReviewsOfEvalScope_HaveNoTarget_WhereTheyNameTheWholeRow()
    {
        Recordings.Lines(
            Files["results/reviews/alpha/sums_main.jsonl"],
            new[] { "*Same as Input*", "6" }.Select(
                (gold, i) =>
                    new
                    {
                        index = i,
                        raw_input = new { question = Recordings.Question(i) },
                        choices = new[]
                        {
                            new
                            {
                                index = 0,
                                message = new { content = $"said {i}", role = "assistant" },
                                review = new
                                {
                                    gold,
                                    pred = $"taken {i}",
                                    result = i == 0 ? 1.0 : 0.0,
                                },
                            },
                        },
                        model = "alpha",
                    }
            )
        );
        var attempts = await AttemptsAsync(await ImportAsync(Files["results"]), "sums_main");
        Assert.Equal(
            [("What is 0 plus 0?", "", "said 0", "taken 0", Outcome.Right), ("What is 1 plus 1?", "6", "said 1", "taken 1", Outcome.Wrong)],
            attempts.Select(a => (a.Sample.Input, a.Sample.Target, a.Text!, a.Answer!, a.Outcome))
        );
    }

    [Theory]
    [InlineData("lm-eval", "sums", "What is 3 plus 3?", "The answer is 6.", null, null)]
    [InlineData("inspect", "sums", "What is 3 plus 3?", "The answer is 6.", 20, 1.25)]
    [InlineData("inspect-zip", "sums", "What is 3 plus 3?", "The answer is 6.", 20, 1.25)]
    [InlineData("evalscope", "sums", "What is 3 plus 3?", "The answer is 6.", 20, 0.5)]
    [InlineData("openai-evals", "sums.dev.v0", "What is 3 plus 3?", "The answer is 6.", null, null)]
    [InlineData("promptfoo", "promptfoo", "What is 3 plus 3?", "The answer is 6.", 20, 0.25)]
    [InlineData("bfcl", "bfcl-simple", "What is 3 plus 3?", "", 100, 0.75)]
    [InlineData("plain-csv", "imported", "", null, null, null)]
    [InlineData("plain-jsonl", "sums", "What is 3 plus 3?", "The answer is 6.", null, null)]
    public async Task EachAttempt_HasWhatWasRecorded_AndNothingElse(
        string format,
        string benchmark,
        string question,
        string? said,
        int? tokens,
        double? seconds
    )
    {
        var imported = await ImportAsync([.. Recordings.All[format](Files["results"])]);
        var attempt = (await AttemptsAsync(imported, benchmark)).First(a => a.ModelId == "alpha" && a.Sample.Id.EndsWith('3'));
        Assert.Equal(
            (question, said, tokens, seconds),
            (attempt.Sample.Input, attempt.Text, attempt.Usage.InputTokens, attempt.Timings.Recorded?.TotalSeconds)
        );
        Assert.Equal(Outcome.Right, attempt.Outcome);
        Assert.False(attempt.Timings.AreKnown);
        Assert.Null(attempt.OutputTokensPerSecond);
        if (format == "bfcl")
            Assert.Equal(("add", "{\"a\": 3}"), attempt.ToolCalls.Select(c => (c.Name, c.Arguments)).Single());
        if (format == "promptfoo")
            Assert.Equal(0.001m, attempt.CostUsd);
        else
            Assert.Null(attempt.CostUsd);
    }

    [Fact]
    public async Task SeveralScores_OneIsChosen_AndTheOthersAreNamed()
    {
        var folder = Recordings.LmEval(Files["results"])[0];
        var usual = (await RunAsync(await ImportAsync(folder))).Settings.Import!.Evaluations[0];
        Assert.Equal("exact_match,strict-match", usual.Metric);
        Assert.Equal(["exact_match,flexible-extract"], usual.OtherMetrics);
        var loose = await ImportAsync(new ImportOptions { Paths = [folder], Metric = "exact_match,flexible-extract" });
        Assert.All((await FactsAsync(loose)).Evaluations, e => Assert.Equal(Recordings.Questions, e.Counts.Right));
        var unknown = await Assert.ThrowsAsync<SettingsException>(() => ImportAsync(new ImportOptions { Paths = [folder], Metric = "f1" }));
        Assert.Contains("exact_match,flexible-extract, exact_match,strict-match", unknown.Message);
    }

    [Fact]
    public async Task WhatTheProgramSaysOfItself_IsKept_AndNoSecret()
    {
        var run = await RunAsync(await ImportAsync([.. Recordings.LmEval(Files["results"])]));
        var facts = run.Settings.Import!.Evaluations[0].Facts;
        Assert.Equal(("3", "hf", "2026-06-01 02:00 UTC"), (facts["version of the task"], facts["model's kind"], facts["recorded"]));
        Assert.DoesNotContain("hf_secret", ResultsJson.Write(run.Settings));
        Assert.Equal("org/alpha", run.Settings.Model("alpha").Model);
        Assert.Null(run.Settings.Model("alpha").Price);
    }

    [Fact]
    public async Task APromptfooTest_ThatIsRepeated_IsOneSampleWithEpochs()
    {
        var results = new[] { true, false, true }.Select(
            (success, i) =>
                new
                {
                    testIdx = i,
                    provider = "openai:alpha",
                    vars = new { question = i < 2 ? "one" : "two" },
                    testCase = new { },
                    response = new { output = "said" },
                    success,
                    score = success ? 1 : 0,
                }
        );
        var path = Files.Write("out.json", System.Text.Json.JsonSerializer.Serialize(new { results = new { version = 2, results } }));
        var row = (await FactsAsync(await ImportAsync(path))).Evaluations.Single();
        Assert.Equal((2, 2, 2, 1), (row.Row.Samples, row.Row.Epochs, row.Counts.Right, row.Counts.Wrong));
    }

    [Fact]
    public async Task OurOwnExport_IsReadAgain()
    {
        var path = Files.Write(
            "export.jsonl",
            """
            {"benchmark":"b","model":"m","sample_id":"1","epoch":1,"outcome":"right","completion":"4","target":"4","input":"2 + 2"}
            {"benchmark":"b","model":"m","sample_id":"2","epoch":1,"outcome":"truncated","completion":"","target":"4","input":"2 + 3","finish_reason":"length"}
            {"benchmark":"b","model":"m","sample_id":"3","epoch":1,"outcome":"unscored","completion":"x","target":"4","input":"2 + 5"}
            """
        );
        var counts = (await FactsAsync(await ImportAsync(path))).Evaluations.Single().Counts;
        Assert.Equal((1, 0, 1, 1), (counts.Right, counts.Wrong, counts.Truncated, counts.Unscored));
    }

    private static string? PlainProgram(RunRow run) => run.Settings.Import!.Programs.SingleOrDefault(p => p == "a plain file");
}
