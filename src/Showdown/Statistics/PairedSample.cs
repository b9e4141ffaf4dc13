namespace Showdown.Statistics;

/// <summary>The complete pairs of a comparison, reduced to what intervals and tests need.</summary>
internal sealed record PairedSample
{
    public required IReadOnlyList<double> Differences { get; init; }

    public int Count => Differences.Count;

    /// <summary>True when no model made more than one attempt at any item.</summary>
    public required bool IsSingle { get; init; }

    public required double MeanA { get; init; }

    public required double MeanB { get; init; }

    public required double Mean { get; init; }

    public required double SumOfSquares { get; init; }

    /// <summary>Of the mean difference; NaN with fewer than two pairs.</summary>
    public required double StandardError { get; init; }

    /// <summary>The part of the squared standard error that more attempts at the same items would shrink; null when single attempts do not tell.</summary>
    public required double? WithinVariance { get; init; }

    /// <summary>Attempts at an item, of both models, on average.</summary>
    public required double Epochs { get; init; }

    public required int Wins { get; init; }

    public required int Losses { get; init; }

    public static PairedSample Of(IReadOnlyList<ItemPair> pairs)
    {
        var differences = new List<double>(pairs.Count);
        var (sumA, sumB, squares, within) = (0.0, 0.0, 0.0, 0.0);
        var (wins, losses, most, attempts, withoutRepeats) = (0, 0, 0, 0L, 0);
        foreach (var pair in pairs)
        {
            var (a, b) = (pair.A.Checked(), pair.B.Checked());
            if (!pair.IsComplete)
                continue;
            var difference = pair.Difference;
            differences.Add(difference);
            sumA += a.Mean;
            sumB += b.Mean;
            squares += difference * difference;
            wins += difference > 0 ? 1 : 0;
            losses += difference < 0 ? 1 : 0;
            most = Math.Max(most, Math.Max(a.Scored, b.Scored));
            attempts += a.Scored + b.Scored;
            if (a.Scored < 2 || b.Scored < 2)
                withoutRepeats++;
            else
                within += VarianceOfMean(a) + VarianceOfMean(b);
        }
        double n = differences.Count;
        var mean = differences.Count == 0 ? double.NaN : differences.Sum() / n;
        var deviations = differences.Sum(d => (d - mean) * (d - mean));
        return new PairedSample
        {
            Differences = differences,
            IsSingle = most <= 1,
            MeanA = sumA / n,
            MeanB = sumB / n,
            Mean = mean,
            SumOfSquares = squares,
            // The sum of squares of equal differences may come out as rounding dust instead of zero.
            StandardError = n < 2 ? double.NaN : deviations < 1e-20 * n ? 0 : Math.Sqrt(deviations / (n - 1) / n),
            // Items that one model has a single score for, after failures, take the average of the others.
            WithinVariance = withoutRepeats * 2 > n ? null : within / (n - withoutRepeats) / n,
            Epochs = attempts / (2 * n),
            Wins = wins,
            Losses = losses,
        };
    }

    /// <summary>Unbiased: p(1-p)/k of the item's unknown p.</summary>
    private static double VarianceOfMean(ItemTally item) => item.Mean * (1 - item.Mean) / (item.Scored - 1);
}
