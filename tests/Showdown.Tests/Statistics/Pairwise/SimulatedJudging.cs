using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

/// <summary>Judged pairs and people's labels whose true rates are known.</summary>
internal sealed class SimulatedJudging(ulong seed)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>How often the interval of a win rate holds the true one, and how often a pair of models is called different.</summary>
    /// <param name="rate">The true one: the mean over prompts of the chance that one order speaks for A.</param>
    /// <param name="consistency">Chance that the second order repeats the first, beyond what luck does.</param>
    /// <param name="cluster">Prompts that are judged alike.</param>
    public static (double Held, double Shown) WinRates(double rate, double consistency, int prompts, int cluster, int rounds, ulong seed = 1)
    {
        var judging = new SimulatedJudging(seed);
        var (held, shown) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var win = WinRate.Of(judging.Pairs(rate, consistency, prompts, cluster));
            held += win.Low <= rate + 1e-12 && rate - 1e-12 <= win.High ? 1 : 0;
            shown += win.Comparison.DifferenceShown ? 1 : 0;
        }
        return ((double)held / rounds, (double)shown / rounds);
    }

    /// <summary>How often the interval of a corrected rate holds what all people would say, and how wide it is beside that of the labels
    /// alone.</summary>
    /// <param name="agrees">Chance that the judge says what a person says; else it leans to A.</param>
    public static (double Held, double Width) Corrected(double people, double agrees, int labels, int pairs, int rounds, ulong seed = 1)
    {
        var judging = new SimulatedJudging(seed);
        var (held, width) = (0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var corrected = CorrectedRate.Of([.. Enumerable.Range(0, pairs).Select(i => judging.Labelled(people, agrees, i < labels))])!;
            held += corrected.Low <= people && people <= corrected.High ? 1 : 0;
            width += (corrected.High - corrected.Low) / corrected.PeopleInterval.Width / rounds;
        }
        return ((double)held / rounds, width);
    }

    /// <summary>How often the adjusted rate holds the true one where the judge likes length, and how often the raw one does.</summary>
    public static (double Held, double Raw) Styled(double logit, double lengthLean, int prompts, int rounds, ulong seed = 2)
    {
        var judging = new SimulatedJudging(seed);
        var truth = LogisticFit.Logistic(logit);
        var (held, raw) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var pairs = judging.StyledPairs(logit, lengthLean, prompts);
            var (control, win) = (StyleControl.Of(pairs)!, WinRate.Of(pairs));
            held += control.Low <= truth && truth <= control.High ? 1 : 0;
            raw += win.Low <= truth && truth <= win.High ? 1 : 0;
        }
        return ((double)held / rounds, (double)raw / rounds);
    }

    /// <summary>How often the interval of the first of several strengths holds the true one.</summary>
    public static double Strengths(double[] strengths, int prompts, int rounds, int resamples, ulong seed = 1)
    {
        var judging = new SimulatedJudging(seed);
        var truth = strengths[0] - strengths.Average();
        var held = 0;
        for (var round = 0; round < rounds; round++)
        {
            var first = BradleyTerry.Of(strengths.Length, judging.Duels(strengths, prompts), resamples)!.Strengths[0];
            held += first.Low <= truth && truth <= first.High ? 1 : 0;
        }
        return (double)held / rounds;
    }

    /// <summary>All pairs of models on the same prompts; those of two orders.</summary>
    public List<Duel> Duels(double[] strengths, int prompts) =>
        [
            .. from a in Enumerable.Range(0, strengths.Length)
            from b in Enumerable.Range(a + 1, strengths.Length - a - 1)
            let chance = LogisticFit.Logistic(strengths[a] - strengths[b])
            select new Duel(a, b, [.. Enumerable.Range(0, prompts).Select(i => new JudgedPair($"{i}", (Coin(chance) + Coin(chance)) / 2))]),
        ];

    /// <summary>A writes half as long again as B on average; what the judge says hangs on the length of both.</summary>
    public List<JudgedPair> StyledPairs(double logit, double lengthLean, int prompts) =>
        [
            .. Enumerable
                .Range(0, prompts)
                .Select(i =>
                {
                    var (a, b) = (Style(1.5), Style(1));
                    var chance = LogisticFit.Logistic(logit + lengthLean * StyleCounts.Differences(a, b)[0]);
                    return new JudgedPair($"{i}", Coin(chance)) { StyleA = a, StyleB = b };
                }),
        ];

    private List<JudgedPair> Pairs(double rate, double consistency, int prompts, int cluster)
    {
        var pairs = new List<JudgedPair>(prompts);
        double value = 0;
        for (var i = 0; i < prompts; i++)
        {
            if (i % cluster == 0)
            {
                // Prompts differ in who is better at them; their mean is the rate.
                var chance =
                    _random.NextShare() < 0.5 ? rate
                    : _random.NextShare() < rate ? 1 - (1 - rate) / 2
                    : rate / 2;
                chance = Math.Clamp(chance, 0, 1);
                var first = Coin(chance);
                value = (first + (_random.NextShare() < consistency ? first : Coin(chance))) / 2;
            }
            pairs.Add(new JudgedPair($"{i}", value) { Cluster = cluster > 1 ? $"{i / cluster}" : null });
        }
        return pairs;
    }

    private LabelledUnit Labelled(double people, double agrees, bool isLabelled)
    {
        var person = Coin(people);
        var judge = _random.NextShare() < agrees ? person : Coin(0.7);
        return new LabelledUnit(judge, isLabelled ? person : null);
    }

    private StyleCounts Style(double length) =>
        new(Math.Round(length * (50 + 400 * _random.NextShare())), _random.NextBelow(6), _random.NextBelow(20), _random.NextBelow(8));

    private double Coin(double chance) => _random.NextShare() < chance ? 1 : 0;
}
