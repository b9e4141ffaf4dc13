using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using Showdown.Models.Replies;
using Showdown.Models.Wire;

namespace Showdown.Models;

/// <summary>What one try came to: a completion without its waiting times, or an error.</summary>
/// <param name="Reported">Tokens as the host reports them; null: it does not.</param>
/// <param name="Sent">By the clock's timestamps.</param>
internal sealed record TryResult(Completion? Completion, HostException? Error, Usage? Reported, long Sent, TimeSpan Duration);

/// <summary>
/// A request as it is sent, perhaps several times, and what comes back. The host's texts leave it without the key, and short where they are no
/// answer.
/// </summary>
internal sealed class Exchange(ChatModel model, ModelRequest request, ModelTimeouts timeouts)
{
    /// <summary>Characters of what a host says about a reply: names and fingerprints.</summary>
    private const int MaxFact = 200;

    private readonly ChatHistory _messages = ChatMessages.History(request.Messages);

    /// <summary>Asks once.</summary>
    /// <param name="number">Of the try, from 1.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<TryResult> AskAsync(int number, DateTimeOffset startedAt, CancellationToken cancel)
    {
        var time = model.Time;
        var reply = new ReplyCollector(time, request.Sampling.MaxOutputTokens);
        var sent = time.GetTimestamp();
        var error = await ReceiveAsync(reply, number, cancel);
        var duration = time.GetElapsedTime(sent);
        if (error is not null && !reply.Finished && !reply.TooLong)
            return new TryResult(null, error, reply.Usage, sent, duration);
        try
        {
            var completion = Clean(reply.Complete(model.Host, new Timings { StartedAt = startedAt }, sent));
            return new TryResult(
                completion with
                {
                    Usage = TokenCounter.Settle(completion.Usage, request, completion),
                },
                null,
                reply.Usage,
                sent,
                duration
            );
        }
        catch (HostException noReply)
        {
            return new TryResult(null, noReply, reply.Usage, sent, duration);
        }
    }

    /// <summary>Reads the reply to its end.</summary>
    /// <returns>What ended it too early; null when the connector was content.</returns>
    private async ValueTask<HostException?> ReceiveAsync(ReplyCollector reply, int number, CancellationToken cancel)
    {
        using var watchdog = new Watchdog(timeouts, model.Time, cancel);
        // A simulated host is told which try it is.
        var settings = new ChatSettings
        {
            Sampling = request.Sampling,
            Tools = request.Tools,
            Hint = request.Hint,
            Try = number,
            Body = number == 1 ? request.Body : null,
        };
        try
        {
            await foreach (var part in model.Connector.GetStreamingChatMessageContentsAsync(_messages, settings, null, watchdog.Cancel))
            {
                if (reply.Add(part) is not 0 and var now)
                    watchdog.Token(now);
                model.Gate.Heard();
                if (reply.TooLong)
                    break;
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
            return new HostException(FailureKind.Timeout, $"{model.Host} {late}");
        }
        catch (Exception exception)
        {
            var error = HostErrors.From(model.Host, exception);
            return request.Tools.Count > 0 ? HostErrors.OfTools(model.Host, error) : error;
        }
        finally
        {
            if (reply.PauseAfter is { } pause)
                model.Gate.PauseFor(pause);
        }
    }

    private Completion Clean(Completion completion) =>
        completion with
        {
            Text = model.Mask.Hide(completion.Text),
            Reasoning = model.Mask.Hide(completion.Reasoning),
            ToolCalls =
            [
                .. completion.ToolCalls.Select(c => new ToolCall(model.Mask.Hide(c.Name), model.Mask.Hide(c.Arguments)) { Id = Fact(c.Id) }),
            ],
            RawFinishReason = Fact(completion.RawFinishReason),
            ServedModel = Fact(completion.ServedModel),
            SystemFingerprint = Fact(completion.SystemFingerprint),
            Provider = Fact(completion.Provider),
        };

    private string? Fact(string? text)
    {
        if (text is null)
            return null;
        text = LenientText.WithoutHalves(model.Mask.Hide(text));
        return text.Length <= MaxFact ? text : text[..MaxFact] + "…";
    }
}
