using System.Diagnostics;

namespace Showdown.Performance;

/// <summary>Peak memory of whole runs of growing size, with the simulator in the process, storing, scoring and the report.</summary>
internal static class RunMemory
{
    private const int Concurrency = 64;

    public static async Task RunAsync()
    {
        using var program = new ProgramRun();
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
