using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>How a simulated judge decides about a pair.</summary>
internal static class SimulatedVerdict
{
    /// <summary>In place of a benchmark, in a hint that asks for a verdict.</summary>
    public const string Benchmark = "judge";

    /// <summary>A reply from which nothing can be read.</summary>
    public const string None = "I would rather not decide between these.";

    /// <summary>Chance of the right verdict. Averaged over where the better answer stands and whether it is the longer one it is the
    /// accuracy.</summary>
    public static double ChanceOf(SimulatedJudge judge, SimulatedPair pair) =>
        pair.IsPlain
            ? 1
            : Math.Clamp(
                judge.Accuracy
                    + (pair.BetterIsFirst ? judge.PositionLean : -judge.PositionLean)
                    + pair.BetterIsLonger switch
                    {
                        true => judge.LengthLean,
                        false => -judge.LengthLean,
                        null => 0,
                    },
                0,
                1
            );
}
