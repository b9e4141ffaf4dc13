namespace Showdown.Statistics.Fidelity;

/// <summary>Do two hosts answer from one distribution? A test by permutation that knows nothing of models: replies in, a p value out.</summary>
/// <remarks>
/// Model equality testing (Gao, Liang and Guestrin, ICLR 2025, arXiv 2410.20247): the Hamming kernel, the two hosts' replies exchanged within each
/// prompt. Maximum mean discrepancy alone is nearly blind to a host that says the same with more or less variety, as another temperature does; what
/// is tested is therefore the pair (likeness within the one, likeness within the other), as Song and Chen propose ("Generalized kernel two-sample
/// tests", Biometrika 2024, arXiv 2011.06127): their difference, and what is left of their sum.
/// The p value is valid whatever the replies look like, not only for many. If both hosts answer from one distribution, what was observed and what
/// each dealing gives are alike in rank, equal ones counted against a finding. All dealings are made: p = (beyond + 1) / (dealings + 1). Dealing ends
/// at the h-th that is at least as far apart (Besag and Clifford 1991, Biometrika 78:301-304): p = h / l, since p is at most h / l only where fewer
/// than h of l - 1 dealings are beyond, that is, where what was observed is among the h furthest of l; the chance of that is h / l.
/// </remarks>
internal static class ModelEquality
{
    /// <summary>Fewest prompts for a statement, as an interval over prompts wants them.</summary>
    public const int FewestPrompts = 5;

    private const int MostPermutations = 9_999;
    private const int EnoughBeyond = 25;

    /// <param name="prompts">What both said to each prompt; of prompts with fewer than two replies of either nothing is used.</param>
    /// <param name="positions">What of a reply is compared.</param>
    public static EqualityResult Compare(IEnumerable<PromptReplies> prompts, Positions positions)
    {
        var weights = positions.Weights();
        var usable = prompts.Where(p => p.Reference.Count > 1 && p.Host.Count > 1).Select(p => new Arrangement(p, weights)).ToList();
        if (usable.Count < FewestPrompts)
            return Unknown(usable);
        var distances = usable.Select(a => a.Observed.Distance).ToList();
        return new EqualityResult
        {
            P = P(usable),
            Distance = distances.Average(),
            DistanceRange = Range(distances),
            WithinReference = usable.Average(a => a.Observed.Others),
            BetweenHosts = usable.Average(a => a.Observed.Between),
            Prompts = usable.Count,
            Replies = usable.Sum(a => a.Count),
        };
    }

    private static EqualityResult Unknown(List<Arrangement> usable) =>
        new()
        {
            P = null,
            Distance = 0,
            DistanceRange = new Interval(-2, 2),
            WithinReference = 0,
            BetweenHosts = 0,
            Prompts = usable.Count,
            Replies = usable.Sum(a => a.Count),
        };

    private static double P(List<Arrangement> prompts)
    {
        var statistic = new Statistic(prompts.Select(p => p.Moments));
        var observed = statistic.Of(prompts.Select(p => p.Observed));
        // Draws of their own for each test, which do not hang on who said what.
        var order = new OrderSource((ulong)Math.Round(statistic.Mean * 1e9));
        var beyond = 0;
        for (var made = 1; made <= MostPermutations; made++)
        {
            beyond += statistic.Of(prompts.Select(p => p.Permuted(order))) >= observed - 1e-9 ? 1 : 0;
            if (beyond == EnoughBeyond)
                return (double)EnoughBeyond / made;
        }

        return (beyond + 1.0) / (MostPermutations + 1);
    }

    private static Interval Range(List<double> distances)
    {
        var mean = distances.Average();
        var variance = distances.Sum(d => (d - mean) * (d - mean)) / (distances.Count - 1);
        return Interval.Around(mean, Math.Sqrt(variance / distances.Count), Levels.TwoSidedStudent(0.95, distances.Count - 1));
    }

    /// <summary>How far the likeness within the two hosts, summed over prompts, lies from what dealing out at random gives.</summary>
    private sealed class Statistic
    {
        private readonly double _sumVariance;
        private readonly double _differenceVariance;
        private readonly double _slope;

        public Statistic(IEnumerable<Moments> prompts)
        {
            double host = 0,
                reference = 0,
                both = 0;
            foreach (var prompt in prompts)
            {
                Mean += prompt.Mean;
                host += prompt.Chosen;
                reference += prompt.Others;
                both += prompt.Covariance;
            }

            _differenceVariance = host + reference - (2 * both);
            // The sum and the difference hang together where the sides differ in size: the rest of the sum does not.
            _slope = _differenceVariance > 0 ? (host - reference) / _differenceVariance : 0;
            _sumVariance = host + reference + (2 * both) - (_slope * _slope * _differenceVariance);
        }

        /// <summary>Likeness of two replies to one prompt, whoever said them, summed over prompts.</summary>
        public double Mean { get; }

        /// <summary>Two hosts that differ are more alike within than between, never less: the sum counts on one side, the difference on
        /// both.</summary>
        public double Of(IEnumerable<Likeness> prompts)
        {
            double sum = 0,
                difference = 0;
            foreach (var prompt in prompts)
            {
                sum += prompt.Chosen + prompt.Others;
                difference += prompt.Chosen - prompt.Others;
            }

            var rest = Math.Max(0, sum - (2 * Mean) - (_slope * difference));
            return Squared(rest, _sumVariance) + Squared(difference, _differenceVariance);
        }

        private static double Squared(double value, double variance) => variance > 1e-15 ? value * value / variance : 0;
    }

    /// <summary>The replies to one prompt in one row, the host's first.</summary>
    private sealed class Arrangement
    {
        private readonly HammingKernel _kernel;
        private readonly int[] _order;
        private readonly int _first;

        public Arrangement(PromptReplies prompt, double[] weights)
        {
            _kernel = new HammingKernel([.. prompt.Host, .. prompt.Reference], weights);
            _order = [.. Enumerable.Range(0, _kernel.Count)];
            _first = prompt.Host.Count;
            Observed = _kernel.Between(_order.AsSpan(0, _first));
            Moments = _kernel.Moments(_first);
        }

        public int Count => _kernel.Count;

        public Likeness Observed { get; }

        public Moments Moments { get; }

        /// <returns>The likeness after the replies were dealt out anew.</returns>
        public Likeness Permuted(OrderSource order)
        {
            for (var i = 0; i < _first; i++)
            {
                var other = i + order.Below(_order.Length - i);
                (_order[i], _order[other]) = (_order[other], _order[i]);
            }

            return _kernel.Between(_order.AsSpan(0, _first));
        }
    }
}
