using System.Text.Json;
using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Importing;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;
using Showdown.Statistics;

namespace Showdown.Tests.Importing;

/// <summary>What an import promises: all or nothing, once, theirs beside ours, and the verdict that the statistics give by hand.</summary>
public sealed class ImportTests : ImportBench
{
    [Fact]
    public async Task TwoFilesOf500_GiveTheVerdictOfTheStatistics()
    {
        var state = 20260601UL;
        var scores = Recordings.Models.ToDictionary(
            m => m,
            m => Enumerable.Range(0, 500).Select(_ => SplitMix64.Below(ref state, 100) < (m == "alpha" ? 70UL : 60UL)).ToList()
        );
        foreach (var model in Recordings.Models)
            Recordings.Lines(
                Files[$"results/{model}/samples_big_2026-06-01T02-00-00.1.jsonl"],
                scores[model]
                    .Select(
                        (right, i) =>
                            new
                            {
                                doc_id = i,
                                doc = new { question = $"question {i}" },
                                target = "A",
                                resps = new[] { new[] { new[] { "-1.5", "False" } } },
                                filter = "none",
                                acc = right ? 1.0 : 0.0,
                            }
                    )
            );
        var results = RunResults.Of(await FactsAsync(await ImportAsync(Files["results"])));
        var byHand = Paired.Compare([.. Enumerable.Range(0, 500).Select(i => new SamplePair(Tally(scores["alpha"][i]), Tally(scores["beta"][i])))]);
        var pair = Assert.Single(results.Pairs).Comparison;
        Assert.Equal(500, pair.Samples);
        Assert.Equal((byHand.Verdict, byHand.Wins, byHand.Losses), (pair.Verdict, pair.Wins, pair.Losses));
        Assert.Equal(byHand.Difference!.Value, pair.Difference!.Value, 1e-12);
        Assert.Equal((byHand.Low!.Value, byHand.High!.Value, byHand.P!.Value), (pair.Low!.Value, pair.High!.Value, pair.P!.Value));
    }

    [Fact]
    public async Task TheSameFiles_AreImportedOnce_AndOtherwiseReadTheyAreAnotherRun()
    {
        var folder = Recordings.LmEval(Files["results"])[0];
        var first = await ImportAsync(folder);
        Assert.Equal(new Imported(first.RunId, IsNew: false), await ImportAsync(folder));
        Assert.NotEqual(first.RunId, (await ImportAsync(new ImportOptions { Paths = [folder], Metric = "exact_match,flexible-extract" })).RunId);
        Assert.Equal(2, (await Reader.RunsAsync(10, Cancel)).Count);
    }

    [Fact]
    public async Task OfTwoAtOnce_OneWrites()
    {
        var path = Recordings.PlainJsonl(Files["results"])[0];
        var both = await Task.WhenAll(ImportAsync(path), ImportAsync(path));
        Assert.Equal(both[0].RunId, both[1].RunId);
        Assert.Single(both, i => i.IsNew);
        Assert.Single(await Reader.RunsAsync(10, Cancel));
    }

    [Fact]
    public async Task ABenchmarkOfOurs_JudgesBesideThem_AndCountsWhenScoredAgain()
    {
        var benchmark = Sums();
        var path = Files.Write(
            "them.jsonl",
            string.Concat(
                Enumerable
                    .Range(0, Recordings.Questions)
                    .Select(i =>
                        // They took everything for right; the questions tell which samples of ours they are.
                        JsonSerializer.Serialize(
                            new
                            {
                                id = i + 100,
                                model = "beta",
                                question = $" {Recordings.Question(i)}\n",
                                completion = Recordings.Said("beta", i),
                                score = 1,
                            }
                        ) + "\n"
                    )
            )
        );
        var imported = await ImportAsync(new ImportOptions { Paths = [path], Benchmark = "sums" }, benchmark);
        var run = await RunAsync(imported);
        Assert.Equal(8, (await FactsAsync(imported)).Evaluations.Single().Counts.Right);
        Assert.Null(run.Settings.SamplingOf("sums", "beta").Temperature); // what our file says was not theirs
        Assert.Equal("sum-3", (await AttemptsAsync(imported, "sums"))[3].Sample.Id);

        var (scored, changed) = await new RescoreRun(new Rescorer(Reader, new AttemptStore(Database), Datasets, Sandbox, null!, null!)).ExecuteAsync(
            run,
            null,
            Cancel
        );
        Assert.Equal((8, 4), (scored, changed));
        var counts = (await FactsAsync(imported)).Evaluations.Single();
        Assert.Equal((4, 4), (counts.Counts.Right, counts.Counts.Wrong));
        Assert.StartsWith("integer", run.Settings.ScorerOf("sums", counts.Row.ScorerVersion));
    }

    [Fact]
    public async Task CompletionsWithTargets_AreScoredByOurScorer_WhereTheyHaveNoScore()
    {
        var path = Files.Write("bare.csv", "id,model,completion,target\n1,m,The answer is 4,4\n2,m,\"The answer, I think, is 5\",4\n");
        var refused = await RefusedAsync(path);
        Assert.Contains("--scorer", refused.Message);
        var imported = await ImportAsync(new ImportOptions { Paths = [path], Scorer = "integer" });
        var evaluation = (await FactsAsync(imported)).Evaluations.Single();
        Assert.Equal((1, 1), (evaluation.Counts.Right, evaluation.Counts.Wrong));
        Assert.True(evaluation.Row.ScorerVersion > ImportedEvaluation.TheirScores);
        Assert.Equal(
            (2, 0),
            await new RescoreRun(new Rescorer(Reader, new AttemptStore(Database), Datasets, Sandbox, null!, null!)).ExecuteAsync(
                await RunAsync(imported),
                null,
                Cancel
            )
        );
    }

    [Fact]
    public async Task ScoresBetween0And1_AreSharesOfTheCredit_AndAScaleIsTakenOut()
    {
        var shares = await ImportAsync(Files.Write("shares.csv", "id,score\na,0.25\nb,1\nc,0\n"));
        var counts = (await FactsAsync(shares)).Evaluations.Single().Counts;
        Assert.Equal((1, 1, 1, 1.25), (counts.Right, counts.Partial, counts.Wrong, counts.Credit));
        var scaled = await ImportAsync(new ImportOptions { Paths = [Files.Write("ten.csv", "id,score\na,5\nb,10\n")], Scale = 10 });
        Assert.Equal(1.5, (await FactsAsync(scaled)).Evaluations.Single().Counts.Credit);
    }

    [Fact]
    public async Task PromptsThatDiffer_AreTold()
    {
        var path = Files.Write(
            "prompts.jsonl",
            """
            {"id":1,"model":"a","prompt":"Say 1.","question":"one","score":1}
            {"id":2,"model":"a","prompt":"Say 2.","question":"two","score":1}
            {"id":1,"model":"b","prompt":"Say 1.","question":"one","score":0}
            {"id":2,"model":"b","prompt":"Please say 2.","question":"two","score":1}
            """
        );
        var apart = Assert.Single((await RunAsync(await ImportAsync(path))).Settings.Import!.PromptsApart);
        Assert.Equal(new PromptsApart("imported", "a", "b", Different: 1, Known: 2), apart);
    }

    [Fact]
    public async Task ARunThatWasImported_IsNeitherResumedNorRepeated()
    {
        var run = await RunAsync(await ImportAsync([.. Recordings.PlainCsv(Files["results"])]));
        Assert.Contains("imported from", Assert.Throws<SettingsException>(() => ResumeRun.ThrowIfNever(run)).Message);
    }

    [Theory]
    [InlineData("a.csv", "id,score\n1,1\n2,87\n", "a.csv(3): 'score' is 87", "--scale")]
    [InlineData("a.csv", "id,score\n1,1\n2,good\n", "a.csv(3): 'score' is 'good'", "a number is expected")]
    [InlineData("a.csv", "name,score\nx,1\n", "a.csv(2): 'id' is missing", "'name', 'score'")]
    [InlineData("a.csv", "id,score,epoch\n1,1,0\n", "'epoch' is 0", "from 1")]
    [InlineData("a.csv", "id,model\n1,m\n", "neither a 'score' nor a 'completion'", "'id', 'model'")]
    [InlineData("a.csv", "id,score,epoch\n1,1,1\n1,0,1\n", "a.csv(3): a has answered sample '1' (epoch 1) already in", "--model")]
    [InlineData("a.csv", "id,question,score,model\n1,x,1,m\n1,y,1,n\n", "asks or wants something else than in", "one by one")]
    [InlineData("a.jsonl", "{\"id\":1,\"score\":1}\n{\"id\":2,\"score\":", "a.jsonl(2) is not valid JSON", "")]
    [InlineData("a.jsonl", "{\"id\":1,\"score\":1}\n{\"id\":\"\\ud83d\",\"score\":1}\n", "a.jsonl(2): 'id' holds half a character", "")]
    [InlineData("a.jsonl", "{\"question\":1}\n", "is in no format that is known here", "--format")]
    [InlineData("a.json", "{\"results\":{\"x\":{}},\"configs\":{}}", "is in no format", "lm-eval")]
    [InlineData("results_2026.json", "{\"results\":{\"x\":{}},\"configs\":{}}", "beside its results", "folder of both")]
    [InlineData("a.eval", "PK\u0003\u0004 and no more", "no zip archive", "copied whole")]
    [InlineData("a.json", "{\"eval\":{\"task\":\"t\"},\"samples\":[]}", "names no model", "")]
    [InlineData("a.json", "{\"eval\":{\"task\":\"t\",\"model\":\"m\"},\"samples\":[{\"epoch\":1}]}", "a.json(sample 1): 'id' is missing", "")]
    [InlineData("a.json", "{\"eval\":{\"task\":\"t\",\"model\":\"m\"},\"samples\":[{\"id\":1", "not valid JSON", "")]
    [InlineData("a.csv", "", "The files hold no results", "")]
    public async Task BadInput_IsOneErrorWithPlaceValueAndFix_AndNothingIsImported(string name, string text, string says, string fix)
    {
        var refused = await RefusedAsync(Files.Write(name, text));
        Assert.Contains(says, refused.Message);
        Assert.Contains(fix, refused.Message);
    }

    [Fact]
    public async Task Bombs_AreBounded()
    {
        var path = Files["bomb.eval"];
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("header.json").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 66; i++)
                entry.Write(zeros);
        }

        Assert.Contains("unpacks to more than 64 MB", (await RefusedAsync(path)).Message);
        var deep = Files.Write("deep.json", "{\"eval\":{\"task\":\"t\",\"model\":\"m\"},\"samples\":[" + new string('[', 5000) + "]}");
        Assert.Contains("not valid JSON", (await RefusedAsync(deep)).Message);
    }

    [Fact]
    public async Task ABenchmarkOfOurs_MustHaveTheSamples()
    {
        var refused = await RefusedAsync(
            new ImportOptions { Paths = [Files.Write("other.jsonl", """{"id":"x","score":1,"question":"What is love?"}""")], Benchmark = "sums" },
            Sums()
        );
        Assert.Contains("has no sample 'x'", refused.Message);
        Assert.Contains("'sum-0'", refused.Message);
    }

    [Fact]
    public async Task TwoPaths_MayNameTheirModelsOneByOne()
    {
        var (a, b) = (Files.Write("one/samples.csv", "id,score\n1,1\n"), Files.Write("two/samples.csv", "id,score\n1,0\n"));
        var refused = await RefusedAsync(a, b);
        Assert.Contains("--model", refused.Message);
        var run = await RunAsync(await ImportAsync(new ImportOptions { Paths = [a, b], Models = ["left", "right"] }));
        Assert.Equal(["left", "right"], run.Settings.Job.Models);
    }

    private static SampleScore Tally(bool right) => new(right ? 1 : 0, 1);
}
