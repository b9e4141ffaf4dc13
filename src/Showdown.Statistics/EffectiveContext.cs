namespace Showdown.Statistics;

/// <summary>The longest length at which, and at every shorter one, the score keeps a share of what it is at the shortest.</summary>
/// <param name="Tokens">As seen, with scores that do not rise with length.</param>
/// <param name="Low">Up to here it is shown to be kept.</param>
/// <param name="High">Every longer length that was tried is shown to fall below.</param>
/// <param name="Longest">The longest length that has a score: where a figure equals it, the true one may be longer.</param>
/// <param name="Lengths">The score at each length, shortest first.</param>
/// <param name="Keeps">The share, 0.85.</param>
internal sealed record EffectiveContext(
    int Tokens,
    int Low,
    int High,
    int Longest,
    IReadOnlyList<(int Tokens, ScoreEstimate Score)> Lengths,
    double Keeps
)
{
    /// <summary>After RULER (Hsieh et al. 2024, arXiv:2404.06654), which takes another model's 85.6 % at 4k as the mark.</summary>
    public const double Share = 0.85;

    /// <param name="lengths">In any order; those without a score are left out. The shortest is what the others are held against.</param>
    /// <param name="keeps">Above 0 and below 1.</param>
    /// <param name="level">Coverage of Low to High.</param>
    /// <returns>Null with fewer than two lengths, and where nothing was right at the shortest.</returns>
    /// <remarks>
    /// At each length the sign of score - 0.85 x score at the shortest is asked, which is Fieller's way with a ratio (1954, JRSS B 16:175-185), with
    /// limits from both scores' own intervals (MOVER: Zou, Huang and Zhang 2009, Computational Statistics and Data Analysis 53:1080-1085). Low goes
    /// from the shortest length up and stops where the sign cannot be shown, High from the longest down: a fixed order of tests, each side at half of
    /// what the level leaves, needs no adjustment for their number (Maurer, Hothorn and Lehmacher 1995, in Vollmar, Biometrie in der
    /// chemisch-pharmazeutischen Industrie 6:3-18). It says nothing of lengths between those tried.
    /// </remarks>
    public static EffectiveContext? Of(IReadOnlyList<ScoreAtLength> lengths, double keeps = Share, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        Levels.Check(keeps);
        var known = lengths
            .Select(l => (l.Tokens, Score: Accuracy.Estimate(l.Samples, level)))
            .Where(l => l.Score.Value is not null)
            .OrderBy(l => l.Tokens)
            .ToList();
        if (known.Count < 2 || known[0].Score.Value is not > 0)
            return null;
        var first = known[0].Score;
        var kept = known.Skip(1).Select(l => Kept(l.Score, first, keeps)).ToList();
        var low = kept.TakeWhile(k => k.Low >= 0).Count();
        var high = Math.Max(low, kept.Count - Enumerable.Reverse(kept).TakeWhile(k => k.High < 0).Count());
        var falling = Falling([.. known.Select(l => (l.Score.Value!.Value, (double)l.Score.Samples))]);
        var seen = falling.FindLastIndex(s => s >= keeps * falling[0]);
        return new EffectiveContext(known[Math.Clamp(seen, low, high)].Tokens, known[low].Tokens, known[high].Tokens, known[^1].Tokens, known, keeps);
    }

    /// <summary>The likeliest scores that do not rise, by pooling neighbours (Ayer et al. 1955, Annals of Mathematical Statistics 26:641-647): a
    /// model whose score does not fall at all would else seem to fall at some length, by luck.</summary>
    private static List<double> Falling(IReadOnlyList<(double Value, double Weight)> scores)
    {
        var blocks = new List<(double Value, double Weight, int Count)>();
        foreach (var (value, weight) in scores)
        {
            blocks.Add((value, weight, 1));
            while (blocks.Count > 1 && blocks[^2].Value < blocks[^1].Value)
            {
                var (left, right) = (blocks[^2], blocks[^1]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                var both = left.Weight + right.Weight;
                blocks.Add(((left.Value * left.Weight + right.Value * right.Weight) / both, both, left.Count + right.Count));
            }
        }
        return [.. blocks.SelectMany(b => Enumerable.Repeat(b.Value, b.Count))];
    }

    private static Interval Kept(ScoreEstimate score, ScoreEstimate first, double keeps)
    {
        var (s, f) = (score.Value!.Value, first.Value!.Value);
        var value = s - keeps * f;
        return new Interval(
            value - Math.Sqrt(Math.Pow(s - score.Low!.Value, 2) + Math.Pow(keeps * (first.High!.Value - f), 2)),
            value + Math.Sqrt(Math.Pow(score.High!.Value - s, 2) + Math.Pow(keeps * (f - first.Low!.Value), 2))
        );
    }
}
