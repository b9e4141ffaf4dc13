using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using Showdown.Models.Limits;
using Showdown.Models.Wire;

namespace Showdown.Models;

/// <summary>
/// A model that can be asked, through a Semantic Kernel connector: adds request slots, pauses, retries, time-outs and timings to it. One request of
/// it is one attempt's reply.
/// </summary>
public sealed class ChatModel : IAsyncDisposable
{
    private static readonly Message[] _shortQuestion = [new(MessageRole.User, "Reply with the word yes.")];

    /// <summary>A host that answers anything answers the short question in this time.</summary>
    private static readonly ModelTimeouts _shortTimeouts = new()
    {
        FirstToken = TimeSpan.FromSeconds(30),
        BetweenTokens = TimeSpan.FromSeconds(30),
        Total = TimeSpan.FromMinutes(2),
    };

    private readonly ChatModelOptions _options;
    private readonly Action? _disposed;

    /// <param name="connector">One call of it is one request.</param>
    /// <param name="settings">Limits and time-outs are taken from here.</param>
    /// <param name="options">The clock and the pauses.</param>
    /// <param name="mask">Hides the model's key.</param>
    /// <param name="disposed">Called when the model is disposed of: ends the connection pool.</param>
    internal ChatModel(IChatCompletionService connector, ModelSettings settings, ChatModelOptions options, KeyMask mask, Action? disposed = null)
    {
        (Connector, Settings, Mask, _options, _disposed) = (connector, settings, mask, options, disposed);
        Host = (connector as StreamingChatService)?.Host ?? settings.Connector.Name;
        Limits = new RequestLimits(settings.Limits, options.Time);
        Gate = new HostGate(options.Time, Patience(settings, options), AskShortlyAsync, TellHost);
    }

    public ModelSettings Settings { get; }

    /// <summary>The host's trouble at this moment; null while it answers.</summary>
    public HostTrouble? Trouble => Gate.Doubt is { IsDown: true } doubt ? TroubleOf(doubt) : null;

    /// <summary>True once a reply has come.</summary>
    internal bool HasAnswered { get; private set; }

    internal IChatCompletionService Connector { get; }

    internal TimeProvider Time => _options.Time;

    /// <summary>The host's name in messages.</summary>
    internal string Host { get; }

    internal KeyMask Mask { get; }

    internal RequestLimits Limits { get; }

    internal HostGate Gate { get; }

    /// <summary>Waits until the model may be asked.</summary>
    /// <param name="lane">Lanes are served in turn: each evaluation has its own.</param>
    /// <param name="order">Within a lane the lowest goes first, and of equals who came first.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public ValueTask<RequestSlot> EnterAsync(string lane, int order, CancellationToken cancel) => RequestSlot.EnterAsync(this, lane, order, cancel);

    /// <summary>The right to ask a request of open arrivals: it goes out whatever is under way and is tried once; its times count from when it was
    /// due.</summary>
    /// <param name="dueAt">When it should go out.</param>
    /// <param name="due">The same by the clock's timestamps.</param>
    public RequestSlot EnterOpen(DateTimeOffset dueAt, long due) => new(this, dueAt, due);

    /// <summary>Asks once, for callers who keep nothing and compete with nobody.</summary>
    /// <inheritdoc cref="RequestSlot.AskAsync"/>
    public async Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel)
    {
        using var slot = await EnterAsync("", 0, cancel);
        return await slot.AskAsync(request, cancel);
    }

    public ValueTask DisposeAsync()
    {
        Gate.Dispose();
        _disposed?.Invoke();
        return ValueTask.CompletedTask;
    }

    internal bool IsWorthRetrying(HostException error) => error.CanPass && !(error.RetryAfter > Settings.Timeouts.Total);

    /// <summary>
    /// Before the next try: a little longer than the host asks for, so that not all come back at once; else twice as long from try to try.
    /// </summary>
    internal TimeSpan Pause(HostException error, int tries)
    {
        if (error.RetryAfter is { Ticks: > 0 } wait)
            return wait * (1 + (Random.Shared.NextDouble() / 4));
        var pause = _options.FirstPause * Math.Pow(2, Math.Clamp(tries - 1, 0, 20)) * (0.5 + Random.Shared.NextDouble());
        return pause < _options.LongestPause ? pause : _options.LongestPause;
    }

    /// <summary>Every reply teaches how much the host bears.</summary>
    internal void Learn(TryResult result, int aside)
    {
        if (result.Reported is { } tokens)
            Limits.Settle(aside, tokens);
        if (result.Completion is { } completion)
        {
            HasAnswered = true;
            Limits.Succeeded(completion.Timings.FirstToken ?? result.Duration, result.Sent);
        }
        else if (result.Error is { IsOverload: true } error)
        {
            var before = Limits.Concurrency;
            var crowded = Limits.Refused(result.Sent);
            if (Limits.Concurrency < before)
                ModelsLog.LimitLowered(_options.Log, Settings.Id, before, Limits.Concurrency, Host);
            if (crowded && error.RetryAfter is { } pause && pause <= Settings.Timeouts.Total)
                Gate.PauseFor(pause);
        }
    }

    private static GateOptions Patience(ModelSettings settings, ChatModelOptions options) =>
        new()
        {
            FirstBreak = options.FirstBreak,
            LongestBreak = options.LongestBreak,
            Patience = options.Patience ?? settings.Timeouts.Patience,
            FirstAlone = options.FirstAlone,
            EndsRefused = options.EndsRefusedModels && !settings.IsReplay,
            MaxOverloads = () => 2 * settings.Limits.Concurrency,
        };

    /// <summary>Whether the host answers anything at all.</summary>
    private async Task<HostException?> AskShortlyAsync(Sampling sampling, CancellationToken cancel)
    {
        var timeouts = _shortTimeouts with
        {
            FirstToken = Settings.Timeouts.FirstToken < _shortTimeouts.FirstToken ? Settings.Timeouts.FirstToken : _shortTimeouts.FirstToken,
        };
        return (await new Exchange(this, new ModelRequest(_shortQuestion, sampling), timeouts).AskAsync(1, Time.GetUtcNow(), cancel)).Error;
    }

    private HostTrouble TroubleOf(HostDoubt doubt) =>
        new(Settings.Id, Host, doubt.Since, doubt.NextTry, HostErrors.OneLine(Mask.Hide(doubt.Last.Message)));

    private void TellHost(HostDoubt doubt, bool down)
    {
        if (down)
            ModelsLog.HostDown(_options.Log, TroubleOf(doubt).Line);
        else
            ModelsLog.HostBack(_options.Log, Settings.Id, Host, Time.GetElapsedTime(doubt.From).TotalSeconds);
    }
}
