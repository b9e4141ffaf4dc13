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
    /// The same of hosts that draw a few words of a few: nothing like a model, but the level must hold for any replies, and thousands of families take a second.
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
    /// How often a distorted host among six is found as the page finds it: first of the 24 tests that share an error, by 10 and by 20 replies; and its mean
    /// distance. All hosts of a round are held against one reference.
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
        ModelEquality.Compare(SimulatedReplies.Pairs(reference, host), Places.Characters);

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
