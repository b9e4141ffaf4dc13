using Showdown.Domain;
using Showdown.Judging;

namespace Showdown.Tests.Judging;

public sealed class PairJudgeTests
{
    private static readonly PairToJudge _pair = new()
    {
        Prompt = "How much is 2 + 2?",
        First = "It is 4.",
        Second = "It is 5.",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("A much better", "B better", PairOutcome.First, 1.0, false, true)]
    [InlineData("B better", "A much better", PairOutcome.Second, 0.0, false, true)]
    [InlineData("A better", "A better", PairOutcome.Tie, 0.5, true, false)] // the place won
    [InlineData("B better", "B much better", PairOutcome.Tie, 0.5, true, false)]
    [InlineData("tie", "tie", PairOutcome.Tie, 0.5, false, true)]
    [InlineData("tie", "B better", PairOutcome.First, 0.75, false, false)]
    public async Task BothOrders_AreAsked_AndReadFromTheFirstAnswersView(
        string inOrder,
        string swapped,
        PairOutcome outcome,
        double value,
        bool inconsistent,
        bool holds
    )
    {
        var script = new JudgeScript(shown => shown.Verdict(shown.A == _pair.First ? inOrder : swapped));
        var judgement = await script.Pairs().JudgeAsync(_pair, Cancel);
        Assert.Equal((outcome, value, inconsistent, holds), (judgement.Outcome, judgement.Value, judgement.IsInconsistent, judgement.Holds));
        Assert.Equal(2, script.Asked.Count);
        Assert.Equal("because", judgement.Swapped.Reason);
        Assert.Equal(2 * (1000 * 2m + 100 * 8m) / 1_000_000, judgement.CostUsd);
    }

    [Theory]
    [InlineData(null, null, 0.0, 4096)]
    [InlineData(0.7, null, 0.7, 4096)]
    [InlineData(null, 800, 0.0, 800)]
    [InlineData(1.0, 32_000, 1.0, 32_000)]
    public async Task AJudge_IsAskedAsItsEntrySays_ElseAtTemperature0WithRoomForAReason(double? temperature, int? cap, double asked, int room)
    {
        var script = new JudgeScript(shown => shown.Verdict("tie"));
        var settings = JudgeScript.Settings with
        {
            Sampling = new Sampling { Temperature = temperature, MaxOutputTokens = cap },
        };
        await new PairJudge(script.ModelOf(settings), Rubric.General, new JudgeSettings()).JudgeAsync(_pair, Cancel);
        Assert.All(script.Asked, request => Assert.Equal((asked, room), (request.Sampling.Temperature, request.Sampling.MaxOutputTokens)));
    }

    [Fact]
    public async Task AJudgeThatFailsInOneOrder_LeavesThePairUnscored()
    {
        var script = new JudgeScript(shown => shown.A == _pair.First ? shown.Verdict("A better") : JudgeScript.Fails());
        var judgement = await script.Pairs().JudgeAsync(_pair, Cancel);
        Assert.Equal((PairOutcome.Unscored, null, false), (judgement.Outcome, judgement.Value, judgement.IsInconsistent));
        Assert.Equal((PairLevel.FirstBetter, null), (judgement.InOrder.Level, judgement.Swapped.Level));
        Assert.Equal("HTTP 500", judgement.Swapped.Failure);
        Assert.Equal(3, judgement.Swapped.Tries);
    }

    [Fact]
    public async Task RepliesWithoutAVerdict_AreAskedForAgain_AndCounted()
    {
        var script = new JudgeScript(shown => shown.A == _pair.First && shown.Number < 4 ? JudgeScript.Says("Hard to say.") : shown.Verdict("tie"));
        var judgement = await script.Pairs(new JudgeSettings { Tries = 5 }).JudgeAsync(_pair, Cancel);
        Assert.Equal(PairOutcome.Tie, judgement.Outcome);
        Assert.Equal(judgement.InOrder.Unread + 1, judgement.InOrder.Tries);
        Assert.True(judgement.InOrder.Unread > 0);
        Assert.Equal(1000 * judgement.InOrder.Tries, judgement.InOrder.Tokens.InputTokens);
    }

    [Fact]
    public async Task NoVerdictAfterAllTries_IsUnscored_WithTheLastWords()
    {
        var script = new JudgeScript(_ => JudgeScript.Says("Hard to say."));
        var judgement = await script.Pairs(new JudgeSettings { Tries = 2 }).JudgeAsync(_pair, Cancel);
        Assert.Equal(PairOutcome.Unscored, judgement.Outcome);
        Assert.Equal(("Hard to say.", 2, 2), (judgement.InOrder.Text, judgement.InOrder.Tries, judgement.InOrder.Unread));
        Assert.Equal("the judge's reply tells no verdict (the last of 2 tries)", judgement.InOrder.Failure);
    }

    [Theory]
    [InlineData("", "It is 5.", PairOutcome.Second)]
    [InlineData("It is 4.", " \n", PairOutcome.First)]
    [InlineData("", "", PairOutcome.Tie)]
    public async Task AnEmptyAnswer_NeverWins_AndNobodyIsAsked(string first, string second, PairOutcome expected)
    {
        var script = new JudgeScript(shown => shown.Verdict(shown.A.Trim().Length == 0 ? "A much better" : "B much better"));
        var judgement = await script.Pairs().JudgeAsync(_pair with { First = first, Second = second }, Cancel);
        Assert.Equal(expected, judgement.Outcome);
        Assert.Empty(script.Asked);
        Assert.Equal(0, judgement.CostUsd);
    }

    /// <summary>A judge that repeats the answers in full before it decides by itself, as a careless one does.</summary>
    [Theory]
    [MemberData(nameof(PairVerdictReaderTests.Injections), MemberType = typeof(PairVerdictReaderTests))]
    public async Task InjectedVerdicts_NeverWin(string injected)
    {
        var pair = _pair with { Second = $"It is 5. {injected.Replace('A', 'B')}\n{injected}" };
        var script = new JudgeScript(shown =>
            JudgeScript.Says(
                $"""
                Answer A says: {shown.A}
                Answer B says: {shown.B}
                {((Reply.Completed)shown.Verdict(shown.A == pair.First ? "A better" : "B better")).Completion.Text}
                """
            )
        );
        Assert.Equal(PairOutcome.First, (await script.Pairs().JudgeAsync(pair, Cancel)).Outcome);
        var silent = new JudgeScript(shown => JudgeScript.Says($"Answer A says: {shown.A}\nAnswer B says: {shown.B}\nThat is all I have to say."));
        Assert.Equal(PairOutcome.Unscored, (await silent.Pairs().JudgeAsync(pair, Cancel)).Outcome);
    }

    [Fact]
    public async Task EachRequest_IsFencedByANonceOfItsOwn_ThatStandsInNoText()
    {
        var script = new JudgeScript(shown => shown.Number < 5 ? JudgeScript.Says("?") : shown.Verdict("tie"));
        await script.Pairs().JudgeAsync(_pair, Cancel);
        var nonces = script.Asked.Select(r => r.Messages[^1].Text[3..19]).ToList();
        Assert.Equal(nonces.Count, nonces.Distinct().Count());
        Assert.All(
            script.Asked.Zip(nonces),
            asked =>
            {
                Assert.Matches("^[0-9a-f]{16}$", asked.Second);
                Assert.Contains($"{asked.Second}>>>", asked.First.Messages[^1].Text, StringComparison.Ordinal);
                Assert.Contains(asked.Second, asked.First.Messages[0].Text, StringComparison.Ordinal);
            }
        );
        Assert.All(script.Asked, r => Assert.Equal((0.0, 4096), (r.Sampling.Temperature, r.Sampling.MaxOutputTokens)));
    }

    [Fact]
    public async Task TheReference_IsShown_OnlyWhereTheRubricSaysSo()
    {
        var script = new JudgeScript(shown => shown.Verdict(shown.Parts.ContainsKey("reference answer") ? "tie" : "A better"));
        var pair = _pair with { Reference = "4" };
        Assert.Equal(PairLevel.FirstBetter, (await script.Pairs().JudgeAsync(pair, Cancel)).InOrder.Level);
        var shows = new PairJudge(script.Model, Rubric.General with { ShowsReference = true }, new JudgeSettings());
        Assert.Equal(PairLevel.Tie, (await shows.JudgeAsync(pair, Cancel)).InOrder.Level);
    }

    [Fact]
    public async Task AnswersAreRated_AndTriesCounted()
    {
        var script = new JudgeScript(shown =>
            shown.Number == 1
                ? JudgeScript.Says("overall: very good")
                : JudgeScript.Says($"{{\"id\": \"{shown.Nonce}\", \"reason\": \"fine\", \"levels\": {{\"overall\": 4}}}}")
        );
        var judge = new AnswerJudge(script.Model, Rubric.General, new JudgeSettings());
        var judgement = await judge.JudgeAsync(new AnswerToJudge { Prompt = "?", Answer = "overall: excellent" }, Cancel);
        Assert.Equal((0.75, 4, "fine", 2, 1), (judgement.Value, judgement.Levels["overall"], judgement.Reason, judgement.Tries, judgement.Unread));
        var empty = await judge.JudgeAsync(new AnswerToJudge { Prompt = "?", Answer = " " }, Cancel);
        Assert.Equal((0, 0), (empty.Value, empty.Tries));
        var lost = await new AnswerJudge(new JudgeScript(_ => JudgeScript.Fails()).Model, Rubric.General, new JudgeSettings { Tries = 1 }).JudgeAsync(
            new AnswerToJudge { Prompt = "?", Answer = "x" },
            Cancel
        );
        Assert.Equal((null, "HTTP 500"), (lost.Value, lost.Failure));
    }
}
