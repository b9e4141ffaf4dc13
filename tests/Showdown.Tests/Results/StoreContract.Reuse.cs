using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Where a completion came from, and what another run may take over.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Reusable_IsWhatAnotherRunPaidFor_ByRequestAndEpoch_AndNeverWhatFailed()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        await _writer.SaveAsync(
            [
                (Right("s1", 1) with { RequestSha256 = "one" }, 1),
                (Right("s2", 1) with { RequestSha256 = "two" }, 1),
                (Failed("s3", 1) with { RequestSha256 = "three" }, 1),
                (Right("s4", 1), 1),
            ],
            Cancel
        );
        Assert.Empty(await attempts.ReusableAsync(Evaluation, 0, 9, Cancel)); // its own are no other run's

        const string Later = "run-2/bench/model";
        await new RunStore(_database).CreateAsync(
            new RunRow
            {
                Id = "run-2",
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now.AddDays(1),
            },
            null,
            Cancel
        );
        await new PlanStore(_database).PlanAsync("run-2", Settings(), [Planned() with { Id = Later, Shards = [] }], _now, Cancel);
        var reusable = await attempts.ReusableAsync(Later, 0, 9, Cancel);
        Assert.Equal([("s1", 1, "one"), ("s2", 1, "two")], reusable.Keys.Order());
        var copied = reusable[("s1", 1, "one")];
        Assert.Equal(Evaluation, copied.PaidBy);
        Assert.Equal(
            (100, 11, 0.25),
            (copied.Completion.Usage.InputTokens, copied.Completion.Usage.OutputTokens, copied.Completion.Timings.FirstToken!.Value.TotalSeconds)
        );

        // A copy of a copy still names who paid, and is in no figure of speed, money or tokens.
        var copy = new Attempt(Key("s1", 1) with { EvaluationId = Later }, new Reply.Completed(copied.Completion), Score.Right("42", "why"))
        {
            CostUsd = 0,
            RequestSha256 = "one",
            ReusedFrom = copied.PaidBy,
        };
        await _writer.SaveAsync([(copy, 1)], Cancel);
        var figures = await Reader.FiguresAsync(Later, Cancel);
        Assert.Equal((1, 0m, 0, 0), (figures.Reused, figures.CostUsd, figures.InputTokens, figures.FirstTokenSeconds.Count));
        Assert.Equal([Evaluation], figures.ReusedFrom);
        Assert.Equal(0, (await Reader.SpentAsync("run-2", Cancel)).Tokens);
        await new RunStore(_database).CreateAsync(
            new RunRow
            {
                Id = "run-3",
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now.AddDays(2),
            },
            null,
            Cancel
        );
        await new PlanStore(_database).PlanAsync("run-3", Settings(), [Planned() with { Id = "run-3/bench/model", Shards = [] }], _now, Cancel);
        Assert.Equal(Evaluation, (await attempts.ReusableAsync("run-3/bench/model", 0, 9, Cancel))[("s1", 1, "one")].PaidBy);
    }

    [Fact]
    public async Task ShardsThatMeasure_ComeFirst_OneAtATime_AndAlone()
    {
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        await CreateRunAsync();
        PlannedEvaluation Speed(string id) =>
            Planned() with
            {
                Id = id,
                BenchmarkId = id,
                Scorer = "speed",
                ScorerKind = ScorerKind.Measurement,
                Shards =
                [
                    new ShardRow
                    {
                        Id = $"{id}/0",
                        EvaluationId = id,
                        RunId = Run,
                        ModelId = "model",
                        FirstAsked = 0,
                        LastAsked = 9,
                    },
                ],
            };
        await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned(), Speed("speed-1"), Speed("speed-2")], _now, Cancel);
        var shards = new ShardStore(_database);
        foreach (var expected in new[] { "speed-1/0", "speed-2/0" })
        {
            Assert.Equal(expected, Assert.Single(await shards.QueueNextAsync(Run, "model", 5, _now, Cancel)).Id);
            Assert.Empty(await shards.QueueNextAsync(Run, "model", 5, _now, Cancel));
            await shards.FinishAsync(expected, _now, Cancel);
        }

        Assert.Equal(["a", "b"], (await shards.QueueNextAsync(Run, "model", 5, _now, Cancel)).Select(s => s.Id).Order());
    }

    [Fact]
    public async Task Attempt_KeepsWhoServedIt_AndWhetherItsUsageCanBeRight()
    {
        await PlanAsync();
        var completion = ((Reply.Completed)Right("s1", 1).Reply).Completion with
        {
            Provider = "Someone \0",
            SystemFingerprint = "fp",
            Usage = new Usage
            {
                InputTokens = 100,
                OutputTokens = 9,
                CachedInputTokens = 40,
                Implausible = true,
            },
        };
        await _writer.SaveAsync([(Right("s1", 1) with { Reply = new Reply.Completed(completion), RequestSha256 = "one" }, 1)], Cancel);
        var view = Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel));
        Assert.Equal(("Someone \uFFFD", "fp", "one", (string?)null), (view.Provider, view.SystemFingerprint, view.RequestSha256, view.ReusedFrom));
        Assert.Equal(completion.Usage, view.Usage);
        var figures = await Reader.FiguresAsync(Evaluation, Cancel);
        Assert.Equal((1, 40, 0), (figures.ImplausibleUsage, figures.CachedInputTokens, figures.Reused));
    }
}
