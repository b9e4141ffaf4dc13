using Showdown.Simulator;

namespace Showdown.App.Hosting;

/// <summary>The simulated endpoint inside this process, started when the first simulated model is asked.</summary>
public sealed class SimulatedHost : IAsyncDisposable
{
    private readonly Lazy<Task<SimulatorServer>> _server = new(() => SimulatorServer.StartAsync(new SimulatorOptions()));

    public async Task<Uri> StartedAsync(CancellationToken cancel) => (await _server.Value.WaitAsync(cancel)).Endpoint;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _server.Value).DisposeAsync();
    }
}
