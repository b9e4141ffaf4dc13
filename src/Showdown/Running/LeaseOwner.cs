using System.Globalization;

namespace Showdown.Running;

/// <summary>Who holds a lease: machine, process and its start, so that another process of the same machine can tell whether it still lives.</summary>
public static class LeaseOwner
{
    // Containers that share their host's name each count their processes anew: a number says nothing outside its own namespace.
    private static readonly string _machine = Environment.MachineName + Namespace();

    /// <summary>This process, among all machines.</summary>
    public static readonly string Process = string.Create(
        CultureInfo.InvariantCulture,
        $"{_machine}/{Environment.ProcessId}/{StartOf(System.Diagnostics.Process.GetCurrentProcess())}"
    );

    // Linux tells a process's start relative to the boot, whose time two processes may read a second apart.
    private const int Jitter = 2;

    private static int _count;

    /// <summary>A new owner in this process: two executions of one shard are two owners.</summary>
    public static string New() => string.Create(CultureInfo.InvariantCulture, $"{Process}/{Interlocked.Increment(ref _count)}");

    /// <summary>True only when the owner ran on this machine and certainly runs no more.</summary>
    public static bool IsDead(string owner)
    {
        var parts = owner.Split('/');
        if (parts.Length != 4 || parts[0] != _machine || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var started) || Math.Abs(StartOf(process) - started) > Jitter;
        }
        catch (ArgumentException)
        {
            return true; // no such process
        }
    }

    /// <summary>"process 4711 on build-7".</summary>
    public static string Words(string owner) => owner.Split('/') is [var machine, var id, ..] ? $"process {id} on {machine.Split(':')[0]}" : owner;

    // Linux's link reads "pid:[4026531836]"; elsewhere there is none.
    private static string Namespace() => new FileInfo("/proc/self/ns/pid").LinkTarget is { } link ? ":" + link.Trim("pid:[]".ToCharArray()) : "";

    private static long StartOf(System.Diagnostics.Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
