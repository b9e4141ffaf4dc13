namespace Showdown.Statistics.Pairwise;

/// <summary>Strengths of three and more models from judged pairs.</summary>
/// <remarks>
/// Bradley and Terry 1952, Biometrika 39:324-345, by maximum likelihood; a tie is half a win and half a loss. Intervals: bootstrap over prompts or
/// clusters, the same ones for all pairs of models, from a fixed seed; percentiles. A model that wins all or loses all has no largest likelihood: see
/// <see cref="LogisticFit.IsHeld"/>. Strengths assume that who beats whom by how much follows one line: the win rates of the pairs do not.
/// </remarks>
internal sealed record BradleyTerry
{
    private const int Rounds = 1000;

    /// <summary>In the order of the models.</summary>
    public required IReadOnlyList<Strength> Strengths { get; init; }

    /// <summary>True where a model won or lost everything: its strength is as far out as the penalty allows, and says no more than that.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>The chance that A's answer is preferred to B's.</summary>
    public double Chance(int a, int b) => LogisticFit.Logistic(Strengths[a].Value - Strengths[b].Value);

    /// <param name="models">At least two.</param>
    /// <returns>Null where the judged pairs do not connect all models.</returns>
    public static BradleyTerry? Of(int models, IReadOnlyList<Duel> duels, int rounds = Rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(models, 2);
        ArgumentNullException.ThrowIfNull(duels);
        if (!AreConnected(models, duels))
            return null;
        var sums = new Sums(models, duels);
        var all = Enumerable.Repeat(1, sums.Units).ToArray();
        var fit = LogisticFit.Of(sums.Rows(all));
        var centred = Centred(fit);
        var drawn = centred.Select(_ => new double[rounds]).ToArray();
        var random = new OrderSource();
        for (var round = 0; round < rounds; round++)
        {
            Array.Clear(all);
            for (var i = 0; i < all.Length; i++)
                all[random.Below(all.Length)]++;
            var strengths = sums.Rows(all) is { Count: > 0 } rows
                ? Centred(LogisticFit.Of(rows, fit.IsHeld ? null : fit.Coefficients))
                : new double[models];
            for (var m = 0; m < models; m++)
                drawn[m][round] = strengths[m];
        }
        return new BradleyTerry
        {
            IsHeld = fit.IsHeld,
            Strengths =
            [
                .. centred.Select((value, m) => new Strength(value, Quantiles.Of(drawn[m], 0.025)!.Value, Quantiles.Of(drawn[m], 0.975)!.Value)),
            ],
        };
    }

    /// <summary>The first model's strength is fixed at 0 while fitting.</summary>
    public static double[] Difference(int models, int a, int b)
    {
        var x = new double[models - 1];
        if (a > 0)
            x[a - 1] = 1;
        if (b > 0)
            x[b - 1] = -1;
        return x;
    }

    private static double[] Centred(LogisticFit fit)
    {
        var mean = fit.Coefficients.Sum() / (fit.Coefficients.Count + 1);
        return [-mean, .. fit.Coefficients.Select(c => c - mean)];
    }

    private static bool AreConnected(int models, IReadOnlyList<Duel> duels)
    {
        var reached = new HashSet<int> { 0 };
        var judged = duels.Where(d => d.Pairs.Any(p => p.Value is not null)).ToList();
        for (var before = 0; before < reached.Count; )
        {
            before = reached.Count;
            foreach (var duel in judged.Where(d => reached.Contains(d.A) || reached.Contains(d.B)))
            {
                reached.Add(duel.A);
                reached.Add(duel.B);
            }
        }
        return reached.Count == models;
    }

    /// <summary>Wins and pairs by unit and duel: what a resample adds up.</summary>
    private sealed class Sums
    {
        private readonly double[][] _x;
        private readonly (int Duel, double Won, double Weight)[][] _units;

        public Sums(int models, IReadOnlyList<Duel> duels)
        {
            _x = [.. duels.Select(d => Difference(models, d.A, d.B))];
            _units =
            [
                .. duels
                    .SelectMany((d, i) => d.Pairs.Where(p => p.Value is not null).Select(p => (Duel: i, Pair: p)))
                    .GroupBy(x => x.Pair.Unit)
                    .Select(u => u.GroupBy(x => x.Duel).Select(g => (g.Key, g.Sum(x => x.Pair.Value!.Value), (double)g.Count())).ToArray()),
            ];
        }

        public int Units => _units.Length;

        public List<LogisticRow> Rows(int[] times)
        {
            var (won, weight) = (new double[_x.Length], new double[_x.Length]);
            for (var u = 0; u < times.Length; u++)
            {
                if (times[u] == 0)
                    continue;
                foreach (var (duel, w, of) in _units[u])
                    (won[duel], weight[duel]) = (won[duel] + times[u] * w, weight[duel] + times[u] * of);
            }
            return
            [
                .. _x.Select((x, d) => (x, d)).Where(r => weight[r.d] > 0).Select(r => new LogisticRow(r.x, won[r.d] / weight[r.d], weight[r.d])),
            ];
        }
    }
}
