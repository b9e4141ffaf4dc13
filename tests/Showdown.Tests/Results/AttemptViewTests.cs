using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What an attempt, as a reader sees it, earned and how quick it was.</summary>
public sealed class AttemptViewTests
{
    private static readonly AttemptView _view = new()
    {
        EvaluationId = "run/bench/model",
        Number = 0,
        ModelId = "model",
        Sample = new Sample("s", "", ""),
        Epoch = 1,
        Outcome = Outcome.Right,
        Reason = "",
        Usage = new Usage { OutputTokens = 11 },
        Timings = new Timings
        {
            StartedAt = DateTimeOffset.UnixEpoch,
            FirstToken = TimeSpan.FromSeconds(1),
            Duration = TimeSpan.FromSeconds(3),
        },
    };

    [Fact]
    public void ItsSpeed_IsThatOfItsStream()
    {
        Assert.Equal(5, _view.OutputTokensPerSecond);
        Assert.Equal(10, (_view with { CountedTokens = 21 }).OutputTokensPerSecond); // by the one tokenizer for all models
        Assert.Null((_view with { Failure = FailureKind.ServerError }).OutputTokensPerSecond);
        Assert.Null((_view with { Timings = _view.Timings with { FirstToken = null } }).OutputTokensPerSecond);
    }

    [Theory]
    [InlineData(Outcome.Right, null, 1.0)]
    [InlineData(Outcome.Partial, 0.25, 0.25)]
    [InlineData(Outcome.Truncated, 0.25, 0.25)]
    [InlineData(Outcome.Truncated, null, 0.0)]
    [InlineData(Outcome.Wrong, null, 0.0)]
    [InlineData(Outcome.Failed, null, 0.0)]
    [InlineData(Outcome.Unscored, 0.25, 0.0)]
    public void ItEarns_WhatItsOutcomeIsWorth(Outcome outcome, double? value, double credit) =>
        Assert.Equal(credit, (_view with { Outcome = outcome, Value = value }).Credit);
}
