using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Showdown.Performance;

/// <summary>What a process cost from its start to its end, measured from outside.</summary>
/// <param name="Seconds">On the wall.</param>
/// <param name="Processor">Seconds of processor time, all threads together. On a machine that does other things too it is the firmer figure.</param>
/// <param name="PeakMegabytes">Most memory at any moment that was looked at: every 20 ms.</param>
internal sealed record ProcessCost(double Seconds, double Processor, double PeakMegabytes)
{
    public required DateTimeOffset Began { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>Runs a program to its end. Others of this process's children may not end meanwhile: their time would count.</summary>
    /// <exception cref="InvalidOperationException">It failed; with what it said.</exception>
    public static async Task<ProcessCost> OfAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var before = OfChildren();
        var (clock, began, peak) = (Stopwatch.StartNew(), TimeProvider.System.GetUtcNow(), 0L);
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder ?? "",
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended)
            peak = Math.Max(peak, ProgramRun.PeakOf(process));
        var (seconds, end) = (clock.Elapsed.TotalSeconds, TimeProvider.System.GetUtcNow());
        await output;
        return process.ExitCode == 0
            ? new ProcessCost(seconds, OfChildren() - before, peak / 1048576.0) { Began = began, Ended = end }
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>Processor seconds of all children that have ended (getrusage(2)).</summary>
    private static double OfChildren()
    {
        const int children = -1; // RUSAGE_CHILDREN
        var usage = new long[18]; // user seconds and microseconds, system seconds and microseconds, and what is not looked at
        return getrusage(children, usage) == 0
            ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6)
            : throw new InvalidOperationException("getrusage failed: this is measured on Linux.");
    }

#pragma warning disable SYSLIB1054, IDE1006 // the name is the library's
    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrusage(int who, long[] usage);
#pragma warning restore SYSLIB1054, IDE1006
}
