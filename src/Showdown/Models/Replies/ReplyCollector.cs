using System.Text;
using Microsoft.SemanticKernel;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Replies;

/// <summary>Gathers one reply from the messages of a stream, and notes when its tokens came.</summary>
/// <param name="time">The clock.</param>
/// <param name="outputCap">What was asked for at most, in tokens; null: no cap was sent.</param>
internal sealed class ReplyCollector(TimeProvider time, int? outputCap = null)
{
    /// <summary>
    /// A host that sends more characters a token than any tokenizer packs does not keep the cap. Above it some room for short caps.
    /// </summary>
    private const int MaxCharactersPerToken = 32;
    private const int Room = 16 * 1024;

    /// <summary>Characters where no cap was sent: more than any model writes.</summary>
    private const int MaxCharacters = 4 * 1024 * 1024;

    private readonly AnswerSplitter _answer = new();
    private readonly int _maxCharacters = outputCap is { } cap
        ? (int)Math.Min(MaxCharacters, ((long)cap * MaxCharactersPerToken) + Room)
        : MaxCharacters;
    private readonly CallCollector _calls = new();
    private StringBuilder? _reasoning;
    private int _characters;
    private string? _finish;
    private bool _whole;
    private string? _servedModel;
    private string? _fingerprint;
    private string? _provider;
    private long _firstToken;
    private long _firstAnswerToken;

    /// <summary>The host has said why it stopped: from here on nothing can spoil the reply.</summary>
    public bool Finished => _finish is not null;

    /// <summary>Plainly more came than was asked for: whoever reads ends the request.</summary>
    public bool TooLong => _characters > _maxCharacters;

    /// <summary>How long all requests should wait, by the host's own word.</summary>
    public TimeSpan? PauseAfter { get; private set; }

    /// <summary>What the host reports; null until it does.</summary>
    public Usage? Usage { get; private set; }

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
                    _characters += text.Length;
                    _answer.ReasoningComesApart = true;
                    break;
                case StreamingTextContent { Text: { Length: > 0 } text }:
                    _characters += text.Length;
                    AddText(text, now);
                    break;
                case StreamingFunctionCallUpdateContent piece:
                    _characters += _calls.Add(piece);
                    // A call is the answer, as text is.
                    _firstAnswerToken = _firstAnswerToken == 0 ? now : _firstAnswerToken;
                    break;
            }
        }

        if (now != 0 && _firstToken == 0)
            _firstToken = now;
        _servedModel = part.ModelId ?? _servedModel;
        if (part.Metadata is null)
            return now;
        _finish = part.Get<string>(ReplyFacts.FinishReason) ?? _finish;
        Usage = part.Get<Usage>(ReplyFacts.Usage) ?? Usage;
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
        var text = _answer.Answer;
        var reasoning = _reasoning?.ToString() ?? _answer.Reasoning;
        return new Completion
        {
            Text = Kept(text),
            Reasoning = reasoning is null ? null : Kept(reasoning),
            ToolCalls = _calls.Calls(Kept),
            FinishReason = Finish(host, text, reasoning),
            RawFinishReason = TooLong ? $"cut by showdown after {_characters} characters" : _finish,
            Usage = Usage ?? new Usage(),
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

    private FinishReason Finish(string host, string text, string? reasoning)
    {
        if (TooLong)
            return FinishReason.Length;
        if (_finish is null)
            throw new HostException(FailureKind.BrokenStream, $"{host} ended the reply without a finish reason");
        if (FinishReasons.Map(_finish) is not { } finish)
            throw new HostException(FailureKind.ServerError, $"{host} broke the reply off with finish reason \"{_finish}\"");
        // Half an answer says nothing about the model.
        if (finish == FinishReason.ContentFilter)
            throw new HostException(FailureKind.ContentFilter, $"{host} withheld the reply: finish reason \"{_finish}\"");
        // A model may say nothing: that is its answer. A reply of nothing at all is the host's.
        var spoke =
            _calls.Count > 0
            || !string.IsNullOrWhiteSpace(text)
            || !string.IsNullOrWhiteSpace(reasoning)
            || Usage is { OutputTokens: > 0 } or { ReasoningTokens: > 0 };
        // Hosts say "stop" with calls, and "tool_calls" without any: what came decides.
        return _calls.Count > 0 && finish == FinishReason.Stop ? FinishReason.ToolCalls
            : spoke || finish == FinishReason.Length ? finish
            : throw new HostException(FailureKind.EmptyReply, $"{host} finished the reply without any text");
    }

    private string Kept(string text) => LenientText.WithoutHalves(text.Length > _maxCharacters ? text[.._maxCharacters] : text);

    private void AddText(string text, long now)
    {
        var begun = _answer.AnswerBegun;
        _answer.Add(text);
        if (_calls.Count > 0)
            return; // the answer has begun
        if (!_answer.AnswerBegun)
            _firstAnswerToken = 0;
        else if (!begun || _firstAnswerToken == 0)
            _firstAnswerToken = now;
    }
}
