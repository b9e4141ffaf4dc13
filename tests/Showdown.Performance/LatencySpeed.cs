using System.Diagnostics;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>
/// How close the model layer alone comes to N x latency / concurrency, against a simulated model of fixed latency in the same process.
/// </summary>
internal static class LatencySpeed
{
    public static async Task RunAsync()
    {
        Console.WriteLine($"{"latency", 10}{"in flight", 12}{"calls", 10}{"ideal s", 10}{"took s", 10}{"ratio", 8}{"req/s", 8}");
        foreach (var (latency, inFlight, calls) in new[] { (200, 64, 14_000), (50, 32, 14_000), (50, 128, 14_000) })
        {
            await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
            var settings = new ModelSettings
            {
                Id = "simulated",
                Connector = Connector.Simulated,
                Model = "simulated",
                Simulation = new Simulation { FirstToken = TimeSpan.FromMilliseconds(latency), FirstTokenSpread = 0 },
                Limits = new ModelLimits { Concurrency = inFlight },
            };
            await using var model = new ChatModels(TimeProvider.System).Create(settings, simulator.Endpoint);
            await AskAllAsync(model, 200, inFlight); // warm-up: code and connections
            var clock = Stopwatch.StartNew();
            await AskAllAsync(model, calls, inFlight);
            var (ideal, took) = (calls * (latency / 1000.0) / inFlight, clock.Elapsed.TotalSeconds);
            Console.WriteLine($"{latency, 7} ms{inFlight, 12}{calls, 10}{ideal, 10:0.00}{took, 10:0.00}{took / ideal, 8:0.000}{calls / took, 8:0}");
        }
    }

    private static async Task AskAllAsync(ChatModel model, int calls, int inFlight)
    {
        var next = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, inFlight)
                .Select(async _ =>
                {
                    while (Interlocked.Increment(ref next) is var i && i <= calls)
                    {
                        var request = new ModelRequest([new Message(MessageRole.User, $"Question {i}")], new Sampling())
                        {
                            Hint = new SimulationHint("speed", i.ToString(), 1, "B", "C"),
                        };
                        if (await model.AskAsync(request, CancellationToken.None) is not Reply.Completed)
                            throw new InvalidOperationException("A call failed.");
                    }
                })
        );
    }
}
