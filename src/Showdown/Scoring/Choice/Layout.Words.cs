namespace Showdown.Scoring.Choice;

/// <remarks>Answers in the words of an option, without a letter.</remarks>
internal sealed partial class Layout
{
    private const int LongestLine = 300;

    /// <summary>The option whose text the last line is, or with whose text its last sentence ends as its predicate: "Paris.", "The capital is
    /// Paris.", "Paris is correct."</summary>
    public Statement? InWords()
    {
        var (from, to) = LastLine();
        if (!options.Any || from >= to || tokens[to - 1].Mark == '?')
            return null;
        from = Math.Max(from, to - LongestLine);
        var linked = true;
        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Word && linked && Ends(i, to) is { } letter)
                return new Statement(tokens[from].Start, tokens[to - 1].End, Strength.Remark, Statement.Bit(letter), Hedged: false, InWords: true);
            if (token.Mark is '.' or '!' or ';')
                linked = true;
            else if (token.Is(Words.Not | Words.Nothing | Words.Hedge | Words.Exclude))
                (linked, i) = (false, EndOfSentence(i, to));
            else if (token.Is(Words.Is) || token.Mark is ':' or '=' or '→' or '⇒')
                linked = true;
            else if (token.Kind == TokenKind.Word && !token.Is(Words.Filler | Words.Loose | Words.It | Words.Hence | Words.Answer | Words.Option))
                linked = false;
        }

        return null;
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
