using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <content>Which answers are compared, and what a judge is shown of them.</content>
public abstract partial class RunningContract
{
    // What each request to the judge held between its fences, by name.
    private List<Dictionary<string, string>> ShownToTheJudge() =>
        [
            .. _at
                .AskedSoFar.Where(a => a.Body.GetProperty("model").GetString() == "judge")
                .Select(a => a.Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!)
                .Select(content => Fenced().Matches(content).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value)),
        ];

    [GeneratedRegex(@"<<<(?<nonce>[0-9a-f]{16}) (?<name>[^\n]+)\n(?<text>.*?)\n\k<nonce>>>>", RegexOptions.Singleline)]
    private static partial Regex Fenced();

    private RunSettings Trio(string? baseline = null)
    {
        var duel = Duel();
        return duel with
        {
            Job = duel.Job with { Models = ["good", "bad", "third"], Benchmarks = [new JobBenchmark("bench") { Baseline = baseline, Limit = 3 }] },
            Models = [.. duel.Models, _at.Model with { Id = "third", Model = "third" }],
        };
    }

    private static Func<Asked, Said> Three(Func<Asked, Said> judge) =>
        asked => asked.Body.GetProperty("model").GetString() == "third" ? new Said("a third answer") : Contestants(judge)(asked);

    [Fact]
    public async Task AJudge_IsShownTheQuestionAlone_AndBothAnswersInBothOrders()
    {
        _at.Script = Contestants(Fair);
        var (run, stage, _) = await AnsweredAsync(Duel(job => job with { Benchmarks = [new JobBenchmark("bench") { Limit = 1 }] }));
        await JudgeAsync(run, stage);
        var question = Assert.Single(_at.AskedSoFar, a => a.Body.GetProperty("model").GetString() == "good").Question;
        var shown = ShownToTheJudge();
        Assert.Equal(2, shown.Count);
        Assert.All(
            shown,
            s => Assert.Equal([$"question {question}"], s.Where(p => !p.Key.StartsWith("answer", StringComparison.Ordinal)).Select(p => p.Value))
        );
        Assert.Equal([$"a bad answer to question {question}", $"a good answer to question {question}"], shown.Select(s => s["answer A"]).Order());
        Assert.All(shown, s => Assert.NotEqual(s["answer A"], s["answer B"]));
    }

    [Fact]
    public async Task AJudge_IsShownAConversationTurnByTurn_AndTheReferenceWhereThatIsWanted()
    {
        _at.Script = Contestants(Fair);
        var duel = Duel(job => job with { Benchmarks = [new JobBenchmark("bench") { Limit = 1 }] });
        var benchmark = duel.Benchmarks[0] with
        {
            System = "Be kind.",
            Scorer = new ScorerSettings(ScorerSettings.Pairwise) { Options = new Dictionary<string, string> { ["reference"] = "true" } },
        };
        var (run, stage, _) = await AnsweredAsync(duel with { Benchmarks = [benchmark] });
        await JudgeAsync(run, stage);
        var question = _at.AskedSoFar[0].Question;
        Assert.All(
            ShownToTheJudge(),
            s =>
                Assert.Equal(
                    [$"[system]\nBe kind.\n\n[user]\nquestion {question}", $"{question}"],
                    s.Where(p => !p.Key.StartsWith("answer", StringComparison.Ordinal)).Select(p => p.Value)
                )
        );
    }

    [Theory]
    [InlineData(null, "bad-third good-bad good-third")]
    [InlineData("third", "bad-third good-third")]
    [InlineData("gone", "bad-third good-bad good-third")] // as where a rerun asks the baseline no more
    public async Task EachIsComparedWithEach_OrWithTheBaselineAlone(string? baseline, string pairs)
    {
        _at.Script = Three(_ => new Said("Verdict: A better"));
        var (run, stage, _) = await AnsweredAsync(Trio(baseline));
        Assert.Null(await JudgeAsync(run, stage));
        var verdicts = await VerdictsAsync(run);
        Assert.Equal(pairs, string.Join(' ', verdicts.Select(v => $"{v.FirstModel}-{v.SecondModel}").Distinct().Order()));
        Assert.Equal(3 * pairs.Split(' ').Length, verdicts.Count);
        Assert.Equal(2 * verdicts.Count, JudgeAsked);
    }

    [Fact]
    public async Task AnAnswerThatFailed_IsComparedWithNothing_AndTheOthersAre()
    {
        var answers = Three(_ => new Said("Verdict: A better"));
        _at.Script = asked => asked.Body.GetProperty("model").GetString() == "bad" ? new Said("") { Status = 500 } : answers(asked);
        var (run, stage, _) = await AnsweredAsync(Trio());
        Assert.Null(await JudgeAsync(run, stage));
        Assert.Equal(["good-third"], (await VerdictsAsync(run)).Select(v => $"{v.FirstModel}-{v.SecondModel}").Distinct());
        Assert.Equal(3, (await CountsOfAsync(run, "bad")).Failed);
    }

    [Fact]
    public async Task Answers_AreComparedWithinTheirEpoch()
    {
        _at.Script = Contestants(Fair);
        var (run, stage, _) = await AnsweredAsync(Duel(job => job with { Benchmarks = [new JobBenchmark("bench") { Limit = 2, Epochs = 2 }] }));
        Assert.Null(await JudgeAsync(run, stage));
        Assert.Equal([1, 1, 2, 2], (await VerdictsAsync(run)).Select(v => v.Epoch).Order());
        Assert.Equal((8, 4), (JudgeAsked, (await CountsOfAsync(run, "good")).Right));
    }

    [Fact]
    public async Task ABaseline_IsOneOfTheBenchmarksOwnModels()
    {
        var settings = Trio("third");
        var run = await _at.PlanAsync(settings);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        var evaluations = await _at.Reader.EvaluationsAsync(run, Cancel);
        Assert.Equal("third", PairWork.Baseline(row, settings.Benchmarks[0], evaluations));
        Assert.Null(PairWork.Baseline(row, settings.Benchmarks[0], [.. evaluations.Where(e => e.ModelId != "third")]));
        Assert.Null(PairWork.Baseline(row, settings.Benchmarks[0], [.. evaluations.Select(e => e with { BenchmarkId = "other" })]));
    }
}
