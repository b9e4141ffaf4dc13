using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Who judges which of a run's pairs.</summary>
public abstract partial class StoreContract
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private PairShardStore Pairs => new(_database);

    /// <summary>Three models: all answer the first four samples, two the next four, one the last two. A failed attempt is no answer.</summary>
    /// <param name="finished">False: the last one is still asked.</param>
    private async Task AnswerByThreeAsync(bool finished = true)
    {
        string[] models = ["a", "b", "c"];
        var runs = new RunStore(_database);
        await CreateRunAsync();
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        var evaluations = models.Select(m =>
            Planned() with
            {
                Id = $"{Run}/bench/{m}",
                ModelId = m,
                Epochs = 1,
                Shards =
                [
                    new ShardRow
                    {
                        Id = m,
                        EvaluationId = $"{Run}/bench/{m}",
                        RunId = Run,
                        ModelId = m,
                        LastAsked = 9,
                    },
                ],
            }
        );
        await new PlanStore(_database).PlanAsync(Run, Settings(), [.. evaluations], _now, Cancel);
        _numbers = (await new SampleStore(_database).AskedAsync($"{Run}/bench/a", 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
        foreach (var (model, answers) in models.Zip([10, 8, 4]))
        {
            await _writer.SaveAsync(
                [
                    .. Enumerable
                        .Range(0, 10)
                        .Select(i => i < answers ? Right($"s{i}", 1) : Failed($"s{i}", 1))
                        .Select(a => (a with { Key = a.Key with { EvaluationId = $"{Run}/bench/{model}" }, Score = null }, 1)),
                ],
                Cancel
            );
            if (!finished && model == "c")
                continue;
            await new ShardStore(_database).FinishAsync(model, _now, Cancel);
            await runs.FinishEvaluationAsync($"{Run}/bench/{model}", _now, Cancel);
        }
    }

    private static PairVerdictRow Verdict(int sample, string judging, string? swapped = "Tie") =>
        new()
        {
            RunId = Run,
            BenchmarkId = "bench",
            SampleId = $"s{sample}",
            Epoch = 1,
            FirstModel = "a",
            SecondModel = "b",
            Judging = judging,
            Judge = "judge",
            InOrder = "Tie",
            Swapped = swapped,
            Tries = 2,
            InputTokens = 10,
            OutputTokens = 1,
            CostUsd = 0.5,
            JudgedAt = _now,
        };

    [Fact]
    public async Task PairShards_AreAboutAsLarge_CoverEveryAnswer_AndArePlannedOnce()
    {
        await AnswerByThreeAsync();
        Assert.Empty(await Pairs.ProgressAsync(Run, Cancel));
        await Pairs.PlanAsync(Run, "bench", null, 4, Cancel);
        await Pairs.PlanAsync(Run, "bench", null, 1, Cancel);

        Assert.Equal(new PairStanding(5, null), await Pairs.StandingAsync(Run, Cancel));
        Assert.Equal([new PairProgress("bench", 16, 0)], await Pairs.ProgressAsync(Run, Cancel));
        var first = await Pairs.QueueNextAsync(Run, 2, _now, Cancel);
        Assert.Equal(2, await Pairs.QueuedAsync(Run, Cancel));
        var all = first.Concat(await Pairs.QueueNextAsync(Run, 99, _now, Cancel)).OrderBy(s => s.FirstPosition);
        Assert.Equal([(0, 1), (2, 2), (3, 3), (4, 7), (8, 9)], all.Select(s => (s.FirstPosition, s.LastPosition)));
        Assert.Empty(await Pairs.QueueNextAsync(Run, 99, _now, Cancel));
        Assert.Equal(
            ["s2", "s3"],
            (await Reader.AttemptsAsync(Run, "bench", new SampleRange(2, 3), Cancel).ToListAsync(Cancel)).Select(a => a.Sample.Id).Distinct()
        );
    }

    [Fact]
    public async Task PairsWithABaseline_AreThoseWithItsAnswers()
    {
        await AnswerByThreeAsync();
        await Pairs.PlanAsync(Run, "bench", "c", 4, Cancel);
        Assert.Equal([new PairProgress("bench", 8, 0)], await Pairs.ProgressAsync(Run, Cancel));
        Assert.Equal([(0, 1), (2, 3), (4, 9)], (await QueuedPairsAsync()).Select(s => (s.FirstPosition, s.LastPosition)));
    }

    [Fact]
    public async Task Pairs_AreNotSliced_WhileAnswersAreStillToCome()
    {
        await AnswerByThreeAsync(finished: false);
        await Pairs.PlanAsync(Run, "bench", null, 4, Cancel);
        Assert.Equal(new PairStanding(0, null), await Pairs.StandingAsync(Run, Cancel));
    }

    [Fact]
    public async Task PairShards_AreLeasedByOne_GivenBackWhenStaleOrDead_AndRefusedWhenTheRunHasEnded()
    {
        await AnswerByThreeAsync();
        await Pairs.PlanAsync(Run, "bench", null, 4, Cancel);
        var (queued, holders, runs) = (await QueuedPairsAsync(), new HolderStore(_database), new RunStore(_database));
        Assert.True(await Pairs.LeaseAsync(queued[0].Id, "dead", _now, _minute, Cancel));
        Assert.False(await Pairs.LeaseAsync(queued[0].Id, "alive", _now, _minute, Cancel));
        Assert.True(await Pairs.LeaseAsync(queued[1].Id, "alive", _now, 20 * _minute, Cancel));
        Assert.Equal(1, await new ShardStore(_database).OpenModelsAsync(Cancel)); // nothing is left to ask: the judges together
        Assert.Equal(["alive", "dead"], (await holders.AllAsync(Cancel)).Order());
        Assert.Equal("dead", Assert.Single(await holders.SilentAsync(Run, _now, _now + (2 * _minute), Cancel)).Owner);

        await holders.ReleaseAsync(["dead"], Cancel);
        Assert.Equal(queued[0].Id, Assert.Single(await QueuedPairsAsync()).Id);
        await Pairs.ReleaseStaleAsync(_now, _now - _minute, Cancel);
        Assert.Empty(await QueuedPairsAsync());
        await Pairs.ReleaseStaleAsync(_now + _minute, _now + _minute, Cancel); // but for the one that lives
        Assert.Equal([queued[0].Id, queued[2].Id, queued[3].Id, queued[4].Id], (await QueuedPairsAsync()).Select(s => s.Id).Order());
        await Pairs.ReleaseOwnersAsync(Run, owner => owner == "alive", Cancel);
        Assert.Equal(5, (await QueuedPairsAsync()).Count);

        await runs.EndAsync(Run, RunStatus.Cancelled, "enough", _now, Cancel);
        Assert.False(await Pairs.LeaseAsync(queued[0].Id, "alive", _now, _minute, Cancel));
        await runs.ReopenAsync(Run, forgetFailed: false, Cancel);
        Assert.Null(await Pairs.OpenAsync(queued[0].Id, Cancel)); // planned again when all answers are there
    }

    [Fact]
    public async Task AStop_EndsWhatNobodyHasBegun_AndTellsThoseWhoHave()
    {
        await AnswerByThreeAsync();
        await Pairs.PlanAsync(Run, "bench", null, 4, Cancel);
        var queued = await QueuedPairsAsync();
        await Pairs.FinishAsync(queued[0], null, _now, Cancel);
        await Pairs.LeaseAsync(queued[1].Id, "one", _now, _minute, Cancel);
        await Pairs.LeaseAsync(queued[2].Id, "two", _now, _minute, Cancel);
        Assert.Equal(new PairStanding(4, null), await Pairs.StandingAsync(Run, Cancel));

        await Pairs.FinishAsync(queued[1], "the money is gone", _now, Cancel);

        Assert.Equal(new PairStanding(1, "the money is gone"), await Pairs.StandingAsync(Run, Cancel));
        Assert.Null(await Pairs.OpenAsync(queued[4].Id, Cancel));
        await Pairs.FinishAsync(queued[2], null, _now, Cancel);
        Assert.Equal(new PairStanding(0, "the money is gone"), await Pairs.StandingAsync(Run, Cancel));
    }

    [Fact]
    public async Task VerdictsOfTheJudgingThatCounts_AreTheProgress_AndWhatAVerdictTookStaysWhenItIsAskedForAgain()
    {
        await AnswerByThreeAsync();
        await Pairs.PlanAsync(Run, "bench", null, 4, Cancel);
        var (store, rule) = (new PairStore(_database), new JudgingRule(Rubric.General, new JudgeSettings { Models = ["judge"] }, Settings().Models));
        await store.BeginAsync(Run, "bench", "old", rule, Cancel);
        await store.SaveAsync(Verdict(1, "old"), Cancel);
        await store.BeginAsync(Run, "bench", "new", rule, Cancel);
        await store.SaveAsync(Verdict(1, "new", swapped: null), Cancel);
        await store.SaveAsync(Verdict(5, "new"), Cancel);
        Assert.Equal([new PairProgress("bench", 16, 1)], await Pairs.ProgressAsync(Run, Cancel));

        await store.SaveAsync(Verdict(1, "new"), Cancel);
        Assert.Equal([new PairProgress("bench", 16, 2)], await Pairs.ProgressAsync(Run, Cancel));
        var verdict = Assert.Single(await store.VerdictsAsync(Run, "bench", "new", new SampleRange(0, 3), Cancel));
        Assert.Equal(
            ("s1", "Tie", 4, 20, 2, 1.0),
            (verdict.SampleId, verdict.Swapped, verdict.Tries, verdict.InputTokens, verdict.OutputTokens, verdict.CostUsd)
        );
        Assert.Equal(2, (await store.VerdictsAsync(Run, "bench", "new", Cancel)).Count);
    }

    private Task<IReadOnlyList<PairShardRow>> QueuedPairsAsync() => Pairs.QueueNextAsync(Run, 99, _now, Cancel);
}
