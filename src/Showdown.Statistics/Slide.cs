using MathNet.Numerics;

namespace Showdown.Statistics;

/// <summary>What speaks for a slow slide up or down within one history.</summary>
public sealed record SlideEvidence
{
    /// <summary>E-value, from 0: a bet against "every night is like every other" that pays 1 on average when that is so. 20 is as rare as p = 0.05,
    /// or rarer.</summary>
    public required double E { get; init; }

    /// <summary>True when the slide goes down.</summary>
    public required bool IsDown { get; init; }

    /// <summary>Position of the night from which the nights look different; 1 or later.</summary>
    public required int Start { get; init; }

    /// <summary>Per night how far it lay from all nights up to it, in standard deviations; 0 for the first night and where nothing could
    /// differ.</summary>
    public required IReadOnlyList<double> Steps { get; init; }
}

/// <summary>Watches for slow slides: many small steps the same way, none of which would be noticed alone.</summary>
/// <remarks>
/// If nights do not differ, then of a sample's attempts up to a night, any were as likely to fall on that night as any others: its right answers are
/// hypergeometric, whatever the sample's difficulty (of shares: drawn without replacement from what all its attempts earned). The night's
/// bet is exp(theta (R - E R)) over its mean under that law, with theta so that the step counts 0.5, 1 or 2 standard deviations; bets multiply over
/// nights from an unknown start, averaged over starts, sizes and both directions (the mixture of e-values of
/// Vovk and Wang 2021, Annals of Statistics 49:1736-1754; betting on recursive residuals is the CUSUM of Brown, Durbin and Evans 1975, JRSS B
/// 37:149-192, in that form). On any one night the expectation of E is exactly 1 if
/// attempts at a sample are exchangeable over nights: P(E is 1/a or more) is at most a, without any approximation. Over the nights of a history
/// together the rate is not proved, only measured: see README.md.
/// Of samples that hang together in a cluster of m each bets to the power 1/m: the product of such powers has a mean of 1 at most, however they hang
/// together (Hölder's inequality).
/// Not valid when attempts of a night hang together beyond the sample (a bad host for one evening): that is a change, and it will be found as one.
/// </remarks>
internal static class Slide
{
    private static readonly double[] _sizes = [0.5, 1, 2];

    /// <param name="history">At least two nights, else the evidence is 1: none.</param>
    public static SlideEvidence Of(NightHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var steps = new double[history.Nights.Count];
        var tilts = _sizes.SelectMany(s => new[] { -s, s }).ToArray();
        var logBets = new double[tilts.Length, Math.Max(1, history.Nights.Count)];
        var totals = history.Pool(0, 1).ToArray();
        var weights = Weights(history, totals.Length);
        for (var night = 1; night < history.Nights.Count; night++)
        {
            var kinds = Kinds(history, totals, weights, night);
            var variance = kinds.Sum(k => k.Weight * k.Variance);
            if (variance <= 0)
                continue;
            var deviation = Math.Sqrt(variance);
            var excess = kinds.Sum(k => k.Credit - k.Weight * k.Mean);
            steps[night] = excess / deviation;
            for (var t = 0; t < tilts.Length; t++)
                logBets[t, night] = tilts[t] * steps[night] - kinds.Sum(k => k.Weight * k.LogMoment(tilts[t] / deviation));
        }
        return Mix(tilts, logBets, steps);
    }

    private static SlideEvidence Mix(double[] tilts, double[,] logBets, double[] steps)
    {
        var (sum, downs, best, start) = (0.0, 0.0, double.NegativeInfinity, 1);
        for (var t = 0; t < tilts.Length; t++)
        {
            var log = 0.0;
            for (var from = steps.Length - 1; from >= 1; from--)
            {
                log += logBets[t, from];
                var bet = Math.Exp(Math.Min(log, 600));
                sum += bet;
                downs += tilts[t] < 0 ? bet : 0;
                if (log > best)
                    (best, start) = (log, from);
            }
        }
        var bets = tilts.Length * (steps.Length - 1.0);
        return new SlideEvidence
        {
            E = bets > 0 ? sum / bets : 1,
            IsDown = downs > sum / 2,
            Start = start,
            Steps = steps,
        };
    }

    /// <summary>A sample that stands for itself bets whole; each of a cluster of m to the power 1/m.</summary>
    private static double[] Weights(NightHistory history, int samples)
    {
        var sizes = (history.Clusters ?? []).OfType<string>().CountBy(c => c).ToDictionary(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, samples).Select(i => history.Clusters?[i] is { } cluster ? 1.0 / sizes[cluster] : 1)];
    }

    /// <summary>Samples with the same totals tell the same: counted together. Adds the night to the totals.</summary>
    private static List<Kind> Kinds(NightHistory history, SampleScore[] totals, double[] weights, int night)
    {
        var tonight = history.Pool(night, 1);
        var kinds = new Dictionary<(int Right, int Scored, int Drawn), (double Weight, double Right)>();
        var shares = new List<Kind>();
        for (var i = 0; i < totals.Length; i++)
        {
            totals[i] += tonight[i];
            var (all, drawn) = (totals[i], tonight[i].Scored);
            if (drawn == 0 || drawn == all.Scored || all.Credit == 0 || all.Right == all.Scored)
                continue;
            if (all.IsShare)
            {
                // Where all attempts earned alike, none could have fallen differently.
                if (new ShareKind(all, tonight[i], weights[i]) is { Variance: > 0 } kind)
                    shares.Add(kind);
                continue;
            }
            var seen = kinds.GetValueOrDefault((all.Right, all.Scored, drawn));
            kinds[(all.Right, all.Scored, drawn)] = (seen.Weight + weights[i], seen.Right + weights[i] * tonight[i].Right);
        }
        return
        [
            .. kinds.OrderBy(k => k.Key).Select(k => new CountKind(k.Key.Right, k.Key.Scored, k.Key.Drawn, k.Value.Weight, k.Value.Right)),
            .. shares,
        ];
    }

    /// <summary>Samples of which the same is known.</summary>
    /// <param name="Weight">Of all of them together; of samples that stand for themselves their number.</param>
    /// <param name="Credit">What their attempts of the night earned, weighed alike.</param>
    private abstract record Kind(double Weight, double Credit)
    {
        /// <summary>What the night's attempts at one sample earn if nights do not differ.</summary>
        public abstract double Mean { get; }

        public abstract double Variance { get; }

        /// <summary>Logarithm of the mean of exp(theta (R - E R)), or of something larger.</summary>
        public abstract double LogMoment(double theta);
    }

    /// <summary>A sample whose attempts earn shares: of their law on the night only mean, variance and range are used.</summary>
    /// <remarks>Bennett's bound (1962, JASA 57:33-45) in place of the moment: then the bet pays 1 on average at most.</remarks>
    private sealed record ShareKind(SampleScore All, SampleScore Night, double Weight) : Kind(Weight, Weight * Night.Credit)
    {
        private double Drawn => Night.Scored;

        public override double Mean => Drawn * All.Mean;

        public override double Variance
        {
            get
            {
                var spread = (All.Right + All.PartSquares) / All.Scored - All.Mean * All.Mean;
                // Equal values may leave rounding dust instead of zero.
                return spread < 1e-12 ? 0 : spread * Drawn * (All.Scored - Drawn) / (All.Scored - 1);
            }
        }

        public override double LogMoment(double theta)
        {
            var (least, most) = (Math.Max(0, Drawn - (All.Scored - All.Credit)), Math.Min(Drawn, All.Credit));
            var reach = theta > 0 ? most - Mean : Mean - least;
            var step = Math.Abs(theta) * reach;
            return reach <= 0 ? 0 : Variance / (reach * reach) * (Math.Exp(step) - 1 - step);
        }
    }

    /// <summary>Samples of which so many of all attempts were right, and so many attempts fell on the night.</summary>
    private sealed record CountKind(int AllRight, int AllScored, int Drawn, double Weight, double Right) : Kind(Weight, Right)
    {
        private readonly double[] _chances = Chances(AllRight, AllScored, Drawn);

        private int Least => Math.Max(0, Drawn - (AllScored - AllRight));

        public override double Mean => (double)Drawn * AllRight / AllScored;

        public override double Variance => Mean * (1 - (double)AllRight / AllScored) * (AllScored - Drawn) / (AllScored - 1);

        public override double LogMoment(double theta)
        {
            var step = Math.Exp(theta);
            var moment = 0.0;
            for (var i = _chances.Length - 1; i >= 0; i--)
                moment = moment * step + _chances[i];
            return Math.Log(moment) + theta * (Least - Mean);
        }

        /// <summary>Chances of the least possible number of right attempts on the night and of each number above it, by the ratio of
        /// neighbours.</summary>
        private static double[] Chances(int right, int scored, int drawn)
        {
            var least = Math.Max(0, drawn - (scored - right));
            var chances = new double[Math.Min(drawn, right) - least + 1];
            chances[0] = Math.Exp(
                SpecialFunctions.BinomialLn(right, least)
                    + SpecialFunctions.BinomialLn(scored - right, drawn - least)
                    - SpecialFunctions.BinomialLn(scored, drawn)
            );
            for (var i = 1; i < chances.Length; i++)
            {
                var r = least + i;
                chances[i] = chances[i - 1] * ((right - r + 1.0) * (drawn - r + 1)) / (r * (scored - right - drawn + (double)r));
            }
            return chances;
        }
    }
}
