namespace Showdown.Statistics;

/// <summary>The frontier of quality against what is paid for it: models that no other beats in both, and how sure that is.</summary>
/// <remarks>
/// The bootstrap (Efron 1979, Annals of Statistics 7:1-26): units are drawn with replacement within each benchmark, the same ones for all models,
/// clusters and repeats held together. From a fixed seed. It speaks of other questions like these on the same night.
/// </remarks>
internal static class Frontier
{
    private const int Rounds = 1000;

    private const int FewestRounds = 200;

    /// <summary>So many values are looked at in all rounds together, about a second's work.</summary>
    private const long Effort = 60_000_000;

    /// <summary>Which points no other beats: at least as good in both, and better in one.</summary>
    public static IReadOnlyList<bool> Of(IReadOnlyList<(double Quality, double Paid)> points) =>
        [.. points.Select(p => !points.Any(o => o.Quality >= p.Quality && o.Paid <= p.Paid && (o.Quality > p.Quality || o.Paid < p.Paid)))];

    /// <param name="models">For each model its benchmarks, in the same order for all; for each of these its units, in the same order for all; null
    /// where a model has nothing of a unit.</param>
    /// <param name="among">The models among which the cheapest and the fastest are looked for.</param>
    /// <param name="rounds">Fewer where there is much to look at.</param>
    /// <returns>One for each model.</returns>
    public static IReadOnlyList<FrontierShare> Resample(
        IReadOnlyList<IReadOnlyList<IReadOnlyList<TradeUnit?>>> models,
        IReadOnlySet<int> among,
        int rounds = Rounds
    )
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(among);
        if (models.Count == 0)
            return [];
        var drawn = models.Select(m => new Drawn(m)).ToArray();
        var values = drawn.Sum(d => d.Size) + 1L;
        var (price, time) = (new Tally(models.Count, among), new Tally(models.Count, among));
        var weights = models[0].Select(benchmark => new int[benchmark.Count]).ToArray();
        if (models.Count == 1)
        {
            // Alone it is first whatever is drawn, if its figures are known.
            foreach (var benchmark in weights)
                Array.Fill(benchmark, 1);
            Look();
            rounds = 0;
        }

        var random = new OrderSource();
        for (var round = Math.Clamp((int)(Effort / values), Math.Min(FewestRounds, rounds), rounds); round > 0; round--)
        {
            foreach (var benchmark in weights)
                Draw(benchmark, random);
            Look();
        }

        return [.. models.Select((_, i) => new FrontierShare(price.OnIt(i), time.OnIt(i), price.Least(i), time.Least(i)))];

        void Look()
        {
            var points = drawn.Select(d => d.At(weights)).ToList();
            price.Add([.. points.Select(p => (p.Quality, p.Price))]);
            time.Add([.. points.Select(p => (p.Quality, p.Time))]);
        }
    }

    private static void Draw(int[] benchmark, OrderSource random)
    {
        Array.Clear(benchmark);
        for (var i = 0; i < benchmark.Length; i++)
            benchmark[random.Below(benchmark.Length)]++;
    }

    /// <summary>One model's figures for any drawing of its units.</summary>
    private sealed class Drawn(IReadOnlyList<IReadOnlyList<TradeUnit?>> benchmarks)
    {
        // What a model has nothing of adds nothing.
        private readonly (double Credit, double Scored, double Cost)[][] _units =
        [
            .. benchmarks.Select(b => b.Select(u => u is null ? default : (u.Credit, u.Scored, u.Cost)).ToArray()),
        ];

        private readonly (double Value, int Benchmark, int Unit)[] _times =
        [
            .. benchmarks
                .SelectMany((b, at) => b.SelectMany((u, unit) => (u?.Times ?? []).Select(t => (Value: t, Benchmark: at, Unit: unit))))
                .OrderBy(t => t.Value),
        ];

        public long Size => _times.Length + benchmarks.Sum(b => (long)b.Count);

        public (double? Quality, double? Price, double? Time) At(int[][] weights)
        {
            var (quality, cost, credits) = (0.0, 0.0, 0.0);
            for (var b = 0; b < _units.Length; b++)
            {
                var (credit, scored) = (0.0, 0.0);
                var (units, times) = (_units[b], weights[b]);
                for (var u = 0; u < units.Length; u++)
                {
                    if (times[u] == 0)
                        continue;
                    credit += times[u] * units[u].Credit;
                    scored += times[u] * units[u].Scored;
                    cost += times[u] * units[u].Cost;
                }
                if (scored == 0)
                    return (null, null, null);
                quality += credit / scored / _units.Length;
                credits += credit;
            }
            return (quality, credits > 0 && cost > 0 ? cost / credits : null, Median(weights));
        }

        private double? Median(int[][] weights)
        {
            var all = 0L;
            foreach (var (_, benchmark, unit) in _times)
                all += weights[benchmark][unit];
            var below = 0L;
            foreach (var (value, benchmark, unit) in _times)
            {
                below += weights[benchmark][unit];
                if (2 * below >= all && below > 0)
                    return value;
            }
            return null;
        }
    }

    /// <summary>Counts over the rounds in which every model has the figure.</summary>
    private sealed class Tally(int models, IReadOnlySet<int> among)
    {
        private readonly int[] _onIt = new int[models];
        private readonly double[] _least = new double[models];
        private int _rounds;

        public void Add(IReadOnlyList<(double? Quality, double? Paid)> points)
        {
            if (points.Any(p => p.Quality is null || p.Paid is null))
                return;
            _rounds++;
            var onIt = Of([.. points.Select(p => (p.Quality!.Value, p.Paid!.Value))]);
            for (var i = 0; i < _onIt.Length; i++)
                _onIt[i] += onIt[i] ? 1 : 0;
            if (among.Count == 0)
                return;
            var least = among.Min(i => points[i].Paid!.Value);
            var first = among.Where(i => points[i].Paid!.Value <= least).ToList();
            foreach (var i in first)
                _least[i] += 1.0 / first.Count;
        }

        public double? OnIt(int model) => _rounds == 0 ? null : (double)_onIt[model] / _rounds;

        public double? Least(int model) => _rounds == 0 || !among.Contains(model) ? null : _least[model] / _rounds;
    }
}
