using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What was paid for replies that were none.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task DiscardedTokens_CountToCostAndBudget_OfRightAndOfFailedAttempts()
    {
        await PlanAsync();
        var timings = new Timings { StartedAt = _now };
        var discarded = new Usage { InputTokens = 1000, OutputTokens = 200 };
        var completion = new Completion
        {
            Text = "42",
            FinishReason = FinishReason.Stop,
            Timings = timings,
            Usage = new Usage { InputTokens = 10, OutputTokens = 5 },
        };
        await _writer.SaveAsync(
            [
                (
                    new Attempt(Key("s1", 1), new Reply.Completed(completion) { Discarded = discarded }, Score.Right("42", "why")) { CostUsd = 0.5m },
                    1
                ),
                (
                    new Attempt(Key("s2", 1), new Reply.Failed(new Failure(FailureKind.ServerError, "no"), timings) { Discarded = discarded }, null)
                    {
                        CostUsd = 0.25m,
                    },
                    1
                ),
                (new Attempt(Key("s3", 1), new Reply.Failed(new Failure(FailureKind.ServerError, "no"), timings), null), 1),
            ],
            Cancel
        );
        Assert.Equal((0.75m, 15 + (2 * 1200)), await Reader.SpentAsync(Run, Cancel));
        Assert.Equal(0.75m, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);

        // Forgotten to be asked again, they still were paid for.
        await new RunStore(_database).ReopenAsync(Run, forgetFailed: true, Cancel);
        Assert.Equal(1, (await Reader.CountsAsync(Evaluation, Cancel)).Total);
        Assert.Equal((0.75m, 15 + (2 * 1200)), await Reader.SpentAsync(Run, Cancel));
        Assert.Equal(0.75m, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        await new AttemptStore(_database).AddUnkeptAsync(Evaluation, discarded, 0.125m, Cancel);
        Assert.Equal((0.875m, 15 + (3 * 1200)), await Reader.SpentAsync(Run, Cancel));
        Assert.Equal(0.875m, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
    }
}
