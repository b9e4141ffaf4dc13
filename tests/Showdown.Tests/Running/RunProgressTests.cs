using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>What a live display shows of an evaluation.</summary>
public sealed class RunProgressTests
{
    private const string Id = "20260601-020000-abcd/bench/model";

    private readonly EvaluationProgress _progress = new(Id);

    [Fact]
    public void EachAttempt_IsCountedByItsOutcome_AndCostsWhatItCost()
    {
        _progress.Add(Scored(Score.Right("7", "it is")) with { CostUsd = 0.5m });
        _progress.Add(Scored(Score.Wrong("8", "it is 7")) with { CostUsd = 0.25m });
        _progress.Add(Scored(Score.Share(0.25, "7", "a part")));
        _progress.Add(Scored(Score.Share(0.5, "7", "cut off") with { Outcome = Outcome.Truncated }));
        _progress.Add(Scored(new Score(Outcome.Truncated, null, "cut off")));
        _progress.Add(Scored(Score.Unscored(null, "no target")));
        _progress.Add(new Attempt(Key, new Reply.Failed(new Failure(FailureKind.Timeout, "no reply"), _timings), null));
        Assert.Equal(new OutcomeCounts(1, 1, 2, 1, 1) { Partial = 1, PartCredit = 0.75 }, _progress.Counts);
        Assert.Equal((0.75m, 0), (_progress.CostUsd, _progress.Before));
    }

    [Fact]
    public void WhatIsScoredLater_IsUnscoredUntilThen()
    {
        _progress.Add(Scored(null));
        _progress.Add(Scored(null));
        Assert.Equal(new OutcomeCounts(0, 0, 0, 0, 2), _progress.Counts);
        _progress.Scored(Score.Right("7", "it is"));
        Assert.Equal(new OutcomeCounts(1, 0, 0, 0, 1), _progress.Counts);
        _progress.Scored(Score.Unscored(null, "the judge died"));
        Assert.Equal(new OutcomeCounts(1, 0, 0, 0, 1), _progress.Counts);
    }

    [Fact]
    public void WhatAnotherProcessAsked_IsScoredHere_AndNothingFallsBelowNone()
    {
        _progress.Scored(Score.Wrong("8", "it is 7"));
        Assert.Equal(new OutcomeCounts(0, 1, 0, 0, 0), _progress.Counts);
    }

    [Fact]
    public void WhatWasThereBefore_IsTheBeginning()
    {
        _progress.Resume(new OutcomeCounts(3, 2, 0, 0, 0), 1.5m);
        Assert.Equal((new OutcomeCounts(3, 2, 0, 0, 0), 5, 1.5m), (_progress.Counts, _progress.Before, _progress.CostUsd));
        _progress.Add(Scored(Score.Right("7", "it is")) with { CostUsd = 0.5m });
        _progress.Pay(0.125m);
        Assert.Equal((new OutcomeCounts(4, 2, 0, 0, 0), 5, 2.125m), (_progress.Counts, _progress.Before, _progress.CostUsd));
    }

    [Fact]
    public void AnEvaluation_IsCountedInOnePlace()
    {
        using var progress = new RunProgress(new FakeTimeProvider());
        progress.Of(Id).Pay(1);
        Assert.Equal((1m, 0m), (progress.Of(Id).CostUsd, progress.Of($"{Id}-other").CostUsd));
    }

    private static readonly Timings _timings = new() { StartedAt = DateTimeOffset.UnixEpoch };

    private static AttemptKey Key => new(Id, 1, "s1", 1);

    private static Attempt Scored(Score? score) =>
        new(
            Key,
            new Reply.Completed(
                new Completion
                {
                    Text = "7",
                    FinishReason = FinishReason.Stop,
                    Timings = _timings,
                }
            ),
            score
        );
}
