using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models;

/// <summary>
/// The right to have one request in flight. Take it before the request is made, so that no more requests lie ready than can be sent, and give it back
/// by
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
    private readonly bool _isOpen;
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

    /// <summary>Of open arrivals: no limit, no pause and no retry stands between the request and the host.</summary>
    internal RequestSlot(ChatModel model, DateTimeOffset dueAt, long due)
    {
        (_model, _lane, _time, _isOpen) = (model, "", model.Time, true);
        (_startedAt, _started, _sent) = (dueAt, due, due);
    }

    internal static async ValueTask<RequestSlot> EnterAsync(ChatModel model, string lane, int order, CancellationToken cancel)
    {
        var slot = new RequestSlot(model, lane, order);
        await model.Limits.EnterAsync(lane, order, cancel);
        slot._taken = true;
        return slot;
    }

    /// <summary>Tokens of tries so far that were paid for and gave no reply; null: none.</summary>
    public Usage? Discarded { get; private set; }

    /// <summary>
    /// Asks and waits for the end of the reply. Once for each slot. A host's failure is a <see cref="Reply.Failed"/>, not an exception.
    /// </summary>
    /// <param name="request">What is sent.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="discarded">Told of each reply that is paid for and no reply, with its tokens; false: no further try.</param>
    /// <remarks>Between two tries others may have the slot. Tries that met a host that was down do not count.</remarks>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing is known about the reply.</exception>
    public async Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel, Func<Usage, ValueTask<bool>>? discarded = null)
    {
        var exchange = new Exchange(_model, request, _model.Settings.Timeouts);
        if (_isOpen)
            return await AskOnceAsync(exchange, discarded, cancel);
        var counted = 0;
        while (true)
        {
            var (end, aside) = await PassAsync(request, cancel);
            if (end is not null)
                return Failed(end, endsModel: true);
            var result = await exchange.AskAsync(++_tries, _startedAt, cancel);
            (_sent, _duration) = (result.Sent, result.Duration);
            _model.Learn(result, aside);
            if (result.Completion is { } completion)
            {
                _model.Gate.Answered(_sent);
                return new Reply.Completed(completion with { Timings = Timings(completion.Timings) }) { Discarded = Discarded };
            }

            var error = result.Error!;
            var mayGoOn = await DiscardAsync(result.Reported, discarded);
            var verdict = await _model.Gate.FailedAsync(error, _sent, request.Sampling, cancel);
            if (verdict.End is not null)
                return Failed(verdict.End, endsModel: true);
            counted += verdict.Counts ? 1 : 0;
            if (!mayGoOn || counted >= _model.Settings.Limits.Tries || !_model.IsWorthRetrying(error))
                return Failed(error, endsModel: false);
            if (!verdict.Counts)
                continue;
            Dispose(); // others may ask meanwhile
            await Task.Delay(_model.Pause(error, counted), _time, cancel);
        }
    }

    private async Task<Reply> AskOnceAsync(Exchange exchange, Func<Usage, ValueTask<bool>>? discarded, CancellationToken cancel)
    {
        var result = await exchange.AskAsync(++_tries, _startedAt, cancel);
        (_sent, _duration) = (result.Sent, result.Duration);
        // What is sent late waited for us.
        _queued = _time.GetElapsedTime(_started, _sent) is var late && late > TimeSpan.Zero ? late : TimeSpan.Zero;
        if (result.Completion is { } completion)
            return new Reply.Completed(completion with { Timings = Timings(completion.Timings) });
        await DiscardAsync(result.Reported, discarded);
        return Failed(result.Error!, endsModel: false);
    }

    /// <summary>Gives the slot back.</summary>
    public void Dispose()
    {
        if (_taken)
            _model.Limits.Leave();
        _taken = false;
    }

    /// <summary>Waits until a request may go out.</summary>
    private async ValueTask<(HostException? End, int Aside)> PassAsync(ModelRequest request, CancellationToken cancel)
    {
        var from = _tries == 0 ? _started : _time.GetTimestamp();
        if (!_taken)
            await _model.Limits.EnterAsync(_lane, _order, cancel);
        _taken = true;
        var aside = await _model.Limits.SpendAsync(InputTokens(request), request.Sampling.MaxOutputTokens, cancel);
        var end = await PassGateAsync(cancel);
        _queued += _time.GetElapsedTime(from);
        return (end, aside);
    }

    // Who waited while the host wanted a pause takes another turn: else all whose turn came meanwhile would go out at once.
    private async ValueTask<HostException?> PassGateAsync(CancellationToken cancel)
    {
        while (true)
        {
            var paced = await _model.Limits.TakeTurnAsync(cancel);
            var passes = _model.Gate.PassAsync(cancel);
            if (passes.IsCompletedSuccessfully || !paced)
                return await passes;
            if (await passes is { } end)
                return end;
        }
    }

    private async ValueTask<bool> DiscardAsync(Usage? reported, Func<Usage, ValueTask<bool>>? discarded)
    {
        if (reported is null)
            return true;
        Discarded = reported.Plus(Discarded);
        return discarded is null || await discarded(reported);
    }

    private Reply.Failed Failed(HostException error, bool endsModel)
    {
        var message = _tries > 1 && !endsModel ? $"{_model.Mask.Hide(error.Message)} (the last of {_tries} tries)" : _model.Mask.Hide(error.Message);
        return new Reply.Failed(
            new Failure(error.Kind, HostErrors.OneLine(message)) { Status = error.Status },
            Timings(new Timings { StartedAt = _startedAt })
        )
        {
            Discarded = Discarded,
            EndsModel = endsModel,
        };
    }

    private Timings Timings(Timings last)
    {
        var retrying = _time.GetElapsedTime(_started, _sent) - _queued;
        return last with
        {
            Queued = _queued,
            Retrying = _tries <= 1 || retrying < TimeSpan.Zero ? TimeSpan.Zero : retrying,
            Duration = _duration,
            Tries = _tries,
        };
    }

    /// <summary>A rule of thumb for limits alone: four characters a token.</summary>
    private static int InputTokens(ModelRequest request)
    {
        var tokens = 0;
        foreach (var message in request.Messages)
            tokens += (message.Told().Length / 4) + 4;
        foreach (var tool in request.Tools)
            tokens += (tool.Parameters.Length / 4) + 16;
        return tokens;
    }
}
