using Showdown.Domain;
using Showdown.Simulator;
using Showdown.Statistics.Judging;

namespace Showdown.Tests.Judging;

public sealed class SimulatedJudgeTests
{
    private static readonly SimulatedJudge _judge = new()
    {
        Accuracy = 0.7,
        PositionLean = 0.1,
        LengthLean = 0.2,
        FailureRate = 0.05,
    };

    [Theory]
    [InlineData(true, true, 1.0)]
    [InlineData(true, false, 0.6)]
    [InlineData(false, true, 0.8)]
    [InlineData(false, false, 0.4)]
    [InlineData(true, null, 0.8)]
    public void TheChanceOfTheRightVerdict_IsTheAccuracyWithItsLeans(bool first, bool? longer, double expected) =>
        Assert.Equal(expected, SimulatedVerdict.ChanceOf(_judge, new SimulatedPair(first, longer)), 1e-12);

    [Fact]
    public void Replies_HaveTheDeclaredFaults_AndAPlainPairIsNeverMissed()
    {
        var replies = Enumerable.Range(0, 4000).Select(i => Decide(i, plain: false)).ToList();
        Assert.InRange(replies.Average(r => r == SimulatedVerdict.None ? 1.0 : 0), 0.04, 0.06);
        Assert.InRange(replies.Where(r => r != SimulatedVerdict.None).Average(r => r == "right" ? 1.0 : 0), 0.67, 0.73);
        Assert.DoesNotContain("wrong", Enumerable.Range(0, 1000).Select(i => Decide(i, plain: true)));
    }

    /// <summary>Many judges of the same faults: the intervals of their passports hold the faults as often as they say.</summary>
    [Fact]
    public void Passports_HoldTheDeclaredFaults()
    {
        const int judges = 60;
        var figures = Enumerable
            .Range(1, judges)
            .Select(seed =>
                JudgeFigures.Of([
                    .. Enumerable
                        .Range(0, 120)
                        .Select(i => new JudgedPair("set", Game(i, seed, inOrder: true), Game(i, seed, inOrder: false))
                        {
                            BetterIsLonger = i / 2 % 2 == 0,
                        }),
                ])
            )
            .ToList();
        Assert.All(
            [
                figures.Count(f => f.Accuracy!.Value.Interval.Contains(0.7)),
                figures.Count(f => f.PositionLean!.Value.Interval.Contains(0.1)),
                figures.Count(f => f.LengthLean!.Value.Interval.Contains(0.2)),
            ],
            held => Assert.InRange(held, 0.88 * judges, judges)
        );
    }

    private static JudgedGame Game(int number, int seed, bool inOrder)
    {
        var first = inOrder == (number % 2 == 0);
        Side? verdict = Decide(number, plain: false, seed, first, epoch: inOrder ? 202 : 203) switch
        {
            "right" => first ? Side.First : Side.Second,
            "wrong" => first ? Side.Second : Side.First,
            _ => null,
        };
        return new JudgedGame(first ? Side.First : Side.Second, verdict);
    }

    private static string Decide(int number, bool plain, int seed = 1, bool? first = null, int epoch = 1)
    {
        var request = SimulatedRequest.Read(
            System.Text.Encoding.UTF8.GetBytes(
                $$"""
                {"model":"judge","messages":[{"role":"user","content":"?"}],"simulation":{"benchmark":"judge","sample":"s{{seed}} {{number}}","epoch":{{epoch}},"right":"right","wrong":"wrong","whole":true,
                 "pair":{"better_is_first":{{((first ?? number % 2 == 0) ? "true" : "false")}},"better_is_longer":{{(
                    number / 2 % 2 == 0 ? "true" : "false"
                )}},"plain":{{(plain ? "true" : "false")}} },
                 "try":1,"settings":{"seed":1,"judge":{"accuracy":0.7,"position_lean":0.1,"length_lean":0.2,"failure_rate":0.05} } } }
                """
            ),
            new SimulationCache()
        );
        return SimulatedReply.Decide(request, new Simulation()).Ending;
    }
}
