using System.Data.Common;
using Dapper;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>What ends the asking: a budget, a stop in the middle, a model that is given up, a person.</summary>
public abstract partial class RunningContract
{
    [Theory]
    [InlineData(1000L, null, 10, "the budget of 1000 tokens is spent (1000)")] // 100 tokens a request
    [InlineData(1001L, null, 11, "the budget of 1001 tokens is spent (1100)")]
    [InlineData(null, 0.00070, 5, "the budget of $0.0007 is spent ($0.0007)")] // $0.00014 a request
    public async Task Budget_EndsTheAsking_WhenItIsReached(long? tokens, double? usd, int requests, string reason)
    {
        var run = await _at.PlanAsync(
            _at.Settings(job =>
                job with
                {
                    Budget = new Budget { Tokens = tokens, Usd = (decimal?)usd },
                }
            )
        );
        Assert.Equal(reason, Assert.IsType<ShardResult.BudgetSpent>(Assert.Single(await _at.AskAsync(run))).Reason);
        Assert.Equal(requests, _at.AskedSoFar.Count);
        Assert.Equal(requests, (await _at.CountsAsync(run)).Total);
        Assert.Equal([$"Run {run}: {reason}; nothing more is asked"], _at.BudgetLog.Lines);

        // Another process reads what is spent from the database, and asks nothing.
        await _at.Finisher.StopAsync(run, reason, Cancel);
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        Assert.IsType<ShardResult.BudgetSpent>(Assert.Single(await _at.AskAsync(run)));
        Assert.Equal(requests, _at.AskedSoFar.Count);

        // More money, and it goes on to the end.
        await _at.Finisher.StopAsync(run, reason, Cancel);
        await _at.Starter.ResumeAsync(run, failedToo: false, new Budget { Tokens = 1_000_000 }, Cancel);
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(run));
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Fact]
    public async Task Budget_CountsWhatWasPaid_ForAttemptsThatItStoppedBetweenTwoTries()
    {
        // The clock stands still: nobody gets to a second try. The budget is spent with the last of three replies.
        _at.Script = _ => new Said("half an ans", "network_error");
        var three = _at.Model with
        {
            Limits = new ModelLimits { Concurrency = 3, Tries = 3 },
        };
        var run = await _at.PlanAsync(_at.Settings(job => job with { Budget = new Budget { Tokens = 250 } }, model: three));
        Assert.IsType<ShardResult.BudgetSpent>(Assert.Single(await _at.AskAsync(run)));

        var asked = _at.AskedSoFar.Count;
        Assert.Equal(3, asked);
        Assert.InRange((await _at.CountsAsync(run)).Failed, 1, 3); // as a rule 1: those between two tries count as not made
        Assert.Equal((asked * 0.00014m, asked * 100L), await _at.Reader.SpentAsync(run, Cancel));
        var evaluation = (await _at.EvaluationAsync(run)).Id;
        Assert.Equal(asked * 0.00014m, (await _at.Reader.FiguresAsync(evaluation, Cancel)).CostUsd);
        Assert.Equal(asked * 0.00014m, _at.Progress.Of(evaluation).CostUsd);
    }

    [Fact]
    public async Task Budget_OfThisProcess_IsCountedBeforeTheDatabaseHasIt()
    {
        var run = await _at.PlanAsync(_at.Settings(job => job with { Budget = new Budget { Tokens = 100 } }));
        var (_, _, budgets) = _at.NewProcess();
        Assert.Null(await budgets.ExhaustedAsync(run, Cancel));
        budgets.Add(run, new Usage { InputTokens = 60, OutputTokens = 39 }, null);
        Assert.Null(await budgets.ExhaustedAsync(run, Cancel));
        budgets.Add(run, new Usage { OutputTokens = 1 }, null);
        Assert.Equal("the budget of 100 tokens is spent (100)", await budgets.ExhaustedAsync(run, Cancel));
    }

    [Fact]
    public async Task Budget_ThatIsSpent_IsKnownToAllWhoAskAtOnce_FromTheFirstOn()
    {
        var run = await _at.PlanAsync(_at.Settings(job => job with { Budget = new Budget { Tokens = 100 } }));
        Assert.IsType<ShardResult.BudgetSpent>(Assert.Single(await _at.AskAsync(run)));
        for (var again = 0; again < 20; again++)
        {
            var (_, _, budgets) = _at.NewProcess();
            using var together = new Barrier(4);
            var said = await Task.WhenAll(
                Enumerable
                    .Range(0, together.ParticipantCount)
                    .Select(_ =>
                        Task.Factory.StartNew(
                                () =>
                                {
                                    together.SignalAndWait(Cancel);
                                    return budgets.ExhaustedAsync(run, Cancel).AsTask();
                                },
                                Cancel,
                                TaskCreationOptions.LongRunning,
                                TaskScheduler.Default
                            )
                            .Unwrap()
                    )
            );
            Assert.All(said, reason => Assert.StartsWith("the budget of 100 tokens is spent", reason, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Resume_AsksOnlyForWhatIsMissing_AfterAStopInTheMiddle()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _at.Script = asked =>
        {
            if (asked.Number == 8)
                stop.Cancel();
            return new Said($"The answer is {asked.Question}.");
        };
        var run = await _at.PlanAsync(_at.Settings());
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 5, _at.Time.GetUtcNow(), Cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _at.NewProcess().Runner.CarryOutAsync(shard.Id, stop.Token));
        var before = await _at.CountsAsync(run);
        Assert.InRange(before.Total, 7, 8);

        _at.Progress.Of(shard.EvaluationId);
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        Assert.Equal(before, _at.Progress.Of(shard.EvaluationId).Counts);
        Assert.Equal(before.Total, _at.Progress.Of(shard.EvaluationId).Before);
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(run));
        Assert.InRange(_at.AskedSoFar.Count, 20, 21); // at most the one in flight is asked twice
    }

    [Fact]
    public async Task FailedAttempts_AreCountedApart_AndAskedAgainWhenThatIsWanted()
    {
        _at.Script = asked => asked.Question <= 2 ? new Said("") { Status = 500 } : new Said($"The answer is {asked.Question}.");
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(18, 0, 0, 2, 0), await _at.CountsAsync(run));
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Incomplete, "2 attempts failed for good"), (row.Status, row.Reason));

        _at.Script = asked => new Said($"The answer is {asked.Question}.");
        await _at.Starter.ResumeAsync(run, failedToo: true, budget: null, Cancel);
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(run));
        Assert.Equal((RunStatus.Complete, 22), ((await _at.Reader.RunAsync(run, Cancel))!.Status, _at.AskedSoFar.Count));
    }

    [Fact]
    public async Task ADatabaseThatWasAway_WhenTheModelWasFirstWanted_StopsNothingForGood()
    {
        var run = await _at.PlanAsync(_at.Settings());
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        var runner = _at.NewProcess().Runner;
        await using var connection = await _at.Database.ConnectAsync(Cancel);
        await connection.ExecuteAsync("alter table worker rename to away");
        await Assert.ThrowsAnyAsync<DbException>(() => runner.CarryOutAsync(shard.Id, Cancel));
        await connection.ExecuteAsync("alter table away rename to worker");
        Assert.IsType<ShardResult.Finished>(await runner.CarryOutAsync(shard.Id, Cancel));
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(run));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task AHostThatRefusesEverything_EndsTheModelSoon_AndAPlainResumeAsksEverySample(int status)
    {
        _at.Script = _ => new Said("") { Status = status };
        var run = await _at.PlanAsync(
            _at.Settings(
                model: _at.Model with
                {
                    Limits = new ModelLimits { Concurrency = 8, Tries = 4 },
                }
            )
        );
        var reason = Assert.IsType<ShardResult.ModelStopped>(Assert.Single(await _at.AskAsync(run))).Reason;
        Assert.InRange(_at.AskedSoFar.Count, 1, 9);
        Assert.Equal(0, (await _at.CountsAsync(run)).Total);
        var evaluation = Assert.Single(await _at.Finisher.StopModelAsync(run, _at.Model.Id, reason, Cancel));
        await _at.Finisher.FinishEvaluationAsync(run, evaluation, Cancel);
        await _at.Finisher.FinishRunAsync(run, Cancel);

        _at.Script = asked => new Said($"The answer is {asked.Question}.");
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(run));
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Fact]
    public async Task StoppedModel_LeavesTheRunIncomplete_WithTheReason()
    {
        var run = await _at.PlanAsync(_at.Settings());
        var evaluation = await _at.EvaluationAsync(run);
        Assert.Equal([evaluation.Id], await _at.Finisher.StopModelAsync(run, _at.Model.Id, "the key is refused", Cancel));
        Assert.True(await _at.Finisher.FinishEvaluationAsync(run, evaluation.Id, Cancel));
        await _at.Finisher.FinishRunAsync(run, Cancel);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Incomplete, "the key is refused; 20 missing"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task Cancelling_EndsARunOnce_AndNothingMoreIsAsked()
    {
        var run = await _at.PlanAsync(_at.Settings());
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        Assert.True(await _at.Starter.CancelAsync(run, "enough", Cancel));
        Assert.False(await _at.Starter.CancelAsync(run, "again", Cancel));
        Assert.IsType<ShardResult.NotOurs>(await _at.NewProcess().Runner.CarryOutAsync(shard.Id, Cancel));
        Assert.Empty(_at.AskedSoFar);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Cancelled, "enough"), (row.Status, row.Reason));
    }
}
