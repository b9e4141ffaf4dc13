using Microsoft.SemanticKernel.ChatCompletion;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Showdown.Domain;
using Showdown.Models.Limits;
using Showdown.Models.Wire;

namespace Showdown.Models;

/// <summary>A model that can be asked, through a Semantic Kernel connector: adds request slots, pauses, retries, time-outs and timings to it. One request of it is one attempt's reply.</summary>
public sealed class ChatModel : IAsyncDisposable
{
    /// <summary>The share of requests that a host may fail before all requests pause, and among how many at least.</summary>
    private const double DownShare = 0.8;
    private const int DownRequests = 10;

    private readonly Action? _disposed;

    /// <param name="connector">One call of it is one request.</param>
    /// <param name="settings">Limits and time-outs are taken from here.</param>
    /// <param name="options">The clock and the pauses.</param>
    /// <param name="disposed">Called when the model is disposed of: ends the connection pool.</param>
    internal ChatModel(IChatCompletionService connector, ModelSettings settings, ChatModelOptions options, Action? disposed = null)
    {
        (Connector, Settings, Time, _disposed) = (connector, settings, options.Time, disposed);
        Host = (connector as StreamingChatService)?.Host ?? settings.Connector.Name;
        Limits = new RequestLimits(settings.Limits);
        Gate = new HostGate(options.Time, options.Patience);
        Breaker = NewBreaker(options);
        Tries = NewTries(settings, options);
    }

    public ModelSettings Settings { get; }

    internal IChatCompletionService Connector { get; }

    internal TimeProvider Time { get; }

    /// <summary>The host's name in messages.</summary>
    internal string Host { get; }

    internal RequestLimits Limits { get; }

    internal HostGate Gate { get; }

    internal ResiliencePipeline<TryResult> Breaker { get; }

    internal ResiliencePipeline<TryResult> Tries { get; }

    /// <summary>Waits until the model may be asked.</summary>
    /// <param name="lane">Lanes are served in turn: each evaluation has its own.</param>
    /// <param name="order">Within a lane the lowest goes first, and of equals who came first.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public ValueTask<RequestSlot> EnterAsync(string lane, int order, CancellationToken cancel) => RequestSlot.EnterAsync(this, lane, order, cancel);

    /// <summary>Asks once, for callers who keep nothing and compete with nobody.</summary>
    /// <inheritdoc cref="RequestSlot.AskAsync"/>
    public async Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel)
    {
        using var slot = await EnterAsync("", 0, cancel);
        return await slot.AskAsync(request, cancel);
    }

    public ValueTask DisposeAsync()
    {
        Limits.Dispose();
        _disposed?.Invoke();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether a request that met this error after so many tries is sent once more.</summary>
    internal bool WillTryAgain(HostException? error, int tries) => tries < Settings.Limits.Tries && IsWorthRetrying(error);

    private bool IsWorthRetrying(HostException? error) => error is { CanPass: true } && !(error.RetryAfter > Settings.Timeouts.Total);

    private ResiliencePipeline<TryResult> NewTries(ModelSettings settings, ChatModelOptions options)
    {
        if (settings.Limits.Tries <= 1)
            return ResiliencePipeline<TryResult>.Empty;
        return new ResiliencePipelineBuilder<TryResult> { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions<TryResult>
            {
                MaxRetryAttempts = settings.Limits.Tries - 1,
                ShouldHandle = args => ValueTask.FromResult(IsWorthRetrying(args.Outcome.Result.Error)),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = options.LongestPause,
                DelayGenerator = args => ValueTask.FromResult(Pause(args.Outcome.Result.Error?.RetryAfter)),
            })
            .Build();
    }

    /// <summary>A little longer than the host asks for, so that not all come back at once; null leaves it to the back-off.</summary>
    private static TimeSpan? Pause(TimeSpan? retryAfter) => retryAfter > TimeSpan.Zero ? retryAfter * (1 + (Random.Shared.NextDouble() / 4)) : null;

    private ResiliencePipeline<TryResult> NewBreaker(ChatModelOptions options) =>
        new ResiliencePipelineBuilder<TryResult> { TimeProvider = options.Time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<TryResult>
            {
                FailureRatio = DownShare,
                MinimumThroughput = DownRequests,
                SamplingDuration = TimeSpan.FromSeconds(30),
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result.Error?.Kind is FailureKind.Connection or FailureKind.ServerError or FailureKind.Timeout
                    or FailureKind.BrokenStream or FailureKind.MalformedReply),
                BreakDurationGenerator = args => ValueTask.FromResult(options.Break(args.HalfOpenAttempts)),
                OnOpened = args =>
                {
                    Gate.BreakFor(args.BreakDuration);
                    return default;
                },
                OnHalfOpened = _ =>
                {
                    Gate.Probe();
                    return default;
                },
                OnClosed = _ =>
                {
                    Gate.Open();
                    return default;
                },
            })
            .Build();
}

/// <summary>What one try came to: a completion without its waiting times, or an error.</summary>
internal readonly record struct TryResult(Completion? Completion, HostException? Error);

/// <summary>What a test may want otherwise.</summary>
internal sealed record ChatModelOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Before the first retry, on average; doubles from one to the next.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long all requests wait when a host is down; doubles while it stays down, to at most five minutes.</summary>
    public TimeSpan FirstBreak { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a host may be down before requests to it fail without being sent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan Break(int probes)
    {
        var longest = TimeSpan.FromMinutes(5);
        var pause = FirstBreak * Math.Pow(2, Math.Min(probes, 20));
        return pause < longest ? pause : longest;
    }
}
