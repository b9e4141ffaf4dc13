using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>
/// An endpoint on this machine that speaks OpenAI's protocol and simulates models: for the demo, for tests and for load. Whatever it sends says that
/// it is
/// simulated: header x-simulated, system fingerprint "simulated", ids that begin with "simulated-".
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly RequestLog? _log;
    private readonly Clock _clock;
    private readonly CancellationTokenSource _stopping;

    private SimulatorServer(WebApplication web, Clock clock, RequestLog? log, CancellationTokenSource stopping)
    {
        (_web, _clock, _log, _stopping) = (web, clock, log, stopping);
        Endpoint = new Uri(new Uri(web.Urls.First()), "v1");
    }

    /// <summary>The base address for clients, with /v1.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts to listen; the endpoint answers once this returns.</summary>
    /// <exception cref="SettingsException">The port is taken, or the address is not one of this machine.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancel = default)
    {
        if (!IPAddress.TryParse(options.Host, out var address))
            throw new SettingsException(
                $"'{options.Host}' is not an IP address to listen on. Give 127.0.0.1 for this machine alone, 0.0.0.0 for all."
            );
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // A request is seen when it is read and sent when it is written, not when the pool comes to it; nothing here blocks.
        builder
            .WebHost.UseKestrelCore()
            .UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
            });
        var web = builder.Build();
        var log = options.LogFile is { } file ? new RequestLog(file) : null;
        var clock = new Clock();
        var stopping = new CancellationTokenSource();
        var requests = new RequestHandler(options, clock, log, stopping.Token);
        web.Run(requests.HandleAsync);
        try
        {
            await web.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            await web.DisposeAsync();
            clock.Dispose();
            throw new SettingsException($"The simulator cannot listen on {options.Host}:{options.Port}: {taken.Message}", taken);
        }

        return new SimulatorServer(web, clock, log, stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _web.StopAsync(patience.Token);
        await _web.DisposeAsync();
        if (_log is not null)
            await _log.DisposeAsync();
        _clock.Dispose();
        _stopping.Dispose();
    }
}
