using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>How a simulated endpoint is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The IP address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>How models behave for clients that do not say it themselves; a request of connector "simulated" brings its own settings.</summary>
    public Simulation Simulation { get; init; } = new();

    /// <summary>The model ids that /v1/models lists. Any id is answered.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["simulated"];

    /// <summary>True for a host that refuses requests that offer tools.</summary>
    public bool RefusesTools { get; init; }

    /// <summary>The clock by which hosts have their moods; replies take real time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A file that gets one JSON line per request, when it has ended; null: no log.</summary>
    public string? LogFile { get; init; }
}
