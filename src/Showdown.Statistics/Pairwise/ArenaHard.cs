namespace Showdown.Statistics.Pairwise;

/// <summary>Arena-Hard-Auto's way from verdicts to a score.</summary>
/// <remarks>lmarena/arena-hard-auto, show_result.py: each game gives 1, ½ or 0, three times over where the verdict is "much better"; the score is the
/// mean over all of these; 100 resamples of them give the 5 and 95 % that stand beside it.</remarks>
internal static class ArenaHard
{
    /// <summary>A plain verdict counts so often.</summary>
    public const int Weight = 3;

    private const int Rounds = 100;

    /// <returns>Null where no prompt has two verdicts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A level is not one of the five.</exception>
    public static ArenaHardScore? Of(IReadOnlyList<ArenaHardGames> prompts, int weight = Weight)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        var games = prompts
            .Where(p => p.IsComplete)
            .Select(p => Scores(p.First!.Value, weight).Concat(Scores(p.Second!.Value, weight)).ToArray())
            .ToArray();
        if (games.Length == 0)
            return null;
        var units = games.SelectMany(g => g).ToArray();
        var random = new OrderSource();
        var means = Enumerable.Range(0, Rounds).Select(_ => units.Average(_ => units[random.Below(units.Length)])).ToArray();
        var interval = ShareInterval.Of([.. games.Select(g => new Unit(g.Average(), g.Length))], 0.95);
        return new ArenaHardScore
        {
            Value = units.Average(),
            PublishedLow = Quantiles.Of(means, 0.05)!.Value,
            PublishedHigh = Quantiles.Of(means, 0.95)!.Value,
            Low = interval.Low,
            High = interval.High,
            Prompts = games.Length,
            Dropped = prompts.Count - games.Length,
        };
    }

    private static IEnumerable<double> Scores(int level, int weight) =>
        level is < -2 or > 2
            ? throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies from -2 (much worse) to 2 (much better).")
            : Enumerable.Repeat((Math.Sign(level) + 1) / 2.0, Math.Abs(level) == 2 ? weight : 1);

    /// <summary>The scores that are left when style is controlled for, one for each model that stands against the same baseline.</summary>
    /// <param name="models">For each model its prompts, with the layout of its answer and of the baseline's.</param>
    /// <returns>In the order of the models; null where a model has no prompt with two verdicts.</returns>
    /// <remarks>The same file, with the features of utils/math_utils.py. Unlike <see cref="StyleControl"/> the differences are shifted by their mean
    /// over all models' games: a score is that at the style of an average game, which is not that of equal styles. The published figure is the median
    /// of 100 resamples; this is the one of all games.</remarks>
    public static IReadOnlyList<double?> StyleControlled(
        IReadOnlyList<IReadOnlyList<(ArenaHardGames Games, StyleCounts Model, StyleCounts Baseline)>> models,
        int weight = Weight
    )
    {
        ArgumentNullException.ThrowIfNull(models);
        var units = models
            .SelectMany(
                (prompts, m) =>
                    prompts.Where(p => p.Games.IsComplete).Select(p => (Model: m, p.Games, Style: StyleCounts.Differences(p.Model, p.Baseline)))
            )
            .SelectMany(p => Scores(p.Games.First!.Value, weight).Concat(Scores(p.Games.Second!.Value, weight)).Select(y => (p.Model, p.Style, Y: y)))
            .ToList();
        if (units.Count == 0)
            return [.. models.Select(_ => (double?)null)];
        var means = StyleCounts.Names.Select((_, i) => units.Average(u => u.Style[i])).ToArray();
        var scales = means.Select((mean, i) => Math.Sqrt(units.Sum(u => Math.Pow(u.Style[i] - mean, 2)) / (units.Count - 1))).ToArray();
        // Rows that are alike but for the verdict are one row with their mean.
        var rows = units
            .GroupBy(u => (u.Model, u.Style))
            .Select(g => new LogisticRow(Covariates(g.Key.Model, g.Key.Style), g.Average(u => u.Y), g.Count()))
            .ToList();
        var fit = LogisticFit.Of(rows);
        return [.. models.Select((_, m) => units.Exists(u => u.Model == m) ? LogisticFit.Logistic(fit.Coefficients[m]) : (double?)null)];

        double[] Covariates(int model, double[] style) =>
            [.. models.Select((_, m) => m == model ? 1.0 : 0), .. style.Select((x, i) => scales[i] > 1e-9 ? (x - means[i]) / scales[i] : 0)];
    }
}
