using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Answers that earn a share of the credit, conversations and tools.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Shares_AreCountedForWhatTheyEarned_ATruncatedOneToo()
    {
        await PlanAsync();
        await new AttemptStore(_database).SetScorerVersionAsync(Evaluation, 1, isTwoValued: false, Cancel);
        var cutOff = Score.Share(0.25, "x", "why") with { Outcome = Outcome.Truncated };
        await _writer.SaveAsync(
            [
                (Scored("s1", 1, Score.Share(1, "x", "all")), 1),
                (Scored("s1", 2, Score.Share(0.5, "x", "half")), 1),
                (Scored("s2", 1, Score.Share(0, "x", "none")), 1),
                (Scored("s2", 2, cutOff), 1),
                (Failed("s3", 1), 1),
            ],
            Cancel
        );
        Assert.Equal(
            new OutcomeCounts(1, 1, 1, 1, 0)
            {
                Partial = 1,
                PartCredit = 0.75,
                PartSquares = 0.3125,
                IsShare = true,
            },
            await Reader.CountsAsync(Evaluation, Cancel)
        );
        var tallies = await Reader.TalliesAsync(Evaluation, Cancel);
        Assert.Equal([1.5, 0.25, 0], tallies.OrderBy(t => t.SampleId).Select(t => t.Counts.Credit));
        var evaluation = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        Assert.False(evaluation.IsTwoValued);
        Assert.Equal(
            [new ScoredSample("s1", 1, 2, 0.5, 0.25), new ScoredSample("s2", 0, 2, 0.25, 0.0625)],
            (await Reader.ScoredSamplesAsync(evaluation, Cancel).ToListAsync(Cancel)).OrderBy(s => s.SampleId)
        );
        var views = await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel);
        Assert.Equal(
            [(Outcome.Right, 1), (Outcome.Partial, 0.5), (Outcome.Wrong, 0), (Outcome.Truncated, 0.25), (Outcome.Failed, 0)],
            views.OrderBy(v => v.Sample.Id).ThenBy(v => v.Epoch).Select(v => (v.Outcome, v.Credit))
        );
    }

    [Fact]
    public async Task PartsOfAnInstantScore_AreSavedWithIt_AndComeBackWithTheAttempt()
    {
        await PlanAsync();
        PartScore[] parts = [PartScore.Counted("loose", 3, 3), PartScore.Counted("strict", 2, 3)];
        await _writer.SaveAsync([(Scored("s1", 1, Score.Wrong("x", "why") with { Parts = parts }), 1)], Cancel);
        var read = await Reader.PartsAsync(Evaluation, Cancel);
        Assert.Equal(["loose", "strict"], read.Select(p => p.Name));
        Assert.Equal([new PartTally("s1", 1, 1, 3, 3), new PartTally("s1", 0, 1, 2, 3)], read.SelectMany(p => p.Samples));
        Assert.Equal(parts, Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).Parts);
    }

    [Fact]
    public async Task Calls_ComeBackAsTheyWereWritten()
    {
        await PlanAsync();
        ToolCall[] calls = [new("f", "{\"a\": \"\u00e4\u0301\"}") { Id = "call-1" }, new("no such tool", "no JSON <b>\0")];
        await _writer.SaveAsync([(Scored("s1", 1, Score.Right("x", "why"), calls), 1)], Cancel);
        var attempt = Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel));
        Assert.Equal([calls[0], new ToolCall("no such tool", "no JSON <b>\ufffd")], attempt.ToolCalls);
    }

    private Attempt Scored(string sample, int epoch, Score score, params ToolCall[] calls) =>
        new(
            Key(sample, epoch),
            new Reply.Completed(
                new Completion
                {
                    Text = "text",
                    ToolCalls = calls,
                    FinishReason = score.Outcome == Outcome.Truncated ? FinishReason.Length : FinishReason.Stop,
                    Timings = Distinct,
                }
            ),
            score
        );
}
