namespace Showdown.Scoring.Choice;

/// <remarks>Answers in the words of an option, without a letter.</remarks>
internal sealed partial class Layout
{
    private const int LongestLine = 300;

    /// <summary>The option whose text the last line is, or with whose text its last sentence ends as its predicate: "Paris.", "The capital is
    /// Paris.", "Paris is correct."</summary>
    /// <param name="isOpen">Whether the text may go on: then an option behind a full stop or a list mark may begin a sentence.</param>
    public Statement? InWords(bool isOpen)
    {
        var (from, to) = LastLine();
        if (!options.Any || from >= to || tokens[to - 1].Mark == '?' || IsListItem(from, isOpen))
            return null;
        from = Math.Max(from, to - LongestLine);
        var linked = true;
        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Word && linked && Ends(i, to) is { } letter)
                return (isOpen && i > from && char.IsAsciiDigit(text[tokens[to - 1].End - 1])) || IsOfCase(from, letter)
                    ? null // "so there are 6" may have been going to be 64
                    : new Statement(tokens[from].Start, tokens[to - 1].End, Strength.Remark, Statement.Bit(letter), Hedged: false, InWords: true);
            if (token.Mark is '.' or '!' or ';')
                linked = !isOpen;
            else if (token.Is(Words.Not | Words.Nothing | Words.Hedge | Words.Exclude) || IsCalledWrong(i, from))
                (linked, i) = (false, EndOfSentence(i, to));
            else if (token.Is(Words.Is) || token.Mark is ':' or '=' or '→' or '⇒')
                linked = true;
            else if (token.Kind == TokenKind.Word && !token.Is(Words.Filler | Words.Loose | Words.It | Words.Hence | Words.Answer | Words.Option))
                linked = false;
        }

        return null;
    }

    // "- Paris" where the list may go on, "2. Paris", "(3) Paris", a row of a table
    private bool IsListItem(int from, bool isOpen)
    {
        if (tokens[from].Mark == '&' || (isOpen && tokens[from].Mark is '-' or '•'))
            return true;
        var number = from > 0 && tokens[from].Mark == '(' && from + 1 < tokens.Count ? from + 1 : from;
        return number + 1 < tokens.Count
            && tokens[number + 1].Mark is '.' or ')'
            && tokens[number].End == tokens[number + 1].Start
            && int.TryParse(text.AsSpan(tokens[number].Start, tokens[number].End - tokens[number].Start), out var item)
            && (isOpen || item > 1);
    }

    // "Case C: the second is red. The probability is 0.15." says nothing of the option 0.15.
    private bool IsOfCase(int from, char letter)
    {
        var at = from;
        while (at < from + 2 && at < tokens.Count && !tokens[at].IsLabel)
            at++;
        return at + 1 < tokens.Count
            && tokens[at].IsLabel
            && tokens[at].Upper
            && tokens[at].Letter != letter
            && tokens[at + 1].Mark == ':'
            && !tokens[from].Is(Words.Answer);
    }

    // The option that stands here up to the end of the line, or up to "is correct".
    private char? Ends(int at, int to)
    {
        var label = options.Begins(text.AsSpan(tokens[at].Start), out var length);
        if (label == '\0')
            return null;
        var end = tokens[at].Start + length;
        var next = at;
        while (next < to && (tokens[next].Start < end || tokens[next].Mark is '.' or ')' or ']' or '!' or '>' or Token.BoxClose))
            next++;
        if (next >= to)
            return label;
        if (!tokens[next].Is(Words.Is) || tokens[next].Is(Words.Not))
            return null;
        for (var j = next + 1; j < Math.Min(next + 5, to); j++)
        {
            if (tokens[j].Is(Words.Not | Words.Wrong) || tokens[j].Kind != TokenKind.Word)
                return null;
            if (tokens[j].Is(Words.Right | Words.Answer))
                return label;
        }

        return null;
    }

    private int EndOfSentence(int from, int to)
    {
        while (from + 1 < to && tokens[from + 1].Mark is not ('.' or '!' or ';'))
            from++;
        return from;
    }
}
