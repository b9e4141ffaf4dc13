using System.Diagnostics;
using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>`showdown simulate` as a process of its own, with a log of every request.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private SimulatorProcess(Process process, string log, string endpoint) => (_process, _log, Endpoint) = (process, log, endpoint);

    public string Endpoint { get; }

    public static async Task<SimulatorProcess> StartAsync(string folder, params string[] options)
    {
        var log = Path.Combine(folder, "requests.jsonl");
        var start = new ProcessStartInfo(Workplace.Program, ["simulate", "--port", "0", "--log", log, .. options]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var endpoint = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new SimulatorProcess(process, log, endpoint!);
    }

    /// <summary>Stops the simulator and reads what it was asked.</summary>
    public async Task<IReadOnlyList<LoggedRequest>> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var json = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        return File.ReadLines(_log).Select(line => JsonSerializer.Deserialize<LoggedRequest>(line, json)!).ToList();
    }

    /// <param name="signal">STOP: it answers nobody until it gets CONT.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

/// <summary>One line of the simulator's log.</summary>
internal sealed record LoggedRequest(string? Model, string? Benchmark, string? Sample, int? Epoch, string? Fault, int? Status, bool Delivered)
{
    public DateTimeOffset Time { get; init; }
}
