using System.Diagnostics;
using System.Text.Json;

namespace Showdown.Mutation;

/// <summary>A <see cref="Worker"/>, seen from outside.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Their names, in the order of their numbers.</summary>
    public IReadOnlyList<string> Tests { get; private set; } = [];

    /// <param name="limit">Of processor time, until it has found its tests.</param>
    /// <returns>Null: it took longer, or ended before.</returns>
    public static async Task<WorkerProcess?> StartAsync(TimeSpan limit, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var started = new WorkerProcess(process);
        if (await started.HearAsync(limit) is not { } names)
        {
            started.Dispose();
            return null;
        }

        started.Tests = JsonSerializer.Deserialize<List<string>>(names)!;
        return started;
    }

    /// <param name="limit">Of processor time: what the machine does besides does not count.</param>
    /// <returns>Null: it took longer, or died. Then the worker is of no more use.</returns>
    public async Task<string?> AskAsync(string line, TimeSpan limit)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            return null;
        }

        return await HearAsync(limit);
    }

    private async Task<string?> HearAsync(TimeSpan limit)
    {
        var (begun, waited) = (Used(), Stopwatch.GetTimestamp());
        while (true)
        {
            var line = _process.StandardOutput.ReadLineAsync();
            while (await Task.WhenAny(line, Task.Delay(TimeSpan.FromMilliseconds(200))) != line)
            {
                // One that waits for what never comes uses no processor time.
                if (Used() - begun > limit || Stopwatch.GetElapsedTime(waited) > 2 * limit + TimeSpan.FromSeconds(10))
                {
                    _process.Kill(entireProcessTree: true);
                    return null;
                }
            }

            if (await line is not { } text)
                return null;
            if (text.StartsWith(Worker.Mark, StringComparison.Ordinal))
                return text[Worker.Mark.Length..];
        }
    }

    private TimeSpan Used() => _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
