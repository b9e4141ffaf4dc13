using Microsoft.SemanticKernel.ChatCompletion;
using Polly;
using Polly.Retry;
using Showdown.Domain;
using Showdown.Models.Limits;
using Attempted = Polly.Outcome;

namespace Showdown.Models;

/// <summary>Asks through a Semantic Kernel connector: adds places, retries, time-outs and timings to it.</summary>
internal sealed class ChatModel : IChatModel
{
    private readonly IChatCompletionService _connector;
    private readonly IDisposable? _owned;
    private readonly TimeProvider _time;
    private readonly string _host;
    private readonly RequestLimits _limits;
    private readonly ResiliencePipeline<TryResult> _tries;

    /// <param name="connector">One call of it is one request.</param>
    /// <param name="settings">Limits and time-outs are taken from here.</param>
    /// <param name="options">The clock and the pauses.</param>
    /// <param name="owned">Disposed with the model: the connection pool.</param>
    public ChatModel(IChatCompletionService connector, ModelSettings settings, ChatModelOptions options, IDisposable? owned = null)
    {
        (_connector, Settings, _time, _owned) = (connector, settings, options.Time, owned);
        _host = connector.Attributes.TryGetValue("Endpoint", out var host) && host is string name ? name : settings.Connector;
        _limits = new RequestLimits(settings.Limits);
        _tries = Tries(settings, options);
    }

    public ModelSettings Settings { get; }

    /// <summary>Requests under way at this moment.</summary>
    public int InFlight => _limits.InFlight;

    public async Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel)
    {
        var ask = new Ask(this, request, _time);
        var context = ResilienceContextPool.Shared.Get(cancel);
        try
        {
            var outcome = await _tries.ExecuteOutcomeAsync(static (context, ask) => ask.TryAsync(context.CancellationToken), context, ask);
            outcome.ThrowIfException();
            return ask.Reply(outcome.Result);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public ValueTask DisposeAsync()
    {
        _limits.Dispose();
        _owned?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ResiliencePipeline<TryResult> Tries(ModelSettings settings, ChatModelOptions options)
    {
        if (settings.Limits.Tries <= 1)
            return ResiliencePipeline<TryResult>.Empty;
        return new ResiliencePipelineBuilder<TryResult> { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions<TryResult>
            {
                MaxRetryAttempts = settings.Limits.Tries - 1,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result.Error is { CanPass: true } error && !(error.RetryAfter > settings.Timeouts.Total)),
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

    /// <summary>What one try came to: a completion without its waiting times, or an error.</summary>
    private readonly record struct TryResult(Completion? Completion, HostException? Error);

    /// <summary>One call of <see cref="AskAsync"/> on its way through its tries.</summary>
    private sealed class Ask(ChatModel model, ModelRequest request, TimeProvider time)
    {
        private readonly ChatHistory _messages = History(request.Messages);
        private readonly DateTimeOffset _startedAt = time.GetUtcNow();
        private readonly long _started = time.GetTimestamp();
        private TimeSpan _queued;
        private TimeSpan _duration;
        private long _sent;
        private int _tries;

        public async ValueTask<Outcome<TryResult>> TryAsync(CancellationToken cancel)
        {
            try
            {
                return Attempted.FromResult(await AskOnceAsync(cancel));
            }
            catch (OperationCanceledException gaveUp)
            {
                return Attempted.FromException<TryResult>(gaveUp);
            }
        }

        public Reply Reply(TryResult last)
        {
            var retrying = time.GetElapsedTime(_started, _sent) - _queued;
            var timings = (last.Completion?.Timings ?? new Timings { StartedAt = _startedAt }) with
            {
                Queued = _queued,
                Retrying = _tries == 1 || retrying < TimeSpan.Zero ? TimeSpan.Zero : retrying,
                Duration = _duration,
                Tries = _tries,
            };
            if (last.Completion is { } completion)
                return new Reply.Completed(completion with { Timings = timings });
            var error = last.Error!;
            return new Reply.Failed(new Failure(error.Kind, Said(error)) { Status = error.Status }, timings);
        }

        private async ValueTask<TryResult> AskOnceAsync(CancellationToken cancel)
        {
            var waitingFrom = time.GetTimestamp();
            var aside = await model._limits.EnterAsync(InputTokens(request.Messages), request.Sampling.MaxOutputTokens, cancel);
            var reply = new ReplyCollector(time);
            Completion? completion = null;
            _tries++;
            _sent = time.GetTimestamp();
            _queued += time.GetElapsedTime(waitingFrom, _sent);
            try
            {
                var error = await ReceiveAsync(reply, cancel);
                _duration = time.GetElapsedTime(_sent);
                if (error is not null && !reply.Finished)
                    return new TryResult(null, error);
                completion = reply.Complete(model._host, new Timings { StartedAt = _startedAt }, _sent);
                return new TryResult(completion, null);
            }
            catch (HostException noReply)
            {
                return new TryResult(null, noReply);
            }
            finally
            {
                model._limits.Leave(aside, completion?.Usage);
            }
        }

        /// <summary>Reads the reply to its end.</summary>
        /// <returns>What ended it too early; null when the connector was content.</returns>
        private async ValueTask<HostException?> ReceiveAsync(ReplyCollector reply, CancellationToken cancel)
        {
            using var watchdog = new Watchdog(model.Settings.Timeouts, time, cancel);
            var settings = new ChatSettings { Sampling = request.Sampling, Hint = request.Hint, Try = _tries };
            try
            {
                await foreach (var part in model._connector.GetStreamingChatMessageContentsAsync(_messages, settings, null, watchdog.Cancel))
                {
                    if (reply.Add(part) is not 0 and var now)
                        watchdog.Token(now);
                    if (reply.Finished)
                        watchdog.Finished();
                }

                return null;
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancel);
            }
            catch (Exception) when (watchdog.Late is { } late)
            {
                return new HostException(FailureKind.Timeout, $"{model._host} {late}");
            }
            catch (Exception exception)
            {
                return HostErrors.From(model._host, exception);
            }
        }

        private string Said(HostException error) =>
            HostErrors.OneLine(_tries > 1 ? $"{error.Message} (the last of {_tries} tries)" : error.Message);

        private static ChatHistory History(IReadOnlyList<Message> messages)
        {
            var history = new ChatHistory();
            foreach (var message in messages)
            {
                history.AddMessage(
                    message.Role switch
                    {
                        MessageRole.System => AuthorRole.System,
                        MessageRole.Assistant => AuthorRole.Assistant,
                        _ => AuthorRole.User,
                    },
                    message.Text);
            }

            return history;
        }

        /// <summary>A rule of thumb for limits alone: four characters a token.</summary>
        private static int InputTokens(IReadOnlyList<Message> messages) => messages.Sum(m => (m.Text.Length / 4) + 4);
    }
}

/// <summary>What a test may want otherwise.</summary>
internal sealed record ChatModelOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Before the first retry, on average; doubles from one to the next.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);
}
