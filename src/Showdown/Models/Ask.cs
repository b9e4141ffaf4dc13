using Microsoft.SemanticKernel.ChatCompletion;
using Polly;
using Polly.CircuitBreaker;
using Showdown.Domain;
using Attempted = Polly.Outcome;

namespace Showdown.Models;

/// <summary>One request on its way through its tries; keeps the times apart: waiting for our own limits, tries that failed, the last try.</summary>
internal sealed class Ask
{
    private readonly ChatModel _model;
    private readonly ModelRequest _request;
    private readonly TimeProvider _time;
    private readonly ChatHistory _messages;
    private readonly DateTimeOffset _startedAt;
    private readonly long _started;
    private TimeSpan _queued;
    private TimeSpan _duration;
    private long _sent;
    private int _tries;

    // While a place is taken: the tokens that were set aside for it.
    private int? _aside;
    private Usage? _used;

    public Ask(ChatModel model, ModelRequest request)
    {
        (_model, _request, _time) = (model, request, model.Time);
        _messages = History(request.Messages);
        (_startedAt, _started) = (_time.GetUtcNow(), _time.GetTimestamp());
        _sent = _started;
    }

    /// <summary>Waits for a place, and asks once.</summary>
    public async ValueTask<Outcome<TryResult>> TryAsync(ResilienceContext context)
    {
        var cancel = context.CancellationToken;
        try
        {
            var waitingFrom = _time.GetTimestamp();
            _aside = await _model.Limits.EnterAsync(_request.Lane ?? _request.Hint?.BenchmarkId ?? "", InputTokens(_request.Messages), _request.Sampling.MaxOutputTokens, cancel);
            while (true)
            {
                if (!await _model.Gate.PassAsync(cancel))
                {
                    _queued += _time.GetElapsedTime(waitingFrom);
                    Leave();
                    return Attempted.FromResult(new TryResult(null, new HostException(FailureKind.Connection, $"{_model.Host} is down; not asked any more for now") { Final = true }));
                }

                var passed = _time.GetTimestamp();
                var outcome = await _model.Breaker.ExecuteOutcomeAsync(static (context, ask) => ask.AskOnceAsync(context.CancellationToken), context, this);
                if (outcome.Exception is BrokenCircuitException)
                    continue; // another request is trying the host already

                _queued += _time.GetElapsedTime(waitingFrom, passed);
                Learn(outcome.Result);
                if (outcome.Result.Completion is { } completion)
                    _used = completion.Usage; // the place stays taken until the reply is kept
                else
                    Leave();
                return outcome;
            }
        }
        catch (OperationCanceledException gaveUp)
        {
            return Attempted.FromException<TryResult>(gaveUp);
        }
    }

    /// <summary>Gives the place back, if one is taken.</summary>
    public void Leave()
    {
        if (_aside is { } aside)
            _model.Limits.Leave(aside, _used);
        _aside = null;
    }

    public Reply Reply(TryResult last)
    {
        var retrying = _time.GetElapsedTime(_started, _sent) - _queued;
        var timings = (last.Completion?.Timings ?? new Timings { StartedAt = _startedAt }) with
        {
            Queued = _queued,
            Retrying = _tries <= 1 || retrying < TimeSpan.Zero ? TimeSpan.Zero : retrying,
            Duration = _duration,
            Tries = _tries,
        };
        if (last.Completion is { } completion)
            return new Reply.Completed(completion with { Timings = timings });
        var error = last.Error!;
        var message = HostErrors.OneLine(_tries > 1 ? $"{error.Message} (the last of {_tries} tries)" : error.Message);
        return new Reply.Failed(new Failure(error.Kind, message) { Status = error.Status }, timings);
    }

    private async ValueTask<Outcome<TryResult>> AskOnceAsync(CancellationToken cancel)
    {
        var reply = new ReplyCollector(_time);
        _tries++;
        _sent = _time.GetTimestamp();
        try
        {
            var error = await ReceiveAsync(reply, cancel);
            _duration = _time.GetElapsedTime(_sent);
            return Attempted.FromResult(error is not null && !reply.Finished
                ? new TryResult(null, error)
                : new TryResult(Settled(reply.Complete(_model.Host, new Timings { StartedAt = _startedAt }, _sent)), null));
        }
        catch (HostException noReply)
        {
            return Attempted.FromResult(new TryResult(null, noReply));
        }
        catch (OperationCanceledException gaveUp)
        {
            return Attempted.FromException<TryResult>(gaveUp);
        }
    }

    private Completion Settled(Completion completion) =>
        completion with { Usage = TokenCounter.Settle(completion.Usage, _request, completion) };

    /// <summary>Reads the reply to its end.</summary>
    /// <returns>What ended it too early; null when the connector was content.</returns>
    private async ValueTask<HostException?> ReceiveAsync(ReplyCollector reply, CancellationToken cancel)
    {
        using var watchdog = new Watchdog(_model.Settings.Timeouts, _time, cancel);
        var settings = new ChatSettings { Sampling = _request.Sampling, Hint = _request.Hint, Try = _tries, Body = _tries == 1 ? _request.Body : null }; // a simulated host is told which try it is
        try
        {
            await foreach (var part in _model.Connector.GetStreamingChatMessageContentsAsync(_messages, settings, null, watchdog.Cancel))
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
            return new HostException(FailureKind.Timeout, $"{_model.Host} {late}");
        }
        catch (Exception exception)
        {
            return HostErrors.From(_model.Host, exception);
        }
        finally
        {
            if (reply.PauseAfter is { } pause)
                _model.Gate.PauseFor(pause);
        }
    }

    /// <summary>Every reply teaches how much the host bears.</summary>
    private void Learn(TryResult result)
    {
        if (result.Completion is { } completion)
            _model.Limits.Succeeded(completion.Timings.FirstToken ?? _duration);
        else if (result.Error is { Kind: FailureKind.RateLimited } or { Status: 503 or 529 })
        {
            if (_model.Limits.Refused(_sent, _time.GetTimestamp()) && result.Error.RetryAfter is { } pause && pause <= _model.Settings.Timeouts.Total)
                _model.Gate.PauseFor(pause);
        }
    }

    private static ChatHistory History(IReadOnlyList<Message> messages)
    {
        var history = new ChatHistory();
        foreach (var message in messages)
            history.AddMessage(RoleOf(message.Role), message.Text);
        return history;
    }

    internal static AuthorRole RoleOf(MessageRole role) => role switch
    {
        MessageRole.System => AuthorRole.System,
        MessageRole.Assistant => AuthorRole.Assistant,
        _ => AuthorRole.User,
    };

    /// <summary>A rule of thumb for limits alone: four characters a token.</summary>
    private static int InputTokens(IReadOnlyList<Message> messages)
    {
        var tokens = 0;
        foreach (var message in messages)
            tokens += (message.Text.Length / 4) + 4;
        return tokens;
    }
}
