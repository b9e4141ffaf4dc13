using Microsoft.SemanticKernel.ChatCompletion;
using Polly;
using Polly.CircuitBreaker;
using Showdown.Domain;
using Showdown.Models.Replies;
using Showdown.Models.Wire;
using Attempted = Polly.Outcome;

namespace Showdown.Models;

/// <summary>
/// The right to have one request in flight. Take it before the request is made, so that no more requests lie ready than can be sent, and give it back by
/// disposing of it when the reply is saved: then no more replies than may be in flight can be paid for and lost, however this process ends.
/// </summary>
/// <remarks>Inside it keeps the times apart: waiting for our own limits, tries that failed, the last try.</remarks>
public sealed class RequestSlot : IDisposable
{
    private readonly ChatModel _model;
    private readonly string _lane;
    private readonly int _order;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly long _started;
    private ModelRequest _request = null!;
    private ChatHistory _messages = null!;
    private bool _taken;
    private TimeSpan _queued;
    private TimeSpan _duration;
    private long _sent;
    private int _tries;

    private RequestSlot(ChatModel model, string lane, int order)
    {
        (_model, _lane, _order, _time) = (model, lane, order, model.Time);
        (_startedAt, _started) = (_time.GetUtcNow(), _time.GetTimestamp());
        _sent = _started;
    }

    internal static async ValueTask<RequestSlot> EnterAsync(ChatModel model, string lane, int order, CancellationToken cancel)
    {
        var slot = new RequestSlot(model, lane, order);
        await model.Limits.EnterAsync(lane, order, cancel);
        slot._taken = true;
        return slot;
    }

    /// <summary>Asks and waits for the end of the reply. Once for each slot. A host's failure is a <see cref="Reply.Failed"/>, not an exception.</summary>
    /// <remarks>Between two tries others may have the slot.</remarks>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing is known about the reply.</exception>
    public async Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel)
    {
        (_request, _messages) = (request, ChatMessages.History(request.Messages));
        var context = ResilienceContextPool.Shared.Get(cancel);
        try
        {
            var outcome = await _model.Tries.ExecuteOutcomeAsync(static (context, slot) => slot.TryAsync(context), context, this);
            outcome.ThrowIfException();
            return Reply(outcome.Result);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Gives the slot back.</summary>
    public void Dispose()
    {
        if (_taken)
            _model.Limits.Leave();
        _taken = false;
    }

    /// <summary>Waits until a request may go out, and asks once.</summary>
    private async ValueTask<Outcome<TryResult>> TryAsync(ResilienceContext context)
    {
        var cancel = context.CancellationToken;
        try
        {
            var waitingFrom = _taken ? _started : _time.GetTimestamp();
            if (!_taken)
                await _model.Limits.EnterAsync(_lane, _order, cancel);
            _taken = true;
            var aside = await _model.Limits.SpendAsync(InputTokens(_request.Messages), _request.Sampling.MaxOutputTokens, cancel);
            while (true)
            {
                if (!await _model.Gate.PassAsync(cancel))
                {
                    _queued += _time.GetElapsedTime(waitingFrom);
                    return Attempted.FromResult(new TryResult(null, new HostException(FailureKind.Connection, $"{_model.Host} is down; not asked any more for now") { Final = true }));
                }

                var passed = _time.GetTimestamp();
                var outcome = await _model.Breaker.ExecuteOutcomeAsync(static (context, slot) => slot.AskOnceAsync(context.CancellationToken), context, this);
                if (outcome.Exception is BrokenCircuitException)
                    continue; // another request is trying the host already

                _queued += _time.GetElapsedTime(waitingFrom, passed);
                Learn(outcome.Result, aside);
                if (_model.WillTryAgain(outcome.Result.Error, _tries))
                    Dispose(); // others may ask meanwhile
                return outcome;
            }
        }
        catch (OperationCanceledException gaveUp)
        {
            return Attempted.FromException<TryResult>(gaveUp);
        }
    }

    private Reply Reply(TryResult last)
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
    private void Learn(TryResult result, int aside)
    {
        if (result.Completion is { } completion)
        {
            _model.Limits.Settle(aside, completion.Usage);
            _model.Limits.Succeeded(completion.Timings.FirstToken ?? _duration);
        }
        else if (result.Error is { Kind: FailureKind.RateLimited } or { Status: 503 or 529 })
        {
            if (_model.Limits.Refused(_sent, _time.GetTimestamp()) && result.Error.RetryAfter is { } pause && pause <= _model.Settings.Timeouts.Total)
                _model.Gate.PauseFor(pause);
        }
    }

    /// <summary>A rule of thumb for limits alone: four characters a token.</summary>
    private static int InputTokens(IReadOnlyList<Message> messages)
    {
        var tokens = 0;
        foreach (var message in messages)
            tokens += (message.Text.Length / 4) + 4;
        return tokens;
    }
}
