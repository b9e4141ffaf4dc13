using System.Diagnostics;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>Peak memory of whole runs of growing size, with storing, scoring and the report; the simulator is in the process where it is not said
/// otherwise.</summary>
internal static class RunMemory
{
    private const int Concurrency = 64;

    /// <param name="build">Another build of the program than the one beside this; null: that.</param>
    public static async Task RunAsync(string? build)
    {
        using var program = build is null ? new ProgramRun() : new ProgramRun { Program = build };
        await using (var simulator = await SimulatorServer.StartAsync(new SimulatorOptions()))
        {
            var peak = (await program.RunAsync(ProgramRun.Questions, 4, TimeSpan.Zero, Concurrency, simulator.Endpoint)).PeakMegabytes;
            Console.WriteLine($"{ProgramRun.Questions * 4, 8:n0} attempts, the host in another process: peak {peak:0} MB (200 are asked)");
        }

        var small = 0.0;
        foreach (var (questions, epochs) in new[] { (1_000, 1), (10_000, 1), (12_500, 8) })
        {
            var clock = Stopwatch.StartNew();
            var peak = (await program.RunAsync(questions, epochs, TimeSpan.FromMilliseconds(1), Concurrency)).PeakMegabytes;
            small = questions == 10_000 ? peak : small;
            Console.WriteLine(
                $"{questions * epochs, 8:n0} attempts: peak {peak:0} MB{(small > 0 ? $", {peak / small:0.00} of that at 10,000" : "")}; {clock.Elapsed.TotalSeconds:0} s"
            );
        }
    }
}
