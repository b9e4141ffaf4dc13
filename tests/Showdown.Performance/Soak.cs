using System.Diagnostics;

namespace Showdown.Performance;

/// <summary>Memory of a service that makes one short run after another, report included: does it grow?</summary>
internal static class Soak
{
    private const int Attempts = 500;
    private const int Parts = 10;

    public static async Task RunAsync(TimeSpan time)
    {
        using var program = new ProgramRun();
        await using var service = await program.ServeAsync(Attempts, 1, TimeSpan.Zero, concurrency: 32);
        var memory = new List<double>();
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"runs of {Attempts} attempts one after another in one service, for {time.TotalMinutes:0} minutes");
        for (var part = 1; part <= Parts; part++)
        {
            memory.Clear();
            while (clock.Elapsed < time * part / Parts || memory.Count == 0)
            {
                await service.RunOnceAsync();
                memory.Add(service.Megabytes);
            }

            Console.WriteLine(
                FormattableString.Invariant(
                    $"{clock.Elapsed.TotalMinutes, 5:0.0} min: {memory.Count} runs, {memory.Average():0} MB on average, {memory.Max():0} at most"
                )
            );
        }
    }
}
