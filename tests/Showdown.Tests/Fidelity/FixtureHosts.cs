using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Fidelity.Contract;
using Showdown.Results;
using Showdown.Tests.Statistics.Fidelity;

namespace Showdown.Tests.Fidelity;

/// <summary>A made-up night of hosts, the same every time: the second is colder than the weights, the third breaks its schemas, a promise and its
/// word on providers.</summary>
internal static class FixtureHosts
{
    public static HostsNight Night(int hosts)
    {
        var world = new SimulatedReplies(24);
        string[] ids = ["makers", "makers.again", .. Enumerable.Range(1, hosts).Select(n => $"host-{n:00}")];
        var replies = ids.Select(id => Replies(world, id)).ToDictionary(h => h.ModelId);
        var plan = new HostsPlan("Toy", "makers");
        return new HostsNight(
            new RunRow
            {
                Id = "20260629-000004-hosts",
                Status = RunStatus.Complete,
                CreatedAt = new DateTimeOffset(2026, 6, 29, 0, 0, 4, TimeSpan.Zero),
                Settings = new RunSettings
                {
                    Job = new Job
                    {
                        Name = "hosts",
                        Models = ids,
                        Benchmarks = [],
                        Hosts = plan,
                    },
                    Models = [.. ids.Select(Model)],
                    Benchmarks = [],
                    Pins = new Dictionary<string, BenchmarkPin>(),
                    ProgramVersion = "test",
                },
            },
            plan,
            replies
        )
        {
            Contracts = ids.Where(id => id != plan.Again)
                .ToDictionary(
                    id => id,
                    id =>
                        (IReadOnlyList<ContractFinding>)
                            [
                                new(Checks.Stop, id == "host-03" ? ContractVerdict.Broken : ContractVerdict.Held, "stopped, or did not")
                                {
                                    Request = "{}",
                                    Reply = "HTTP 200",
                                },
                                new(Checks.Choices, ContractVerdict.NotOffered, "the host says that it does not take this"),
                            ]
                ),
        };
    }

    private static ModelSettings Model(string id, int place) =>
        new()
        {
            Id = id,
            Model = "toy",
            Connector = Connector.Simulated,
            Price = new Price(0.5m + (0.1m * place), 2),
            Precision = place % 2 == 0 ? "fp8" : null,
            ContextWindow = 131_072,
        };

    private static HostReplies Replies(SimulatedReplies world, string id)
    {
        var host = new HostReplies(id);
        var departure = id == "host-02" ? new Departure("colder") { TemperatureOff = -0.4 } : Departure.Same;
        foreach (var (prompt, texts) in world.Of(departure, 10).Index())
            host.Texts[$"p{prompt}"] = [.. texts.Select(t => new SaidText(t, null))];
        for (var request = 0; request < 200; request++)
            host.Calls[$"c{request}"] = new SaidCall(request % 2 == 0, id != "host-03" || request % 8 > 0);
        if (id == "host-03")
            (host.Providers["Novita"], host.Providers["DeepInfra"]) = (150, 50);
        host.Count(new Usage { InputTokens = 90_000, OutputTokens = 20_000 });
        host.FirstTokens.AddRange([0.4, 0.5, 0.6]);
        host.Rates.AddRange([40, 50, 60]);
        return host;
    }
}
