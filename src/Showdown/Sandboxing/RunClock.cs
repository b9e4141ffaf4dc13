using System.Globalization;

namespace Showdown.Sandboxing;

/// <summary>
/// What the host's kernel says about a run: nothing the run could have a hand in. A process that has ended reads as having used nothing more.
/// </summary>
internal sealed class RunClock(int processId)
{
    private static readonly double _ticksPerSecond = 100; // USER_HZ, fixed in the interface of every Linux .NET runs on
    private TimeSpan _lastCpu;

    public int ProcessId => processId;

    /// <summary>CPU time of all threads together, to a hundredth of a second.</summary>
    public TimeSpan Cpu() =>
        Stat() is { } fields ? _lastCpu = TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / _ticksPerSecond) : _lastCpu;

    /// <summary>True when no thread of it runs, is ready to run, or waits for memory or a disk.</summary>
    public bool Sleeps()
    {
        try
        {
            return Directory
                .EnumerateDirectories($"/proc/{processId}/task")
                .All(thread => Fields(Path.Combine(thread, "stat")) is not { } fields || fields[0] is not ("R" or "D"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public int Threads() => Stat() is { } fields ? (int)Number(fields[17]) : 0;

    /// <summary>Time that its threads were ready to run and had no processor.</summary>
    public TimeSpan Starved()
    {
        long nanoseconds = 0;
        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
                nanoseconds += Number(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[1]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or this kernel keeps no such record.
        }
        return TimeSpan.FromMicroseconds(nanoseconds / 1000);
    }

    /// <summary>The fields after the name, which may hold spaces and brackets: the state is field 0.</summary>
    private string[]? Stat() => Fields($"/proc/{processId}/stat");

    private static string[]? Fields(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
