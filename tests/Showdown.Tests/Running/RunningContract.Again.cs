using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Running;

/// <summary>What a later run or scoring makes of an earlier one.</summary>
public abstract partial class RunningContract
{
    [Fact]
    public async Task Rescore_MakesTheNewScoresCount_AndKeepsTheOldOnesBeside()
    {
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        var (evaluation, attempts) = (await _at.EvaluationAsync(run), await _at.AttemptsAsync(run));
        // As an earlier version of the scorer left it: everything was wrong.
        var earlier = evaluation.ScorerVersion - 1;
        await _at.Attempts.SaveScoresAsync(
            [.. attempts.Select(a => (new AttemptKey(evaluation.Id, a.Number, a.Sample.Id, a.Epoch), Score.Wrong("0", "misread")))],
            earlier,
            Cancel
        );
        await _at.Attempts.SetScorerVersionAsync(evaluation.Id, earlier, isTwoValued: true, Cancel);
        Assert.Equal(new OutcomeCounts(0, 20, 0, 0, 0), await _at.CountsAsync(run));

        var requests = _at.AskedSoFar.Count;
        Assert.Equal((20, 20), await _at.Rescorer.RescoreAsync((await _at.Reader.RunAsync(run, Cancel))!, null, Cancel));
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(run));
        Assert.Equal(evaluation.ScorerVersion, (await _at.EvaluationAsync(run)).ScorerVersion);
        Assert.Equal((20, 0), await _at.Rescorer.RescoreAsync((await _at.Reader.RunAsync(run, Cancel))!, null, Cancel));
        Assert.Equal(requests, _at.AskedSoFar.Count); // no model is asked

        await _at.Attempts.SetScorerVersionAsync(evaluation.Id, earlier, isTwoValued: true, Cancel);
        Assert.Equal(new OutcomeCounts(0, 20, 0, 0, 0), await _at.CountsAsync(run));
    }

    [Fact]
    public async Task Rescore_TellsATruncationAsTheRunDid()
    {
        _at.Script = asked => new Said(asked.Question == 1 ? "The answer is 0." : $"The answer is {asked.Question}.", "length");
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        Assert.Equal((20, 0), await _at.Rescorer.RescoreAsync((await _at.Reader.RunAsync(run, Cancel))!, null, Cancel));
        Assert.Equal(new OutcomeCounts(19, 0, 1, 0, 0), await _at.CountsAsync(run));
    }

    [Fact]
    public async Task SameSettings_AreReused_WithoutARequestAndWithoutCost()
    {
        var first = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(first);
        _at.Time.Advance(TimeSpan.FromDays(1));
        var second = await _at.PlanAsync(_at.Settings(job => job with { Reuse = Reuse.SameSettings }));
        await _at.AskAsync(second);
        Assert.Equal(20, _at.AskedSoFar.Count);
        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0), await _at.CountsAsync(second));
        var paid = (await _at.EvaluationAsync(first)).Id;
        Assert.All(await _at.AttemptsAsync(second), a => Assert.Equal((paid, 0m), (a.ReusedFrom, a.CostUsd)));
        Assert.Equal((0m, 0L), await _at.Reader.SpentAsync(second, Cancel));

        // Other sampling is another request.
        var third = await _at.PlanAsync(
            _at.Settings(job =>
                job with
                {
                    Reuse = Reuse.SameSettings,
                    Benchmarks =
                    [
                        new JobBenchmark("bench")
                        {
                            Limit = 3,
                            Sampling = new Sampling { Temperature = 1 },
                        },
                    ],
                }
            )
        );
        await _at.AskAsync(third);
        Assert.Equal(23, _at.AskedSoFar.Count);
    }

    [Fact]
    public async Task RerunOfOneOutcome_AsksThoseSamplesAlone()
    {
        _at.Script = asked => new Said(asked.Question is 3 or 7 ? "The answer is 0." : $"The answer is {asked.Question}.");
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        var again = await _at.Starter.RerunAsync((await _at.Reader.RunAsync(run, Cancel))!, job => job, Outcome.Wrong, Cancel);
        await _at.Planner.PlanAsync(again, Cancel);
        await _at.AskAsync(again);
        Assert.Equal(["s3", "s7"], (await _at.AttemptsAsync(again)).Select(a => a.Sample.Id));
        Assert.Equal(run, (await _at.Reader.RunAsync(again, Cancel))!.ParentId);
        Assert.NotEqual((await _at.EvaluationAsync(run)).Identity, (await _at.EvaluationAsync(again)).Identity);

        var none = await _at.Starter.RerunAsync((await _at.Reader.RunAsync(run, Cancel))!, job => job, Outcome.Truncated, Cancel);
        Assert.Equal(
            $"Nothing to ask: run {run} has no attempt with outcome Truncated.",
            (await Assert.ThrowsAsync<SettingsException>(() => _at.Planner.PlanAsync(none, Cancel))).Message
        );
    }

    [Fact]
    public async Task Confirming_AsksTheSuspectedAgain_Once()
    {
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        IReadOnlyList<EvaluationKey> suspected = [new EvaluationKey("bench", _at.Model.Id)];
        var again = await _at.Starter.ConfirmAsync(row, suspected, new Budget { Tokens = 5 }, Cancel);
        Assert.Equal(again, await _at.Starter.ConfirmAsync(row, suspected, null, Cancel));
        await _at.Planner.PlanAsync(again, Cancel);
        var settings = (await _at.Reader.RunAsync(again, Cancel))!.Settings;
        Assert.Equal((suspected[0], 5L), (Assert.Single(settings.Confirms!), settings.Job.Budget!.Tokens));
        Assert.Equal((await _at.EvaluationAsync(run)).Identity, (await _at.EvaluationAsync(again)).Identity);
        Assert.Equal(again, (await _at.Reader.ConfirmingAsync(run, Cancel))!.Id);
    }
}
