using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Showdown.Models;

/// <summary>Clock, pauses and patience of a model's requests: what a test may want otherwise.</summary>
internal sealed record ChatModelOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Before the first retry, on average; doubles from one to the next.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two tries of a host that is down; doubles while it stays down.</summary>
    public TimeSpan FirstBreak { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBreak { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a host that is down is waited for; zero: not at all, each request then fails by itself. Null: as the model's settings say.
    /// </summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>
    /// A host that refuses what is not one request's own fault (key, model, parameter) is asked one short question; refuses it that, too, the model
    /// is asked no more.
    /// </summary>
    public bool EndsRefusedModels { get; init; } = true;

    /// <summary>Requests that all models of this process may have in flight together; null: no bound is known.</summary>
    public int? Requests { get; init; } = OpenFiles.Requests;

    /// <summary>How long all others wait for the first request of a model: a wrong key is then refused once.</summary>
    public TimeSpan FirstAlone { get; init; } = TimeSpan.FromSeconds(1);
}
