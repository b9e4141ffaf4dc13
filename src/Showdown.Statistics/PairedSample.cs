namespace Showdown.Statistics;

/// <summary>The complete pairs of a comparison, reduced to what intervals and tests need.</summary>
internal sealed record PairedSample
{
    /// <summary>Samples that both models have a score for.</summary>
    public required int Count { get; init; }

    /// <summary>The differences as they vary: sample by sample, or cluster by cluster.</summary>
    public required IReadOnlyList<Unit> Units { get; init; }

    /// <summary>True when scores are two-valued, no model made more than one attempt at any sample, and every sample stands for itself.</summary>
    public required bool IsSingle { get; init; }

    /// <summary>True when the scores of either model may be shares.</summary>
    public required bool IsShare { get; init; }

    public required double MeanA { get; init; }

    public required double MeanB { get; init; }

    public required int Wins { get; init; }

    public required int Losses { get; init; }

    /// <summary>Variance of a sample's difference around its true one, averaged over samples; null when single attempts do not tell.</summary>
    public required double? Within { get; init; }

    /// <summary>How many times as many attempts one model made at these samples as the other, from 1.</summary>
    public required double Unevenness { get; init; }

    /// <summary>Attempts at a sample, of both models, on average.</summary>
    public required double Epochs { get; init; }

    public static PairedSample Of(IReadOnlyList<SamplePair> pairs)
    {
        var differences = new List<(double, double, string?)>(pairs.Count);
        var (sumA, sumB, within) = (0.0, 0.0, 0.0);
        var (wins, losses, most, repeated) = (0, 0, 0, 0);
        var (attemptsA, attemptsB) = (0.0, 0.0);
        var isShare = false;
        foreach (var pair in pairs)
        {
            var (a, b) = (pair.A.Checked(), pair.B.Checked());
            if (!pair.IsComplete)
                continue;
            var difference = pair.Difference;
            differences.Add((difference, 1, pair.Cluster));
            isShare |= a.IsShare || b.IsShare;
            sumA += a.Mean;
            sumB += b.Mean;
            wins += difference > 0 ? 1 : 0;
            losses += difference < 0 ? 1 : 0;
            most = Math.Max(most, Math.Max(a.Scored, b.Scored));
            attemptsA += a.Scored;
            attemptsB += b.Scored;
            if (a.Scored < 2 || b.Scored < 2)
                continue;
            repeated++;
            within += a.Within / a.Scored + b.Within / b.Scored;
        }
        double n = differences.Count;
        var units = Clusters.Gather(differences);
        return new PairedSample
        {
            Count = differences.Count,
            Units = units,
            IsSingle = !isShare && most <= 1 && units.Count == differences.Count,
            IsShare = isShare,
            MeanA = sumA / n,
            MeanB = sumB / n,
            Wins = wins,
            Losses = losses,
            // Samples that one model has a single score for, after failures, take the average of the others.
            Within = repeated * 2 < n || repeated == 0 ? null : within / repeated,
            Unevenness = Math.Max(attemptsA, attemptsB) / Math.Min(attemptsA, attemptsB),
            Epochs = (attemptsA + attemptsB) / (2 * n),
        };
    }
}
