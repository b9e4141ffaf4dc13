using System.Text;

namespace Showdown.Sandboxing;

/// <summary>One line that is expected, held against what is printed for it, character by character from its first one that is no space.</summary>
internal sealed class ExpectedLine(string want)
{
    private readonly StringBuilder _word = new();
    private Way _way = Way.Text;
    private int _at; // of the expected text, as far as the two are the same
    private int _spaces; // since the last character that is none
    private bool _spacesAreTheSame = true;
    private Queue<string>? _words; // expected, from the word on that is being printed

    private enum Way
    {
        /// <summary>So far the two are the same text.</summary>
        Text,

        /// <summary>As texts they differ; as numbers they have been the same so far.</summary>
        Numbers,
        Different,
    }

    public void Add(char c)
    {
        if (_way == Way.Text)
            AddText(c);
        else if (_way == Way.Numbers)
            AddNumber(c);
    }

    /// <summary>True when all that is expected has been printed, and no more.</summary>
    public bool IsMet()
    {
        if (_way == Way.Text && _at == want.Length)
            return true;
        if (_way == Way.Text)
            CompareNumbers();
        if (_way == Way.Numbers)
            EndWord();
        return _way == Way.Numbers && _words!.Count == 0;
    }

    private void AddText(char c)
    {
        var place = _at + _spaces;
        if (PrintedText.IsSpace(c))
        {
            _spacesAreTheSame &= place < want.Length && want[place] == c;
            _spaces++;
            return;
        }
        if (_spacesAreTheSame && place < want.Length && want[place] == c)
        {
            (_at, _spaces) = (place + 1, 0);
            return;
        }
        CompareNumbers();
        Add(c);
    }

    /// <summary>Of what has been printed, the expected text says all: the two were the same.</summary>
    private void CompareNumbers()
    {
        var wordStart = _at;
        while (wordStart > 0 && !PrintedText.IsSpace(want[wordStart - 1]))
            wordStart--;
        if (_spaces > 0)
            wordStart = _at; // its last word is complete
        var complete = want[..wordStart];
        _words = new Queue<string>(Words(want));
        _way = Way.Numbers;
        foreach (var word in Words(complete))
        {
            if (!IsNext(word))
                return;
        }
        _word.Append(want, wordStart, _at - wordStart);
    }

    private void AddNumber(char c)
    {
        if (PrintedText.IsSpace(c))
            EndWord();
        else if (_word.Length <= DecimalText.MaxChars)
            _word.Append(c);
    }

    private void EndWord()
    {
        if (_word.Length > 0)
            IsNext(_word.ToString());
        _word.Clear();
    }

    private bool IsNext(string word)
    {
        if (_words!.TryDequeue(out var expected) && DecimalText.Read(word) is { } number && DecimalText.Read(expected) == number)
            return true;
        _way = Way.Different;
        return false;
    }

    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            var end = start;
            while (end < text.Length && !PrintedText.IsSpace(text[end]))
                end++;
            if (end > start)
                yield return text[start..end];
            start = end + 1;
        }
    }
}
