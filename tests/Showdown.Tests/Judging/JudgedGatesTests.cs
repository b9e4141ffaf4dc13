using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Domain;

namespace Showdown.Tests.Judging;

public sealed class JudgedGatesTests
{
    private static readonly GateResult _failed = new("below", false, "It scored 40%, below 50%.");

    private static readonly JudgePassport _good = new()
    {
        IdentitySha256 = "",
        JudgeId = "judge",
        Model = "m",
        RubricSha256 = "",
        Version = 1,
        MadeAt = DateTimeOffset.UnixEpoch,
        Labels = "LLMBar",
        LabelsSha256 = "",
        Pairs = 400,
        Accuracy = new Measured(0.8, 0.75, 0.85, 400),
        Held = new Measured(0.8, 0.75, 0.85, 400),
        Empty = new Measured(0, 0, 0.07, 50),
        Constant = new Measured(0.02, 0, 0.1, 50),
    };

    private static readonly ModelSettings _judge = new()
    {
        Id = "judge",
        Connector = Connector.Simulated,
        Model = "m",
    };

    public static TheoryData<string, string?> Unfit =>
        new()
        {
            { "never", "it was never measured" },
            { "accuracy", "its accuracy may be as low as 64%, and 65% are needed" },
            { "held", "55% of its verdicts hold when the answers change places, and 60% are needed" },
            { "empty", "an empty answer got 6% of the wins, and 5% are allowed" },
            { "constant", "a constant answer got 40% of the wins, and 5% are allowed" },
            { "good", null },
        };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void AJudgeBelowTheFloor_FailsNoGate(string what, string? why)
    {
        var passport = what switch
        {
            "never" => null,
            "accuracy" => _good with { Accuracy = new Measured(0.7, 0.64, 0.76, 200) },
            "held" => _good with { Held = new Measured(0.55, 0.5, 0.6, 200) },
            "empty" => _good with { Empty = new Measured(0.06, 0.02, 0.15, 50) },
            "constant" => _good with { Constant = new Measured(0.4, 0.3, 0.5, 50) },
            _ => _good,
        };
        JudgeStanding[] judges = [new("letters", _judge) { Passport = passport }, new("other", _judge)];
        var bounded = JudgedGates.Bounded(_failed, "letters", judges);
        Assert.Equal((why is not null, why is null), (bounded.IsPassed, bounded.IsChecked));
        if (why is null)
            Assert.Equal(_failed, bounded);
        else
            Assert.Contains($"This fails no gate: judge judge is not fit to ({why}).", bounded.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void GatesOfOtherBenchmarks_AndThoseThatPass_StayAsTheyAre()
    {
        JudgeStanding[] judges = [new("letters", _judge)];
        Assert.Equal(_failed, JudgedGates.Bounded(_failed, "maths", judges));
        var passed = _failed with { IsPassed = true };
        Assert.Equal(passed, JudgedGates.Bounded(passed, "letters", judges));
    }
}
