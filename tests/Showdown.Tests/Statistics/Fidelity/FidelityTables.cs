using Showdown.Fidelity;
using Showdown.Statistics;
using Showdown.Statistics.Fidelity;

namespace Showdown.Tests.Statistics.Fidelity;

/// <summary>How often a night of hosts is told right and wrong, in simulation.</summary>
internal static class FidelityTables
{
    private const int Samples = 10;

    /// <summary>Families of equal hosts in which any is called different, and in which the reference is called different from itself.</summary>
    /// <param name="world">The first of the models that answer; each does so for twenty families: its tables cost more than the replies.</param>
    public static (int Families, int Controls) Level(int rounds, int hosts = 6, int world = 0) =>
        Level(rounds, hosts, round => Worlds.Of(world + (round / 20)).Of(Departure.Same, Samples));

    /// <summary>
    /// The same of hosts that draw a few words of a few: nothing like a model, but the level must hold for any replies, and thousands of families
    /// take a second.
    /// </summary>
    public static (int Families, int Controls) LevelOfFewWords(int rounds, int hosts = 6)
    {
        const int prompts = 6;
        var random = new SeededRandom(17);
        return Level(rounds, hosts, _ => [.. Enumerable.Range(2, prompts).Select(words => (IReadOnlyList<int[]>)[.. Replies(words).Take(5)])]);

        IEnumerable<int[]> Replies(int words)
        {
            while (true)
                yield return [.. Enumerable.Range(0, 8).Select(_ => random.NextBelow(words))];
        }
    }

    /// <summary>The same of hosts that say one of twenty texts to the letter, some of them often: copies are not counted, and that may make nobody
    /// differ.</summary>
    public static (int Families, int Controls) LevelOfFewTexts(int rounds, int hosts = 6)
    {
        const int prompts = 6;
        var random = new SeededRandom(18);
        int[][] texts = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 80).Select(_ => random.NextBelow(9)).ToArray())];
        return Level(
            rounds,
            hosts,
            _ =>
                [
                    .. Enumerable
                        .Range(0, prompts)
                        .Select(_ =>
                            (IReadOnlyList<int[]>)
                                [.. Enumerable.Range(0, 10).Select(_ => texts[Math.Min(random.NextBelow(20), random.NextBelow(20))])]
                        ),
                ]
        );
    }

    private static (int Families, int Controls) Level(int rounds, int hosts, Func<int, List<IReadOnlyList<int[]>>> asked)
    {
        var (families, controls) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var (first, again) = (asked(round), asked(round));
            controls += Compared(first, again).P <= 0.05 ? 1 : 0;
            var reference = Both(first, again);
            var p = Enumerable.Range(0, hosts).Select(_ => Compared(reference, asked(round)).P!.Value).ToList();
            families += Holm.Adjust(p).Any(a => a <= 0.05) ? 1 : 0;
        }

        return (families, controls);
    }

    /// <summary>
    /// How often a distorted host among six is found as the page finds it: first of the 24 tests that share an error, by 10 and by 20 replies; and
    /// its mean distance. All hosts of a round are held against one reference.
    /// </summary>
    public static List<(int Found, int FoundByMore, double Distance)> Power(IReadOnlyList<Departure> hosts, int rounds)
    {
        const int more = 2 * Samples;
        var rows = new (int Found, int FoundByMore, double Distance)[hosts.Count];
        for (var round = 0; round < rounds; round++)
        {
            var world = Worlds.Of(1000 + (round / 10));
            var (first, again) = (world.Of(Departure.Same, more), world.Of(Departure.Same, more));
            var (some, all) = (Both(Few(first), Few(again)), Both(first, again));
            for (var i = 0; i < hosts.Count; i++)
            {
                var host = world.Of(hosts[i], more);
                var result = Compared(some, Few(host));
                rows[i].Found += IsFound(result) ? 1 : 0;
                rows[i].FoundByMore += IsFound(Compared(all, host)) ? 1 : 0;
                rows[i].Distance += result.Distance / rounds;
            }
        }

        return [.. rows];

        static List<IReadOnlyList<int[]>> Few(List<IReadOnlyList<int[]>> replies) =>
            [.. replies.Select(r => (IReadOnlyList<int[]>)[.. r.Take(Samples)])];

        static bool IsFound(EqualityResult result) => result.P <= 0.05 / (6 * HostsComparison.Tests);
    }

    /// <summary>Nights on which any of six hosts and their reference is said to have changed since the night before, and nobody has.</summary>
    /// <param name="rounds">Series.</param>
    /// <param name="samples">Replies to a prompt.</param>
    /// <param name="wanders">Standard deviation of the temperature from night to night, which keeps 0.7 of where it was.</param>
    /// <param name="repeats">Share of replies that a host takes from those it gave to the same prompt on the same night, as a cache does.</param>
    /// <param name="nights">Of a series, the first included.</param>
    public static (int Alarms, int Nights) FalseChanges(int rounds, int samples = Samples, double wanders = 0, double repeats = 0, int nights = 8)
    {
        const int hosts = 7;
        var alarms = 0;
        for (var round = 0; round < rounds; round++)
        {
            var random = new SeededRandom((ulong)round + 1);
            var world = Worlds.Of(5000 + (round / 3));
            var off = new double[hosts];
            var before = new List<IReadOnlyList<int[]>>[hosts];
            for (var night = 0; night < nights; night++)
            {
                var p = new List<double>();
                for (var host = 0; host < hosts; host++)
                {
                    off[host] = (0.7 * off[host]) + (wanders * Math.Sqrt(0.51) * Normal(random));
                    var now = Repeated(world.Of(new Departure("") { TemperatureOff = off[host] }, samples), repeats, random);
                    if (night > 0)
                        p.Add(Compared(before[host], now).P!.Value);
                    before[host] = now;
                }

                alarms += p.Count > 0 && Holm.Adjust(p).Any(a => a <= HostsComparison.ChangeLevel) ? 1 : 0;
            }
        }

        return (alarms, rounds * (nights - 1));
    }

    private static List<IReadOnlyList<int[]>> Repeated(List<IReadOnlyList<int[]>> replies, double repeats, SeededRandom random) =>
        replies.ConvertAll(texts =>
        {
            int[][] said = [.. texts];
            for (var i = 1; i < said.Length; i++)
                said[i] = random.NextShare() < repeats ? said[random.NextBelow(i)] : said[i];
            return (IReadOnlyList<int[]>)said;
        });

    private static double Normal(SeededRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextShare())) * Math.Cos(2 * Math.PI * random.NextShare());

    /// <summary>How often the interval of the distance holds 0 where hosts are equal.</summary>
    public static int Held(int rounds)
    {
        var held = 0;
        for (var round = 0; round < rounds; round++)
        {
            var world = Worlds.Of(2000 + (round / 20));
            var reference = Both(world.Of(Departure.Same, Samples), world.Of(Departure.Same, Samples));
            held += Compared(reference, world.Of(Departure.Same, Samples)).DistanceRange.Contains(0) ? 1 : 0;
        }

        return held;
    }

    private static EqualityResult Compared(List<IReadOnlyList<int[]>> reference, List<IReadOnlyList<int[]>> host) =>
        ModelEquality.Compare(SimulatedReplies.Pairs(Drawn(reference), Drawn(host)), Positions.Characters);

    private static List<IReadOnlyList<int[]>> Drawn(List<IReadOnlyList<int[]>> replies) =>
        replies.ConvertAll(texts => Copies.Drawn(texts.Select(t => new SaidText(t, null))));

    private static List<IReadOnlyList<int[]>> Both(List<IReadOnlyList<int[]>> first, List<IReadOnlyList<int[]>> again) =>
        [.. first.Zip(again, (a, b) => (IReadOnlyList<int[]>)[.. a, .. b])];

    private static class Worlds
    {
        private static (int Number, SimulatedReplies World)? _last;

        public static SimulatedReplies Of(int number)
        {
            if (_last is { } last && last.Number == number)
                return last.World;
            var world = new SimulatedReplies((ulong)number + 1);
            _last = (number, world);
            return world;
        }
    }
}
