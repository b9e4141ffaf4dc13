using Showdown.Tests.Statistics.Pairwise;

namespace Showdown.Performance;

/// <summary>Judged pairs: do their intervals hold the truth?</summary>
internal static class PairwiseTables
{
    public static void Run(int rounds)
    {
        Table(
            "win rates: held",
            from rate in new[] { 0.5, 0.6, 0.75, 0.9 }
            from consistency in new[] { 0.3, 0.9 }
            from size in new (int Prompts, int Cluster)[] { (30, 1), (100, 1), (500, 1), (250, 5) }
            select (rate, consistency, size),
            c => SimulatedJudging.WinRates(c.rate, c.consistency, c.size.Prompts, c.size.Cluster, rounds),
            (c, m) =>
                $"{c.rate} with orders alike {c.consistency}, {c.size.Prompts} prompts{(c.size.Cluster > 1 ? $" in clusters of {c.size.Cluster}" : "")}: {100 * m.Held:0.0} %"
                + (c.rate == 0.5 ? $", called different {100 * m.Shown:0.0} %" : "")
        );
        Table(
            "corrected rates: held, and width beside that of labels alone",
            from people in new[] { 0.5, 0.65, 0.85 }
            from agrees in new[] { 0.0, 0.5, 0.8, 0.95 }
            from size in new (int Labels, int Pairs)[] { (30, 300), (100, 500), (300, 750) }
            select (people, agrees, size),
            c => SimulatedJudging.Corrected(c.people, c.agrees, c.size.Labels, c.size.Pairs, rounds),
            (c, m) => $"{c.people}, judge agrees {c.agrees}, {c.size.Labels} of {c.size.Pairs}: {100 * m.Held:0.0} %, {100 * m.Width:0} %"
        );
        Table(
            "adjusted rates: held, and by the raw ones",
            from logit in new[] { 0, 0.4, 1.2 }
            from lean in new[] { 0.0, 3 }
            from prompts in new[] { 60, 200, 500 }
            select (logit, lean, prompts),
            c => SimulatedJudging.Styled(c.logit, c.lean, c.prompts, rounds / 2),
            (c, m) => $"log odds {c.logit}, leaning to length by {c.lean}, {c.prompts} prompts: {100 * m.Held:0.0}, {100 * m.Raw:0.0} %"
        );
        Table(
            "strengths: held",
            from strengths in new double[][] { [0, 0, 0], [0.6, 0, -0.2], [1.5, 0.5, 0, -0.5, -1.5] }
            from prompts in new[] { 50, 100, 250 }
            select (strengths, prompts),
            c => SimulatedJudging.Strengths(c.strengths, c.prompts, rounds / 4, resamples: 400),
            (c, held) => $"{string.Join(", ", c.strengths)} on {c.prompts} prompts: {100 * held:0.0} %"
        );
    }

    private static void Table<T, TMeasured>(string title, IEnumerable<T> cells, Func<T, TMeasured> measure, Func<T, TMeasured, string> line)
    {
        Console.WriteLine($"  {title}");
        foreach (var text in cells.AsParallel().AsOrdered().Select(c => line(c, measure(c))))
            Console.WriteLine($"    {text}");
    }
}
