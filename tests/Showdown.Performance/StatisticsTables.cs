using Showdown.Analysis.Speed;
using Showdown.Statistics;
using Showdown.Tests.Analysis.Gating;
using Showdown.Tests.Statistics;
using Showdown.Tests.Statistics.Fidelity;
using Showdown.Tests.Statistics.Sequential;

namespace Showdown.Performance;

/// <summary>The tables of src/Showdown.Statistics/METHODS.md that take minutes: all cells, thousands of rounds, fixed seeds. The unit tests hold
/// smaller ones.</summary>
internal static class StatisticsTables
{
    public static int Run(string? table, int rounds)
    {
        var tables = new (string Name, Action<int> Make)[]
        {
            ("differences", Differences),
            ("scores", Scores),
            ("weeks", Weeks),
            ("speed", Speed),
            ("gates", Gates),
            ("sequential", Sequential),
            ("recorded", RecordedTables.Recorded),
            ("fidelity-level", FidelityLevel),
            ("fidelity", Fidelity),
            ("fidelity-changes", FidelityChanges),
            ("equal-power", StoppingTables.EqualPower),
            ("given-size", StoppingTables.GivenSize),
            ("stopped-scores", StoppingTables.Scores),
            ("stopped-nights", StoppingTables.Nights),
            ("pairwise", PairwiseTables.Run),
        };
        foreach (var (name, make) in tables.Where(t => table is null || t.Name == table))
        {
            Console.WriteLine($"{name}, {rounds} rounds:");
            make(rounds);
        }
        return 0;
    }

    /// <summary>Families of six equal hosts in which any is called different.</summary>
    private static void FidelityLevel(int rounds)
    {
        Level("equal hosts of few words", 20 * rounds, FidelityTables.LevelOfFewWords(20 * rounds));
        Level("equal hosts of few texts", 5 * rounds, FidelityTables.LevelOfFewTexts(5 * rounds));
        Level("equal hosts, other models", rounds, FidelityTables.Level(rounds, world: 10_000));
        Level("equal hosts", rounds, FidelityTables.Level(rounds));

        static void Level(string name, int rounds, (int Families, int Controls) found) =>
            Console.WriteLine(
                $"  {name}: {rounds} families, with a finding {100.0 * found.Families / rounds:0.00} %, the reference against itself {100.0 * found.Controls / rounds:0.00} %"
            );
    }

    /// <summary>Each distortion among six hosts.</summary>
    private static void Fidelity(int rounds)
    {
        Console.WriteLine($"  the distance's interval holds 0: {100.0 * FidelityTables.Held(rounds) / rounds:0.0} %");
        foreach (var (host, (found, more, distance)) in Departure.Distorted.Zip(FidelityTables.Power(Departure.Distorted, rounds)))
            Console.WriteLine($"  {host.Name}: found {Found(found)}, with 20 replies a prompt {Found(more)}, distance {distance:0.0000}");

        string Found(int times)
        {
            var range = Interval.Wilson((double)times / rounds, rounds, 1.96);
            return $"{100.0 * times / rounds:0} % ({100 * range.Low:0} to {100 * range.High:0})";
        }
    }

    /// <summary>Nights on which a host is said to have changed, and none has.</summary>
    private static void FidelityChanges(int rounds)
    {
        Of("10 replies a prompt, 8 nights", FidelityTables.FalseChanges(rounds));
        Of("2 replies a prompt", FidelityTables.FalseChanges(rounds, samples: 2));
        Of("two nights", FidelityTables.FalseChanges(7 * rounds, nights: 2));
        foreach (var wanders in new[] { 0.02, 0.05, 0.1 })
            Of($"the temperature wanders by {wanders}", FidelityTables.FalseChanges(rounds, wanders: wanders));
        foreach (var repeats in new[] { 0.02, 0.05, 0.1 })
            Of($"{100 * repeats:0} % of the replies repeat another of the night", FidelityTables.FalseChanges(rounds, repeats: repeats));

        static void Of(string name, (int Alarms, int Nights) found)
        {
            var range = Interval.Wilson((double)found.Alarms / found.Nights, found.Nights, 1.96);
            Console.WriteLine(
                $"  {name}: {found.Nights} nights, alarm on {100.0 * found.Alarms / found.Nights:0.00} % ({100 * range.Low:0.00} to {100 * range.High:0.00})"
            );
        }
    }

    /// <summary>How often the interval of a difference holds the true one.</summary>
    private static void Differences(int rounds)
    {
        var cells =
            from shared in new[] { true, false }
            from concentration in new[] { 1.0, 4 }
            from truth in new[] { (A: 0.6, B: 0.5), (A: 0.95, B: 0.85), (A: 0.99, B: 0.95) }
            from samples in new[] { 15, 30, 60, 198 }
            from epochs in new[] { 1, 4, 16 }
            select (shared, concentration, truth, samples, epochs);
        var held = Measured(
            cells,
            cell =>
            {
                var (a, b) = (SimulatedModels.Beta(cell.truth.A, cell.concentration), SimulatedModels.Beta(cell.truth.B, cell.concentration));
                var difference = a.Average() - b.Average();
                var models = new SimulatedModels((ulong)(cell.samples * 100 + cell.epochs));
                return Held(
                    rounds,
                    () =>
                    {
                        var (x, y) = models.Drawn(a, b, cell.samples, cell.shared);
                        var compared = Paired.Compare(models.Pair(x, y, cell.epochs));
                        return compared.Low <= difference && difference <= compared.High;
                    }
                );
            }
        );
        foreach (var (cell, share) in held.OrderBy(h => h.Share).Take(10))
            Console.WriteLine(
                $"  {100 * share:0.0} %  {cell.samples}x{cell.epochs} {cell.truth.A}/{cell.truth.B} concentration {cell.concentration}{(cell.shared ? ", the same samples hard" : "")}"
            );
        Console.WriteLine(
            $"  of {held.Count} cells {100 * held.Average(h => h.Share):0.0} % on average, good to {100 * Error(0.94, rounds):0.00} in each"
        );
    }

    /// <summary>How often the interval of a score holds the true one: where models are as assumed, and where some samples are never got
    /// right.</summary>
    private static void Scores(int rounds)
    {
        var cells =
            from kind in SkillTables.All
            from size in new (int Samples, int Epochs)[] { (15, 16), (30, 4), (30, 16), (60, 4), (60, 16), (198, 4), (198, 16) }
            select (kind, size);
        var held = Measured(
            cells,
            cell =>
            {
                var (skills, models) = (cell.kind.Skills, new SimulatedModels((ulong)(cell.size.Samples * 100 + cell.size.Epochs)));
                return Held(
                    rounds,
                    () =>
                    {
                        var score = Accuracy.Estimate(models.Attempt(models.Drawn(skills, skills, cell.size.Samples, true).A, cell.size.Epochs));
                        return score.Low <= skills.Average() && skills.Average() <= score.High;
                    }
                );
            }
        );
        foreach (var kind in held.GroupBy(h => h.Cell.kind.Name))
            Console.WriteLine(
                $"  {kind.Key}: {string.Join(", ", kind.Select(h => $"{h.Cell.size.Samples}x{h.Cell.size.Epochs} {100 * h.Share:0.0}"))} %"
            );
        Console.WriteLine($"  {100 * held.Average(h => h.Share):0.0} % on average, good to {100 * Error(0.94, rounds):0.00} in each");
    }

    /// <summary>A month of nightly looks at two models: equal ones, and such as differ.</summary>
    private static void Weeks(int rounds)
    {
        var months = rounds / 10;
        foreach (var difference in new[] { 0, 0.03, 0.05, 0.07, 0.10 })
        {
            var models = new SimulatedModels((ulong)(100 * difference) + 40);
            var (a, b) = (SimulatedModels.Beta(0.7, 2), SimulatedModels.Beta(0.7 - difference, 2));
            var all = Enumerable.Range(0, months).Select(_ => SimulatedMonth.Looks(models, a, b).ToList()).ToList();
            double Months(Func<(PairedComparison Night, PairedComparison Week), bool> shown) =>
                100.0 * all.Count(m => m.Exists(l => shown(l))) / months;
            double Nights(Func<(PairedComparison Night, PairedComparison Week), bool> shown) =>
                100 * all.Average(m => m.Skip(6).Average(l => shown(l) ? 1.0 : 0));
            Console.WriteLine(
                $"  {100 * difference:0} points: shown on some night of {Months(l => l.Night.DifferenceShown):0.0} % of months by the night, {Months(l => l.Week.DifferenceShown):0.0} % by the week; "
                    + $"on {Nights(l => l.Night.DifferenceShown):0.0} and {Nights(l => l.Week.DifferenceShown):0.0} % of nights; "
                    + $"{100 * all.Average(m => m.Average(l => l.Night.High!.Value - l.Night.Low!.Value)):0.0} and {100 * all.Average(m => m.Skip(6).Average(l => l.Week.High!.Value - l.Week.Low!.Value)):0.0} points wide"
            );
        }
        Console.WriteLine($"  of {months} months, good to {100 * Error(0.05, months):0.0}");
    }

    /// <summary>Hosts with moods: the expected ratio, gates and changes.</summary>
    private static void Speed(int rounds)
    {
        foreach (var kind in HostTable.Cells.GroupBy(c => c.Name))
        {
            var measured = kind.AsParallel().AsOrdered().Select(cell => (Cell: cell, Result: HostTable.Measure(cell, rounds))).ToList();
            Console.WriteLine(
                $"  {kind.Key}: held {string.Join(", ", measured.Select(m => $"{m.Cell.Windows} ({m.Cell.PerDay} a day) {100 * m.Result.Held:0.0}"))} %; times and by {string.Join(", ", measured.Select(m => $"{m.Result.Factor:0.00}"))}"
            );
        }
        foreach (var (name, kind) in HostTable.Kinds.Where(k => k.Kind.Change == 0))
        {
            var gates = new[] { 5, 7, 30 }.Select(n => HostTable.Gate(kind, n, rounds)).ToList();
            var (half, twice, among) = (
                HostTable.Change(kind, 14, 1.5, rounds),
                HostTable.Change(kind, 14, 2, rounds),
                HostTable.Change(kind, 14, 2, rounds, lines: 14)
            );
            Console.WriteLine(
                $"  {name}: gate over 5, 7, 30 nights false {string.Join(", ", gates.Select(g => $"{100 * g.False:0.00}"))} %, shown {string.Join(", ", gates.Select(g => $"{100 * g.Shown:0}"))} % of 80; "
                    + $"change at {100 * SpeedLines.Level} % false {100 * half.False:0.00} %, after 14 nights found within a week: by half {100 * half.Shown:0} %, twice {100 * twice.Shown:0} %, twice as one of 14 lines {100 * among.Shown:0} %"
            );
        }
        Console.WriteLine($"  good to {100 * Error(0.95, rounds):0.00}");
    }

    /// <summary>Gates by the whole rule, night after night: how many quiet nights fail, and how many histories in which hosts change after three
    /// weeks fail within a week.</summary>
    private static void Gates(int rounds)
    {
        const int nights = 30;
        const int before = 21;
        foreach (
            var line in HostTable
                .Kinds.Where(k => k.Kind.Change == 0)
                .AsParallel()
                .AsOrdered()
                .Select(kind =>
                {
                    var gates = new SimulatedGates(5, kind.Kind);
                    var quiet = Enumerable.Range(0, rounds).SelectMany(_ => gates.Nights(nights)).ToList();
                    var (half, twice) = (Found(1.5, 1.1), Found(2, 1.3));
                    return $"  {kind.Name}: "
                        + string.Join(
                            "; ",
                            SimulatedGates.Gates.Select(
                                (name, g) =>
                                    $"{name} false on {100.0 * quiet.Count(n => n[g]) / quiet.Count:0.00} % of nights, found {100 * half[g]:0} and {100 * twice[g]:0} %"
                            )
                        );

                    List<double> Found(double slower, double dearer)
                    {
                        var weeks = Enumerable
                            .Range(0, rounds)
                            .Select(_ => gates.Nights(before + 7, before, slower, dearer).Skip(before).ToList())
                            .ToList();
                        return [.. SimulatedGates.Gates.Select((_, g) => weeks.Count(w => w.Exists(n => n[g])) / (double)rounds)];
                    }
                })
        )
            Console.WriteLine(line);
        Console.WriteLine($"  {rounds} months each: 1.5 times as slow and 1.1 times as dear, 2 times and 1.3 times, within a week");
    }

    /// <summary>Comparisons that stop by themselves, looked at after every unit.</summary>
    private static void Sequential(int rounds)
    {
        var equal =
            from score in new[] { 0.3, 0.6, 0.9 }
            from kind in new (int Epochs, int Cluster, bool Shares)[]
            {
                (1, 1, false),
                (4, 1, false),
                (1, 5, false),
                (1, 1, true),
                (4, 1, true),
                (4, 5, false),
            }
            from concentration in new[] { 1.0, 10_000 }
            from units in new[] { 541, 12_000 }
            select (score, difference: 0.0, kind, concentration, units);
        var apart =
            from score in new[] { 0.3, 0.6, 0.9 }
            from difference in new[] { 0.02, 0.05, 0.1, 0.2 }
            from kind in new (int Epochs, int Cluster, bool Shares)[] { (1, 1, false), (4, 1, false) }
            select (score, difference, kind, concentration: 1.0, units: 541);
        var cells = equal.Concat(apart).ToList();
        var tables = cells
            .AsParallel()
            .AsOrdered()
            .Select(cell =>
            {
                var pairs = SimulatedPairs.Of(cell.score, cell.score - cell.difference, cell.concentration) with
                {
                    Epochs = cell.kind.Epochs,
                    Cluster = cell.kind.Cluster,
                    Shares = cell.kind.Shares,
                };
                return SequentialTable.Of(
                    pairs,
                    cell.units,
                    cell.units > 1000 ? rounds / 5 : rounds,
                    seed: 11,
                    estimates: Math.Min(rounds, cell.difference > 0 ? 100 : 0)
                );
            })
            .ToList();
        foreach (var (cell, table) in cells.Zip(tables))
        {
            var n = (double)(cell.units > 1000 ? rounds / 5 : rounds);
            Console.WriteLine(
                $"  {100 * cell.score:0} against {100 * (cell.score - cell.difference):0}, {cell.units} x {cell.kind.Epochs}{(cell.kind.Cluster > 1 ? $" clusters of {cell.kind.Cluster}" : "")}{(cell.kind.Shares ? " shares" : "")}{(cell.concentration > 100 ? ", nothing shared" : "")}: "
                    + $"shown {100 * table.Shown / n:0.0} %, wrong {100 * table.Wrong / n:0.00} %, asked {100 * table.Asked:0} %"
                    + (
                        cell.difference == 0
                            ? ""
                            : $", held {100 * table.Held / (double)Math.Min(rounds, 100):0.0} %, mean leans {100 * table.Mean:0.0}, corrected {100 * table.Corrected:0.0} points"
                    )
            );
        }
        Console.WriteLine($"  good to {100 * Error(0.05, rounds):0.0}");
    }

    private static List<(T Cell, double Share)> Measured<T>(IEnumerable<T> cells, Func<T, double> measure) =>
        [.. cells.AsParallel().AsOrdered().Select(cell => (cell, measure(cell)))];

    private static double Held(int rounds, Func<bool> holds) => Enumerable.Range(0, rounds).Count(_ => holds()) / (double)rounds;

    private static double Error(double share, int rounds) => Math.Sqrt(share * (1 - share) / rounds);
}
