using System.Diagnostics;

namespace Showdown.Performance;

/// <summary>A run of a service beside readers who ask for one page after another without a pause: how much longer does it take?</summary>
/// <remarks>The readers are in this process, on the same machine: what they need themselves is missing to the service.</remarks>
internal static class Readers
{
    private const int Attempts = 8000;
    private const int Concurrency = 32;
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(IReadOnlyList<int> counts)
    {
        using var program = new ProgramRun();
        await using var service = await program.ServeAsync(Attempts, 1, _latency, Concurrency);
        await service.RunOnceAsync(); // what is compiled and cached by it is there for all
        Console.WriteLine(
            $"runs of {Attempts} attempts in one service; N x latency / concurrency is {Attempts * _latency.TotalSeconds / Concurrency:0.0} s"
        );
        foreach (var count in counts)
        {
            using var stop = new CancellationTokenSource();
            var waited = Enumerable.Range(0, count).Select(_ => new List<double>()).ToList();
            var readers = waited.Select(times => Task.Run(() => ReadAsync(service, times, stop.Token))).ToList();
            await service.RunOnceAsync();
            await stop.CancelAsync();
            await Task.WhenAll(readers);
            var sorted = waited.SelectMany(times => times).Order().ToList();
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{count, 4} readers: {await program.SecondsAsync():0.0} s; {sorted.Count} pages, half of them within {At(0.5):0} ms, 99 % within {At(0.99):0} ms"
                )
            );
            double At(double share) => sorted.Count == 0 ? 0 : sorted[(int)(share * (sorted.Count - 1))];
        }
    }

    private static async Task ReadAsync(ServiceRun service, List<double> times, CancellationToken stop)
    {
        string[] paths = ["/", "/runs/RUN", "/api/runs/RUN", "/reports/RUN/index.html", "/jobs"];
        var watch = new Stopwatch();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            watch.Restart();
            await service.ReadAsync(paths[i % paths.Length]);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
    }
}
