using System.Text;
using Microsoft.SemanticKernel;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Replies;

/// <summary>Gathers one reply from the messages of a stream, and notes when its tokens came.</summary>
internal sealed class ReplyCollector(TimeProvider time)
{
    private readonly AnswerSplitter _answer = new();
    private StringBuilder? _reasoning;
    private string? _finish;
    private bool _whole;
    private Usage? _usage;
    private string? _servedModel;
    private string? _fingerprint;
    private string? _provider;
    private long _firstToken;
    private long _firstAnswerToken;

    /// <summary>The host has said why it stopped: from here on nothing can spoil the reply.</summary>
    public bool Finished => _finish is not null;

    /// <summary>How long all requests should wait, by the host's own word.</summary>
    public TimeSpan? PauseAfter { get; private set; }

    /// <returns>The time of the token that this part holds; 0 when it holds none.</returns>
    public long Add(StreamingChatMessageContent part)
    {
        var now = 0L;
        foreach (var item in part.Items)
        {
            now = now == 0 ? time.GetTimestamp() : now;
            switch (item)
            {
                case StreamingReasoningContent { Text: { Length: > 0 } text }:
                    (_reasoning ??= new StringBuilder()).Append(text);
                    _answer.ReasoningComesApart = true;
                    break;
                case StreamingTextContent { Text: { Length: > 0 } text }:
                    AddText(text, now);
                    break;
            }
        }

        if (now != 0 && _firstToken == 0)
            _firstToken = now;
        _servedModel = part.ModelId ?? _servedModel;
        if (part.Metadata is null)
            return now;
        _finish = part.Get<string>(ReplyFacts.FinishReason) ?? _finish;
        _usage = part.Get<Usage>(ReplyFacts.Usage) ?? _usage;
        _fingerprint = part.Get<string>(ReplyFacts.SystemFingerprint) ?? _fingerprint;
        _provider = part.Get<string>(ReplyFacts.Provider) ?? _provider;
        PauseAfter ??= part.Metadata.GetValueOrDefault(ReplyFacts.PauseAfter) as TimeSpan?;
        _whole |= part.Get<object>(ReplyFacts.Whole) is not null;
        return now;
    }

    /// <summary>The completion, without timings.</summary>
    /// <exception cref="HostException">What came is no reply.</exception>
    public Completion Complete(string host, Timings timings, long sent)
    {
        if (_finish is null)
            throw new HostException(FailureKind.BrokenStream, $"{host} ended the reply without a finish reason");
        if (FinishReasons.IsError(_finish))
            throw new HostException(FailureKind.ServerError, $"{host} broke the reply off with finish reason \"{HostErrors.OneLine(_finish)}\"");
        var finish = FinishReasons.Map(_finish);
        var text = _answer.Answer;
        if (finish != FinishReason.Length && string.IsNullOrWhiteSpace(text))
        {
            throw finish == FinishReason.ContentFilter
                ? new HostException(FailureKind.ContentFilter, $"{host} withheld the reply: finish reason \"{HostErrors.OneLine(_finish)}\"")
                : new HostException(FailureKind.EmptyReply, $"{host} finished the reply without any text");
        }

        return new Completion
        {
            Text = text,
            Reasoning = _reasoning?.ToString() ?? _answer.Reasoning,
            FinishReason = finish,
            RawFinishReason = _finish,
            Usage = _usage ?? new Usage(),
            ServedModel = _servedModel,
            SystemFingerprint = _fingerprint,
            Provider = _provider,
            Timings = timings with
            {
                FirstToken = _whole || _firstToken == 0 ? null : time.GetElapsedTime(sent, _firstToken),
                FirstAnswerToken = _whole || _firstAnswerToken == 0 ? null : time.GetElapsedTime(sent, _firstAnswerToken),
            },
        };
    }

    private void AddText(string text, long now)
    {
        var begun = _answer.AnswerBegun;
        _answer.Add(text);
        if (!_answer.AnswerBegun)
            _firstAnswerToken = 0;
        else if (!begun || _firstAnswerToken == 0)
            _firstAnswerToken = now;
    }
}
