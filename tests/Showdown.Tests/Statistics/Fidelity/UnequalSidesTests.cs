using Showdown.Statistics.Fidelity;

namespace Showdown.Tests.Statistics.Fidelity;

/// <summary>
/// A reference is asked more often than a host. The p value of so few replies can be worked out exactly, from all ways to deal them out: what is left
/// of the sum of both likenesses once their difference is known, above zero, and the difference, each over its own spread (Song and Chen 2024,
/// section 3).
/// </summary>
public sealed class UnequalSidesTests
{
    private static readonly double[] _weights = [6.0 / 11, 3.0 / 11, 2.0 / 11];

    [Theory]
    //          host  reference  how the host departs
    [InlineData(2, 4, "narrower")]
    [InlineData(2, 6, "narrower")]
    [InlineData(2, 4, "wider")]
    [InlineData(2, 6, "wider")]
    [InlineData(2, 4, "other words")]
    [InlineData(2, 6, "other words")]
    [InlineData(2, 6, "not at all")]
    public void P_IsThatOfAllDealings(int host, int reference, string departs)
    {
        var random = new SeededRandom(11);
        List<PromptReplies> prompts =
        [
            .. Enumerable
                .Range(0, ModelEquality.FewestPrompts)
                .Select(_ => new PromptReplies(Replies(reference, Reference(departs)), Replies(host, Host(departs)))),
        ];

        var (p, exact) = (ModelEquality.Compare(prompts, new Positions(3, 1)).P!.Value, Exact(prompts));

        // Some 25 draws tell: within a factor of two. Nothing below one in ten thousand is ever said.
        Assert.InRange(p, Math.Max(1e-4, (exact / 2) - 1e-4), (exact * 2) + 1e-4);

        List<int[]> Replies(int count, Func<int> word) => [.. Enumerable.Range(0, count).Select(_ => (int[])[word(), word(), word()])];

        Func<int> Host(string departs) =>
            departs switch
            {
                "narrower" => () => random.NextShare() < 0.85 ? 0 : 1,
                "wider" => () => random.NextBelow(6),
                "other words" => () => random.NextShare() < 0.8 ? 5 : 0,
                _ => () => random.NextBelow(3),
            };

        Func<int> Reference(string departs) =>
            departs switch
            {
                "wider" => () => random.NextShare() < 0.8 ? 0 : random.NextBelow(3),
                "other words" => () => random.NextShare() < 0.8 ? 0 : 5,
                _ => () => random.NextBelow(3),
            };
    }

    private static double Exact(List<PromptReplies> prompts)
    {
        var chances = new Dictionary<(double Sum, double Difference), double> { [(0, 0)] = 1 };
        var seen = (Sum: 0.0, Difference: 0.0);
        foreach (var prompt in prompts)
        {
            List<int[]> all = [.. prompt.Host, .. prompt.Reference];
            List<(double Sum, double Difference)> dealings = [.. Chosen(all.Count, prompt.Host.Count).Select(c => Likeness(all, c))];
            seen = (seen.Sum + dealings[0].Sum, seen.Difference + dealings[0].Difference);
            var kinds = dealings.CountBy(d => (Sum: Math.Round(d.Sum, 9), Difference: Math.Round(d.Difference, 9))).ToList();
            chances = chances
                .SelectMany(
                    c => kinds,
                    (c, d) =>
                        (
                            At: (Math.Round(c.Key.Sum + d.Key.Sum, 8), Math.Round(c.Key.Difference + d.Key.Difference, 8)),
                            Chance: c.Value * d.Value / dealings.Count
                        )
                )
                .GroupBy(c => c.At)
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Chance));
        }

        double Mean(Func<(double Sum, double Difference), double> of) => chances.Sum(c => of(c.Key) * c.Value);
        var mean = Mean(c => c.Sum);
        var spread = Mean(c => c.Difference * c.Difference);
        var slope = Mean(c => (c.Sum - mean) * c.Difference) / spread;
        double Rest((double Sum, double Difference) c) => c.Sum - mean - (slope * c.Difference);
        var left = Mean(c => Rest(c) * Rest(c));
        double Apart((double Sum, double Difference) c) => (Math.Pow(Math.Max(0, Rest(c)), 2) / left) + (c.Difference * c.Difference / spread);
        return chances.Where(c => Apart(c.Key) >= Apart(seen) - 1e-6).Sum(c => c.Value);
    }

    private static (double Sum, double Difference) Likeness(List<int[]> replies, List<int> host)
    {
        var (a, b) = (Within(host), Within([.. Enumerable.Range(0, replies.Count).Except(host)]));
        return (a + b, a - b);

        double Within(List<int> side) =>
            (
                from i in side
                from j in side
                where i < j
                select replies[i].Zip(replies[j], _weights).Sum(p => p.First == p.Second ? p.Third : 0)
            ).Average();
    }

    /// <summary>All ways to choose so many, the first ones first.</summary>
    private static IEnumerable<List<int>> Chosen(int of, int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Enumerable.Range(0, of).SelectMany(last => Chosen(last, count - 1), (last, before) => (List<int>)[.. before, last]);
}
