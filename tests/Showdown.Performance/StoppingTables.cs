using Showdown.Statistics;
using Showdown.Statistics.Sequential;
using Showdown.Tests.Statistics;
using Showdown.Tests.Statistics.Sequential;

namespace Showdown.Performance;

/// <summary>What 'stop: sure' saves and costs: the tables of docs/stopping.md.</summary>
/// <remarks>One attempt a question, two-valued, questions as hard for one model as for the other. The fixed design is McNemar's test with mid-p at 5
/// %, its power by enumeration; the stopping rule is the one that jobs have, with an error of 5 % and one comparison.</remarks>
internal static class StoppingTables
{
    private const double Power = 0.9;
    private const int Batch = 500;

    // 300 tokens in and 1,000 out an answer, of both models, at 0.57 and 2.30 USD per million.
    private const double UsdPerQuestion = 2 * (300 * 0.57 + 1000 * 2.30) / 1e6;

    private static readonly double[] _bases = [0.3, 0.6, 0.9];
    private static readonly double[] _differences = [0.02, 0.05, 0.1, 0.2];

    /// <summary>Designs that show a difference as often; then those for five points, where the truth is another.</summary>
    public static void EqualPower(int rounds)
    {
        var designs = (from better in _bases from difference in _differences select (better, difference))
            .AsParallel()
            .AsOrdered()
            .Select(d => Design.Of(d.better, d.difference, rounds))
            .ToList();
        Console.WriteLine("  | better model | apart | fixed: questions | USD | stop when sure: on average | USD | at most | USD | average / fixed |");
        foreach (var d in designs)
        {
            var mean = d.Mean(d.Stops);
            Console.WriteLine(
                $"  | {100 * d.Better:0} % | {100 * d.Difference:0} | {d.Fixed:n0} | {Usd(d.Fixed)} | {mean.Mean:n0} (± {mean.Error:n0}) | {Usd(mean.Mean)} | {d.Most:n0} | {Usd(d.Most)} | {100 * mean.Mean / d.Fixed:0} % |"
            );
        }

        Console.WriteLine($"  each shown in {100 * Power:0} %; planned for five points, where the truth is another:");
        Console.WriteLine($"  | better model | {string.Join(" | ", new[] { "fixed", "0", "2", "5", "10", "20" })} |");
        foreach (var d in designs.Where(d => d.Difference == 0.05))
        {
            var cells = new[] { 0, 0.02, 0.05, 0.1, 0.2 }
                .AsParallel()
                .AsOrdered()
                .Select(truth => d.Mean(Design.StopsOf(d.Better, truth, d.Most, rounds)).Mean);
            Console.WriteLine($"  | {100 * d.Better:0} % | {d.Fixed:n0} | {string.Join(" | ", cells.Select(c => $"{c:n0}"))} |");
        }
    }

    /// <summary>A benchmark that has so many questions and no more: what each way shows, and what it asks.</summary>
    public static void GivenSize(int rounds)
    {
        Console.WriteLine("  | questions | better model | apart | all asked: shown | stop when sure: shown | questions asked |");
        var cells =
            from n in new[] { 198, 541, 1319 }
            from better in _bases
            from difference in new[] { 0, 0.02, 0.05, 0.1, 0.2 }
            select (n, better, difference);
        foreach (
            var line in cells
                .AsParallel()
                .AsOrdered()
                .Select(c =>
                {
                    var stops = Design.StopsOf(c.better, c.difference, c.n, rounds);
                    var shown = stops.Count(s => c.difference == 0 ? s.Verdict is Verdict.Better or Verdict.Worse : s.Verdict == Verdict.Better);
                    var power = FixedPower.Of(Design.Pairs(c.better, c.difference), c.n) * (c.difference == 0 ? 2 : 1);
                    return $"  | {c.n:n0} | {100 * c.better:0} % | {100 * c.difference:0} | {100 * power:0} % | {100.0 * shown / rounds:0} % | {100 * stops.Average(s => s.Asked) / c.n:0} % |";
                })
        )
            Console.WriteLine(line);
    }

    /// <summary>The models' own scores at the stop: how often their 95 % intervals hold the truth, and how far they lean.</summary>
    public static void Scores(int rounds)
    {
        const int most = 541;
        foreach (
            var line in (from better in _bases from difference in _differences select (better, difference))
                .AsParallel()
                .AsOrdered()
                .Select(c =>
                {
                    var (pairs, random) = (Design.Pairs(c.better, c.difference), new SeededRandom(19));
                    var (held, leans) = (new int[2], new double[2]);
                    for (var round = 0; round < rounds; round++)
                    {
                        var (comparison, answers) = (new SequentialComparison(new SequentialOptions()), new List<(bool A, bool B)>());
                        while (comparison.DecidedAt is null && answers.Count < most)
                        {
                            var rank = random.NextBelow(pairs.A.Length);
                            var (a, b) = (random.NextShare() < pairs.A[rank], random.NextShare() < pairs.B[rank]);
                            answers.Add((a, b));
                            comparison.Add(new SequentialUnit((a ? 1 : 0) - (b ? 1 : 0)));
                        }

                        Judge(0, [.. answers.Select(x => x.A)], pairs.A.Average());
                        Judge(1, [.. answers.Select(x => x.B)], pairs.B.Average());
                    }

                    return $"  {100 * c.better:0} against {100 * (c.better - c.difference):0}: held {100.0 * held[0] / rounds:0.0} and {100.0 * held[1] / rounds:0.0} %, lean {100 * leans[0] / rounds:+0.0;-0.0} and {100 * leans[1] / rounds:+0.0;-0.0} points";

                    void Judge(int model, bool[] right, double truth)
                    {
                        var score = Accuracy.Estimate([.. right.Select(r => new SampleScore(r ? 1 : 0, 1))]);
                        held[model] += score.Low <= truth && truth <= score.High ? 1 : 0;
                        leans[model] += score.Value!.Value - truth;
                    }
                })
        )
            Console.WriteLine(line);
    }

    /// <summary>Fourteen nights with one drop, in each evaluation in turn, and without one.</summary>
    public static void Nights(int rounds)
    {
        foreach (var atLeast in new int?[] { null, 30, 100 })
        {
            var rule = atLeast is { } least ? new SequentialOptions { AtLeast = least } : null;
            var dropped = Lived(rounds, i => i % StoppedNights.Cells);
            var quiet = Lived(rounds, _ => null);
            var found = dropped.Count(h => h.Result.Reports.Contains((StoppedNights.DropNight, h.Cell!.Value)));
            var late = dropped.Count(h => h.Result.Reports.Any(r => r.Cell == h.Cell && r.Night >= StoppedNights.DropNight));
            var others = dropped.Concat(quiet).Sum(h => h.Result.Reports.Count(r => r.Cell != h.Cell || r.Night < StoppedNights.DropNight));
            Console.WriteLine(
                $"  {(rule is null ? "every question asked" : $"stop when sure, at least {atLeast}")}: drop found on its night in {100.0 * found / rounds:0.0} %, by night 14 in {100.0 * late / rounds:0.0} %; "
                    + $"{others} other reports in {2 * rounds} histories; {(double)quiet.Sum(h => h.Result.Suspicions) / quiet.Count / 11:0.000} suspicions a quiet night; {dropped.Concat(quiet).Average(h => h.Result.Asked):n0} attempts a history"
            );

            List<(int? Cell, StoppedNightsResult Result)> Lived(int histories, Func<int, int?> cell) =>
                [
                    .. Enumerable
                        .Range(0, histories)
                        .AsParallel()
                        .AsOrdered()
                        .Select(i => (cell(i), new StoppedNights((ulong)(1000 + i), cell(i)).Live(rule))),
                ];
        }

        Console.WriteLine($"  {rounds} histories each, good to {100 * Math.Sqrt(0.25 / rounds):0.0} at worst");
    }

    private static string Usd(double questions) => $"{questions * UsdPerQuestion:0.00}";

    /// <summary>Two ways to show one difference in nine of ten.</summary>
    /// <param name="Fixed">Questions that show it when looked at once.</param>
    /// <param name="Most">Where the rule gives up, so that it shows it as often.</param>
    private sealed record Design(double Better, double Difference, int Fixed, int Most, IReadOnlyList<(int Asked, Verdict Verdict)> Stops)
    {
        public static Design Of(double better, double difference, int rounds)
        {
            var needed = FixedPower.Questions(Pairs(better, difference), Power);
            // So large that nearly all have stopped.
            var stops = StopsOf(better, difference, 6 * needed, rounds);
            var shown = stops.Where(s => s.Verdict == Verdict.Better).Select(s => s.Asked).Order().ToList();
            return new Design(better, difference, needed, shown[Math.Min(shown.Count, (int)Math.Ceiling(Power * rounds)) - 1], stops);
        }

        public (double Mean, double Error) Mean(IReadOnlyList<(int Asked, Verdict Verdict)> stops)
        {
            var asked = stops.Select(s => (double)Math.Min(s.Asked, Most)).ToList();
            var mean = asked.Average();
            return (mean, Math.Sqrt(asked.Sum(a => (a - mean) * (a - mean))) / asked.Count);
        }

        public static SimulatedPairs Pairs(double better, double difference) => SimulatedPairs.Of(better, better - difference);

        public static List<(int Asked, Verdict Verdict)> StopsOf(double better, double difference, int most, int rounds)
        {
            var (pairs, random) = (Pairs(better, difference), new SeededRandom(17));
            var stops = new List<(int Asked, Verdict Verdict)>();
            while (stops.Count < rounds)
            {
                var comparison = new SequentialComparison(new SequentialOptions());
                foreach (var unit in pairs.Units(random, most).TakeWhile(_ => comparison.DecidedAt is null))
                    comparison.Add(unit);
                stops.Add((comparison.Units, comparison.Verdict));
            }

            return stops;
        }
    }

    /// <summary>The chance that McNemar's test with mid-p calls the better of two models better, by enumeration.</summary>
    private static class FixedPower
    {
        public static int Questions(SimulatedPairs pairs, double power)
        {
            var (low, high) = (1, 1);
            while (Of(pairs, high) < power)
                (low, high) = (high, 2 * high);
            while (high - low > Math.Max(1, high / Batch))
            {
                var middle = (low + high) / 2;
                (low, high) = Of(pairs, middle) < power ? (middle, high) : (low, middle);
            }

            return high;
        }

        public static double Of(SimulatedPairs pairs, int questions)
        {
            var wins = pairs.A.Zip(pairs.B, (a, b) => a * (1 - b)).Average();
            var losses = pairs.A.Zip(pairs.B, (a, b) => b * (1 - a)).Average();
            var (differ, share) = (wins + losses, wins / (wins + losses));
            var spread = 8 * Math.Sqrt(questions * differ * (1 - differ)) + 1;
            var power = 0.0;
            for (var n = (int)Math.Max(1, questions * differ - spread); n <= Math.Min(questions, questions * differ + spread); n++)
                power += MathNet.Numerics.Distributions.Binomial.PMF(differ, questions, n) * UpperTail(share, n, Fewest(n));
            return power;
        }

        /// <summary>Wins among so many that differ from which on the test says better; one more than all: never.</summary>
        private static int Fewest(int differing)
        {
            var (low, high) = (differing / 2, differing + 1);
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                (low, high) = McNemar.P(middle, differing - middle) < 0.05 ? (low, middle) : (middle, high);
            }

            return high;
        }

        private static double UpperTail(double share, int n, int from) =>
            from > n ? 0
            : from <= 0 ? 1
            : MathNet.Numerics.SpecialFunctions.BetaRegularized(from, n - from + 1, share);
    }
}
