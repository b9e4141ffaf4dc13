using Showdown.Statistics;
using Showdown.Statistics.Sequential;
using Showdown.Tests.Statistics;

namespace Showdown.Performance;

/// <summary>What 'stop: sure' asks of answers that look like recorded ones: seventeen models of unlike skill at the same 541 questions, all 136
/// pairs.</summary>
/// <remarks>Item response model with two parameters (Birnbaum 1968, in Lord and Novick, "Statistical theories of mental test scores", chapter 17),
/// and beside it what a model has of its own at a question, without which models would differ less than real ones do. Each history draws models,
/// questions, answers and an order; a pair is judged against what all questions together say.</remarks>
internal static class RecordedTables
{
    private const int Models = 17;
    private const int Questions = 541;

    private static readonly (string Name, double From)[] _bands = [("20 and more", 0.2), ("10 to 20", 0.1), ("5 to 10", 0.05), ("below 5", 0)];

    public static void Recorded(int rounds)
    {
        foreach (var own in new[] { 0.5, 1, 2 })
        {
            var pairs = Enumerable.Range(0, rounds).AsParallel().AsOrdered().SelectMany(round => Pairs((ulong)round, own)).ToList();
            Console.WriteLine(
                $"  a model's own part {own:0.0}: asked {100 * pairs.Average(p => p.Asked):0.0} % on average, wrong way {100.0 * pairs.Count(p => p.IsWrong) / pairs.Count:0.00} %"
            );
            foreach (var (name, from) in _bands)
            {
                var band = pairs.Where(p => Band(p.Apart) == from).ToList();
                Console.WriteLine(
                    $"    {name} points: {100.0 * band.Count / pairs.Count:0} % of the pairs, differ at {100 * band.Average(p => p.Differ):0} % of the questions, asked {100 * band.Average(p => p.Asked):0.0} %, shown {100.0 * band.Count(p => p.IsShown) / band.Count:0} %, wrong way {100.0 * band.Count(p => p.IsWrong) / band.Count:0.00} %"
                );
            }
        }
    }

    private static double Band(double apart) => _bands.First(b => apart >= b.From).From;

    private static IEnumerable<Pair> Pairs(ulong seed, double own)
    {
        var random = new SeededRandom(seed);
        var answers = Enumerable.Range(0, Models).Select(_ => new bool[Questions]).ToArray();
        var skills = answers.Select(_ => 0.7 + 1.2 * Normal(random)).ToArray();
        for (var question = 0; question < Questions; question++)
        {
            var (hard, sharp) = (1.2 * Normal(random), Math.Exp(0.3 * Normal(random)));
            for (var model = 0; model < Models; model++)
                answers[model][question] =
                    random.NextShare() < 1 / (1 + Math.Exp(-1.7 * sharp * (skills[model] - hard + own * Normal(random) / 1.7)));
        }
        return from a in Enumerable.Range(0, Models) from b in Enumerable.Range(a + 1, Models - a - 1) select Pair.Of(answers[a], answers[b]);
    }

    private static double Normal(SeededRandom random) => Distributions.NormalQuantile(random.NextShare() + 1e-17);

    /// <param name="Apart">By all questions.</param>
    /// <param name="Asked">Share of the questions until the verdict.</param>
    private sealed record Pair(double Apart, double Differ, double Asked, bool IsShown, bool IsWrong)
    {
        public static Pair Of(bool[] a, bool[] b)
        {
            var units = a.Zip(b, (x, y) => (x ? 1 : 0) - (y ? 1 : 0)).ToList();
            var comparison = new SequentialComparison(new SequentialOptions());
            foreach (var unit in units.TakeWhile(_ => comparison.DecidedAt is null))
                comparison.Add(new SequentialUnit(unit));
            var sum = units.Sum();
            return new Pair(
                Math.Abs(sum) / (double)Questions,
                units.Count(u => u != 0) / (double)Questions,
                comparison.Units / (double)Questions,
                comparison.DecidedAt is not null,
                comparison.Verdict == Verdict.Better && sum <= 0 || comparison.Verdict == Verdict.Worse && sum >= 0
            );
        }
    }
}
