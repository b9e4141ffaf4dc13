using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>What comes of many comparisons of the same two models that stop by themselves.</summary>
/// <param name="Wrong">How often better or worse was said against the truth, or of equal models.</param>
/// <param name="WrongEquivalent">How often models further apart than the margin were called equivalent.</param>
/// <param name="Shown">How often something was.</param>
/// <param name="Asked">Mean share of the units that were asked.</param>
/// <param name="Held">How often the interval at the stop held the true difference.</param>
/// <param name="Mean">How far the plain mean lay from the truth, on average.</param>
/// <param name="Corrected">How far the corrected one did.</param>
internal sealed record SequentialTable(int Wrong, int WrongEquivalent, int Shown, double Asked, int Held, double Mean, double Corrected)
{
    /// <summary>Looked at after every unit, with the error and the margin that jobs have; intervals and means of so many rounds.</summary>
    public static SequentialTable Of(SimulatedPairs pairs, int units, int rounds, ulong seed, int estimates)
    {
        var random = new SeededRandom(seed);
        var (truth, options) = (pairs.Difference, new SequentialOptions());
        var (wrong, wrongEquivalent, shown, held) = (0, 0, 0, 0);
        var (asked, mean, corrected) = (0.0, 0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var comparison = new SequentialComparison(options, pairs.Cluster);
            foreach (var unit in pairs.Units(random, units))
            {
                comparison.Add(unit);
                if (comparison.DecidedAt is not null)
                    break;
            }

            asked += (double)comparison.Units / units;
            shown += comparison.DecidedAt is null ? 0 : 1;
            wrong += comparison.Verdict switch
            {
                Verdict.Better => truth <= 1e-9 ? 1 : 0,
                Verdict.Worse => truth >= -1e-9 ? 1 : 0,
                _ => 0,
            };
            wrongEquivalent += comparison.Verdict == Verdict.Equivalent && Math.Abs(truth) >= options.Margin ? 1 : 0;
            if (round >= estimates)
                continue;
            var estimate = comparison.Estimate();
            held += estimate.Low <= truth + 1e-9 && truth - 1e-9 <= estimate.High ? 1 : 0;
            mean += estimate.Mean!.Value - truth;
            corrected += (estimate.Corrected ?? estimate.Mean.Value) - truth;
        }

        return new SequentialTable(
            wrong,
            wrongEquivalent,
            shown,
            asked / rounds,
            held,
            mean / Math.Max(1, estimates),
            corrected / Math.Max(1, estimates)
        );
    }
}
