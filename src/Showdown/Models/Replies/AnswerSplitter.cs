using System.Text;

namespace Showdown.Models.Replies;

/// <summary>
/// Takes content as it streams in and keeps reasoning in think tags apart from the answer. A tag opens only at the very start;
/// a closing tag without an opening one closes what came before (templates that open the tag in the prompt).
/// </summary>
internal sealed class AnswerSplitter
{
    private static readonly (string Open, string Close)[] _tags =
    [
        ("<think>", "</think>"),
        ("<thinking>", "</thinking>"),
        ("<reasoning>", "</reasoning>"),
        ("[THINK]", "[/THINK]"),
        ("◁think▷", "◁/think▷"),
    ];

    private readonly StringBuilder _all = new();
    private State _state = State.Start;
    private string _close = _tags[0].Close;
    private int _reasoningFrom;
    private int _reasoningTo;
    private int _answerFrom;

    private enum State
    {
        /// <summary>Nothing but blanks, or what may become an opening tag.</summary>
        Start,
        Thinking,
        Answer,

        /// <summary>The closing tag is behind us; blanks before the answer belong to neither.</summary>
        AfterThinking,

        /// <summary>The answer after a closing tag: nothing can change it any more.</summary>
        Settled,
    }

    /// <summary>True once text of the answer has come.</summary>
    public bool AnswerBegun => _state is State.Answer or State.Settled;

    /// <summary>True when the host sends reasoning in a field of its own: then tags in the content are content.</summary>
    public bool ReasoningComesApart { get; set; }

    public string Answer =>
        _state switch
        {
            State.Thinking or State.AfterThinking => "",
            _ => _all.ToString(_answerFrom, _all.Length - _answerFrom),
        };

    public string? Reasoning =>
        _state switch
        {
            State.Thinking => _all.ToString(_reasoningFrom, _all.Length - _reasoningFrom).Trim(),
            _ when _reasoningTo > _reasoningFrom => _all.ToString(_reasoningFrom, _reasoningTo - _reasoningFrom).Trim(),
            _ => null,
        };

    public void Add(string text)
    {
        var from = _all.Length;
        _all.Append(text);
        if (_state == State.Start)
            Start();
        if (_state == State.Thinking || (_state == State.Answer && !ReasoningComesApart))
            LookForClose(from, text);
        if (_state == State.AfterThinking)
            SkipBlanks();
    }

    private void Start()
    {
        var at = 0;
        while (at < _all.Length && char.IsWhiteSpace(_all[at]))
            at++;
        if (at == _all.Length)
            return;
        if (!ReasoningComesApart)
        {
            var head = _all.ToString(at, Math.Min(_all.Length - at, 16));
            foreach (var (open, close) in _tags)
            {
                if (head.StartsWith(open, StringComparison.OrdinalIgnoreCase))
                {
                    (_state, _close, _reasoningFrom) = (State.Thinking, close, at + open.Length);
                    return;
                }

                if (open.StartsWith(head, StringComparison.OrdinalIgnoreCase))
                    return;
            }
        }

        _state = State.Answer;
    }

    private void LookForClose(int from, string added)
    {
        // A tag may arrive in pieces: look at the end of what was there, too.
        var start = Math.Max(_reasoningFrom, from - _close.Length + 1);
        if (start == from && !added.Contains(_close[0]))
            return;
        var window = _all.ToString(start, _all.Length - start);
        var found = window.IndexOf(_close, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
            return;
        _reasoningTo = start + found;
        _answerFrom = _reasoningTo + _close.Length;
        _state = State.AfterThinking;
    }

    private void SkipBlanks()
    {
        while (_answerFrom < _all.Length && char.IsWhiteSpace(_all[_answerFrom]))
            _answerFrom++;
        if (_answerFrom < _all.Length)
            _state = State.Settled;
    }
}
