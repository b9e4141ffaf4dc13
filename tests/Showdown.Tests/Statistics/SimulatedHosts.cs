using Showdown.Analysis.Speed;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>What a simulated host does to the time of a request. All spreads are standard deviations of its natural logarithm.</summary>
/// <param name="MoodMinutes">How long moods last: the time after which their correlation is 1/e.</param>
internal sealed record HostKind(double MoodMinutes = 30)
{
    public double Mood { get; init; } = 0.3;

    public double Noise { get; init; } = 0.3;

    /// <summary>Share of requests that take longer by an exponential amount of mean 1 in the logarithm: some e, some twenty times as long.</summary>
    public double Slow { get; init; }

    /// <summary>Half of the daily rhythm, from peak to trough.</summary>
    public double Rhythm { get; init; }

    /// <summary>How much the first request of a window takes longer.</summary>
    public double ColdStart { get; init; }

    /// <summary>Added from a window on that is drawn anew for each history.</summary>
    public double Change { get; init; }
}

/// <summary>Two hosts with moods, asked in turns at separate times.</summary>
internal sealed class SimulatedHosts(ulong seed, HostKind kind)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>Ratios of the medians of ten requests, window by window, and the true log ratio over these windows.</summary>
    /// <param name="a">True log of host A's median over host B's.</param>
    /// <param name="perDay">Windows a day, at the same hours each day.</param>
    public (List<(double A, double B)> Windows, double Truth) Windows(int count, double a = 0, int perDay = 1, int requests = 10)
    {
        var windows = new List<(double, double)>(count);
        var (truth, changes) = (0.0, 2 + _random.NextBelow(Math.Max(1, count - 3)));
        for (var w = 0; w < count; w++)
        {
            var hour = 24.0 * (w % perDay) / perDay;
            var (x, y) = (
                a + kind.Rhythm * Math.Sin(Math.PI * hour / 12) + (w >= changes ? kind.Change : 0),
                kind.Rhythm / 2 * Math.Sin(Math.PI * (hour - 5) / 12)
            );
            truth += (x - y) / count;
            windows.Add((Median(Window(x, requests)), Median(Window(y, requests))));
        }
        return (windows, truth);
    }

    /// <summary>Times of one window, a request every twelve seconds. A run of its own: moods of different windows are independent.</summary>
    public double[] Window(double level, int requests)
    {
        var stays = Math.Exp(-0.2 / kind.MoodMinutes);
        var (times, mood) = (new double[requests], Normal());
        for (var i = 0; i < requests; i++)
        {
            var slow = _random.NextShare() < kind.Slow ? -Math.Log(1 - _random.NextShare()) : 0;
            times[i] = Math.Exp(level + kind.Mood * mood + kind.Noise * Normal() + slow + (i == 0 ? kind.ColdStart : 0));
            mood = stays * mood + Math.Sqrt(1 - stays * stays) * Normal();
        }
        return times;
    }

    public double Normal() => Distributions.NormalQuantile(_random.NextShare() + 1e-17);

    private static double Median(double[] values) => Quantiles.Of(values, 0.5)!.Value;
}

/// <summary>The hosts of the tables in Statistics/README.md.</summary>
internal static class HostTable
{
    /// <param name="Windows">So many, at so many hours a day.</param>
    public sealed record Cell(string Name, HostKind Kind, int Windows, int PerDay);

    public static readonly (string Name, HostKind Kind)[] Kinds =
    [
        ("moods of 1 minute", new HostKind(1)),
        ("moods of 5 minutes", new HostKind(5)),
        ("moods of 30 minutes", new HostKind()),
        ("cold starts that nobody left out", new HostKind { ColdStart = 1.5 }),
        ("heavy tails", new HostKind { Slow = 0.1 }),
        ("a daily rhythm", new HostKind { Rhythm = 0.4 }),
        ("one change by half", new HostKind { Change = 0.4 }),
    ];

    public static IEnumerable<Cell> Cells =>
        from kind in Kinds
        from times in new[] { (8, 1), (14, 1), (8, 8), (16, 8), (56, 8) }
        select new Cell(kind.Name, kind.Kind, times.Item1, times.Item2);

    /// <summary>How often the interval over windows holds the true ratio, and how wide it is: its upper end over the ratio, on geometric
    /// average.</summary>
    public static (double Held, double Factor) Measure(Cell cell, int rounds)
    {
        var hosts = new SimulatedHosts((ulong)(cell.Windows * 100 + cell.PerDay), cell.Kind);
        var (held, wide) = (0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var (windows, truth) = hosts.Windows(cell.Windows, perDay: cell.PerDay);
            var compared = TimeWindows.Compare(windows);
            held += Math.Log(compared.Low!.Value) <= truth && truth <= Math.Log(compared.High!.Value) ? 1 : 0;
            wide += Math.Log(compared.High!.Value / compared.Ratio!.Value) / rounds;
        }
        return ((double)held / rounds, Math.Exp(wide));
    }

    /// <summary>The share of quiet nights on which a gate on one expected figure fails, the figure being exactly at its limit; and how often it fails
    /// at the factor that it says it would show with 80 %.</summary>
    /// <param name="kind">Of the host.</param>
    /// <param name="windows">Nights that it looks at.</param>
    public static (double False, double Shown) Gate(HostKind kind, int windows, int rounds)
    {
        var hosts = new SimulatedHosts((ulong)windows, kind);
        var quiet = Enumerable.Range(0, rounds).Select(_ => Level(0)).ToList();
        var limit = Math.Exp(quiet.Average(l => Math.Log(l.Value))); // the true level, of p95 too
        var factor = Math.Exp(quiet.Average(l => Math.Log(l.FactorShown(0.01))));
        var shown = Enumerable.Range(0, rounds).Count(_ => Level(Math.Log(factor)).PAbove(limit) < 0.01);
        return (quiet.Count(l => l.PAbove(limit) < 0.01) / (double)rounds, shown / (double)rounds);

        ExpectedLevel Level(double log) =>
            TimeWindows.Level([.. Enumerable.Range(0, windows).Select(_ => Quantiles.Of(hosts.Window(log, 20), 0.95)!.Value)])!;
    }

    /// <summary>The share of quiet nights, each looking back at all before it, on which a change is shown at the level of the pages; and of how many
    /// histories a change by a factor is shown within a week.</summary>
    /// <param name="lines">That are watched together (Holm).</param>
    public static (double False, double Shown) Change(HostKind kind, int nights, double factor, int rounds, int lines = 1)
    {
        var hosts = new SimulatedHosts((ulong)nights, kind);
        var (wrong, found) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            wrong += Find(History(nights)) ? 1 : 0;
            found += Find([.. History(nights), .. History(7).Select(v => v * factor)]) ? 1 : 0;
        }
        return ((double)wrong / rounds, (double)found / rounds);

        List<double> History(int count) => [.. hosts.Windows(count).Windows.Select(w => w.A)];
        bool Find(List<double> windows) => WindowChange.Likeliest(windows) is { } change && change.P < SpeedLines.Level / lines;
    }
}
