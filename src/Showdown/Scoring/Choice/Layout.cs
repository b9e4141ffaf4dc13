namespace Showdown.Scoring.Choice;

/// <summary>Answers that are told by where they stand: a letter alone on the last line, "B) text" as the whole reply, an option named in the last sentence.</summary>
internal sealed class Layout(string text, List<Token> tokens, OptionTexts options, uint offered)
{
    /// <summary>The last line when it is nothing but a letter: "B", "**(B)**", "$\boxed{B}$", "Option B."</summary>
    public Statement? LoneLastLetter()
    {
        var (from, to) = LastLine();
        return LoneLetter(from, to) is { } at ? new Statement(tokens[at].Start, tokens[at].End, Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false) : null;
    }

    /// <summary>A first line that is nothing but a letter, when the next is not a line with the next letter.</summary>
    public Statement? LoneFirstLetter()
    {
        var to = tokens.FindIndex(t => t.Kind == TokenKind.Line);
        if (to <= 0 || LoneLetter(0, to) is not { } at || (Statement.Bit(tokens[at].Letter) & offered) == 0 || (!tokens[at].Upper && !tokens[at].Wrapped))
            return null;
        return to + 1 < tokens.Count && tokens[to + 1].IsLabel && tokens[to + 1].Letter == tokens[at].Letter + 1 ? null : new Statement(tokens[at].Start, tokens[at].End, Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false);
    }

    /// <summary>The one line among "A) Incorrect.", "B) Correct." that is called correct, when at least two others are called wrong.</summary>
    public Statement? OnlyLineCalledRight()
    {
        Statement? right = null;
        var (rights, wrongs) = (0u, 0u);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i - 1].Kind != TokenKind.Line)
                continue;
            var at = i;
            while (at < tokens.Count && at < i + 3 && (tokens[at].Mark is '(' or '-' or '•' || tokens[at].Is(Words.Option) && !tokens[at].IsLabel))
                at++;
            if (at >= tokens.Count || !tokens[at].IsLabel || (Statement.Bit(tokens[at].Letter) & offered) == 0)
                continue;
            var (isRight, isWrong) = Called(at);
            if (isRight && !isWrong)
            {
                rights |= Statement.Bit(tokens[at].Letter);
                right = new Statement(tokens[at].Start, EndOfLine(at), Strength.Remark, Statement.Bit(tokens[at].Letter), Hedged: false);
            }
            else if (isWrong)
            {
                wrongs |= Statement.Bit(tokens[at].Letter);
            }
        }

        return System.Numerics.BitOperations.PopCount(rights) == 1 && (rights & wrongs) == 0 && System.Numerics.BitOperations.PopCount(wrongs) >= 2 ? right : null;
    }

    private (bool Right, bool Wrong) Called(int label)
    {
        var (right, wrong) = (false, false);
        for (var j = label + 1; j < tokens.Count && tokens[j].Kind != TokenKind.Line; j++)
        {
            if (tokens[j].Kind != TokenKind.Word)
                continue;
            var word = text.AsSpan(tokens[j].Start, tokens[j].End - tokens[j].Start);
            right |= word is "✅" or "✓" or "✔" || word.Equals("correct", StringComparison.OrdinalIgnoreCase);
            wrong |= word is "❌" or "✗" or "✘" || tokens[j].Is(Words.Wrong) || tokens[j].Is(Words.Not);
        }

        return (right, wrong);
    }

    /// <summary>A first or last line of the form "B) text" or "B. text", when the reply is no list of all the options.</summary>
    public Statement? LeadingOrTrailingOption(uint denied)
    {
        var starts = LabelLines();
        if (starts.Count is 0 or > 2 || starts.Select(at => tokens[at].Letter).Distinct().Count() > 1)
            return null;
        var at = starts[^1];
        if ((Statement.Bit(tokens[at].Letter) & denied) != 0)
            return null;
        var (from, to) = LastLine();
        var isLast = at >= from && at < to;
        var isFirst = at <= 3 && tokens.Take(at).All(t => t.Kind != TokenKind.Line);
        return isLast || isFirst ? new Statement(tokens[at].Start, EndOfLine(at), Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false) : null;
    }

    /// <summary>The one option that the last line names and does not deny: "this matches option (B)".</summary>
    public Statement? LastNamedOption(uint denied)
    {
        var (from, to) = LastLine();
        var named = 0u;
        var place = -1;
        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            if (!token.IsLabel || !(token.Wrapped || EndsBehindColon(i, to) || (i > 0 && tokens[i - 1].Is(Words.Option) && tokens[i - 1].End - tokens[i - 1].Start > 3 && token.Upper)))
                continue;
            var bit = Statement.Bit(token.Letter);
            if ((bit & offered) == 0 || (bit & denied) != 0)
                continue;
            named |= bit;
            place = i;
        }

        var single = named != 0 && (named & (named - 1)) == 0;
        return single ? new Statement(tokens[from].Start, tokens[place].End, Strength.Remark, named, Hedged: false) : null;
    }

    // "Given all this: A."
    private bool EndsBehindColon(int at, int to) => at > 0 && tokens[at - 1].Mark == ':' && (at + 1 >= to || tokens[at + 1].Mark == '.');

    /// <summary>The one option whose text the last line repeats.</summary>
    public Statement? InWords()
    {
        var (from, to) = LastLine();
        if (!options.Any || from >= to)
            return null;
        var start = tokens[from].Start;
        var line = text.AsSpan(start, tokens[to - 1].End - start);
        var label = options.At(text.AsSpan(start), out _);
        if (label == '\0')
            label = options.OnlyOneIn(line);
        return label == '\0' ? null : new Statement(start, start + line.Length, Strength.Remark, Statement.Bit(label), Hedged: false, InWords: true);
    }

    private int? LoneLetter(int from, int to)
    {
        int? found = null;
        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            if (token.IsLabel && found is null)
                found = i;
            else if (token.Mark is not ('(' or ')' or '[' or ']' or '.' or ':' or Token.BoxOpen or Token.BoxClose or '<' or '>' or '/' or '-' or '!' or '→' or '⇒' or '=') && !(found is null && token.Is(Words.Option | Words.Answer | Words.Filler)))
                return null;
        }

        return found;
    }

    private List<int> LabelLines()
    {
        var starts = new List<int>();
        for (var i = 0; i < tokens.Count && starts.Count < 8; i++)
        {
            if (i > 0 && tokens[i - 1].Kind != TokenKind.Line)
                continue;
            var at = i;
            while (at < tokens.Count && at < i + 3 && (tokens[at].Mark is '(' or '[' or '-' || tokens[at].Is(Words.Option | Words.Answer) && !tokens[at].IsLabel))
                at++;
            if (at >= tokens.Count || !tokens[at].IsLabel || (Statement.Bit(tokens[at].Letter) & offered) == 0)
                continue;
            if (at + 1 >= tokens.Count || tokens[at + 1].Kind == TokenKind.Line || tokens[at + 1].Mark is ')' or '.' or ':' or ']' or ',' or '-')
                starts.Add(at);
        }

        return starts;
    }

    private (int From, int To) LastLine()
    {
        var to = tokens.Count;
        while (to > 0 && (tokens[to - 1].Kind == TokenKind.Line || (tokens[to - 1].Kind == TokenKind.Mark && OnlyMarks(to - 1))))
            to--;
        var from = to;
        while (from > 0 && tokens[from - 1].Kind != TokenKind.Line)
            from--;
        return (from, Math.Max(to, from));
    }

    // A closing "---" or "</answer>" is no last line.
    private bool OnlyMarks(int last)
    {
        for (var i = last; i >= 0 && tokens[i].Kind != TokenKind.Line; i--)
        {
            if (tokens[i].Kind != TokenKind.Mark || last - i > 12)
                return false;
        }

        return true;
    }

    private int EndOfLine(int at)
    {
        var end = at;
        while (end + 1 < tokens.Count && tokens[end + 1].Kind != TokenKind.Line)
            end++;
        return tokens[end].End;
    }
}
