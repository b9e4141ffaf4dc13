namespace Showdown.Scoring.Choice;

/// <remarks>Lines that begin with a letter: options that are ticked or called right, and "B) text" as the whole reply.</remarks>
internal sealed partial class Layout
{
    /// <summary>The one line among "A) Incorrect.", "B) Correct." that is called correct, when at least two others are called wrong and none is
    /// left out.</summary>
    public Statement? OnlyLineCalledRight()
    {
        Statement? right = null;
        var (rights, wrongs, left) = (0u, 0u, 0u);
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
            else
            {
                left |= Statement.Bit(tokens[at].Letter);
            }
        }

        return
            System.Numerics.BitOperations.PopCount(rights) == 1
            && (rights & wrongs) == 0
            && System.Numerics.BitOperations.PopCount(wrongs) >= 2
            && left == 0
            ? right
            : null;
    }

    private (bool Right, bool Wrong) Called(int label)
    {
        var (right, wrong) = (false, false);
        for (var j = label + 1; j < tokens.Count && tokens[j].Kind != TokenKind.Line; j++)
        {
            if (tokens[j].Kind != TokenKind.Word)
                continue;
            var word = text.AsSpan(tokens[j].Start, tokens[j].End - tokens[j].Start);
            right |= word.Equals("correct", StringComparison.OrdinalIgnoreCase);
            wrong |= tokens[j].Is(Words.Wrong) || tokens[j].Is(Words.Not);
        }

        return (right, wrong);
    }

    /// <summary>The options that are ticked, when they are marked line by line: "❌ A", "B ✅", "- [x] B".</summary>
    public Statement? Ticked()
    {
        var ticked = 0u;
        var (start, end) = (0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i - 1].Kind != TokenKind.Line)
                continue;
            var isTicked = false;
            var isCrossed = false;
            char label = '\0';
            var last = i;
            for (; last < tokens.Count && tokens[last].Kind != TokenKind.Line; last++)
            {
                var token = tokens[last];
                isCrossed |= token.Is(Words.Cross) || (token.Mark == '[' && last + 1 < tokens.Count && tokens[last + 1].Mark == ']');
                isTicked |= token.Is(Words.Tick);
                if (IsBoxTick(last))
                {
                    isTicked = true;
                    last += 2;
                }
                else if (label == '\0' && token.IsLabel && last < i + 6)
                {
                    label = (Statement.Bit(token.Letter) & offered) != 0 && (token.Upper || token.Wrapped) ? token.Letter : '\u0001';
                }
                else if (label == '\0' && token.Kind == TokenKind.Word && !token.Is(Words.Tick | Words.Cross | Words.Option | Words.Filler))
                {
                    label = '\u0001'; // another word before the letter
                }
            }

            if (isTicked && !isCrossed && label > '\u0001')
            {
                (start, end) = (ticked == 0 ? tokens[i].Start : start, tokens[last - 1].End);
                ticked |= Statement.Bit(label);
            }

            i = last - 1 > i ? last - 1 : i;
        }

        return ticked == 0 ? null : new Statement(start, end, Strength.Remark, ticked, Hedged: false);
    }

    // "[x] B", "[X] B"
    private bool IsBoxTick(int at) =>
        tokens[at].Mark == '['
        && at + 3 < tokens.Count
        && tokens[at + 1].Letter == 'X'
        && tokens[at + 2].Mark == ']'
        && (tokens[at + 3].IsLabel || tokens[at + 3].Mark == '(' || tokens[at + 3].Is(Words.Option));

    /// <summary>A first or last line of the form "B) text" or "B. text", when the reply is no list of all the options.</summary>
    /// <param name="denied">Letters that some sentence denies.</param>
    /// <param name="isOpen">Whether the reply may go on: then a last line has to repeat the option.</param>
    /// <param name="cutOff">Whether the reply breaks off: then the line has to be the first, to be closed, and to repeat the option.</param>
    public Statement? LeadingOrTrailingOption(uint denied, bool isOpen, bool cutOff)
    {
        var starts = LabelLines();
        if (starts.Count is 0 or > 2 || starts.Select(at => tokens[at].Letter).Distinct().Count() > 1)
            return null;
        var at = cutOff ? starts[0] : starts[^1];
        if ((Statement.Bit(tokens[at].Letter) & denied) != 0)
            return null;
        var (from, to) = LastLine();
        var isLast = at >= from && at < to;
        var isFirst = at <= 3 && tokens.Take(at).All(t => t.Kind != TokenKind.Line);
        if (isOpen && isLast && !RepeatsOption(at) || IsCalledWrong(at))
            return null;
        if (!isFirst && !cutOff && (SpeaksOfOptions(at) || (!RepeatsOption(at) && Sentences(at) > 1)))
            return null;
        if (cutOff ? isLast || !isFirst || !RepeatsOption(at) || !TextFollows(at) : !(isLast || isFirst) || (!RepeatsOption(at) && IsListMarker(at)))
            return null;
        return new Statement(tokens[at].Start, EndOfLine(at), Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false);
    }

    // "A: incorrect. B: correct."
    private bool IsCalledWrong(int at)
    {
        var next = at + 1;
        while (next < tokens.Count && tokens[next].Mark is ')' or ']' or '.' or ':' or '-')
            next++;
        return next < tokens.Count && tokens[next].Is(Words.Wrong) && !RepeatsOption(at);
    }

    // "Let me go through the options:" before the line: a list of them begins.
    private bool SpeaksOfOptions(int at)
    {
        for (var j = at - 1; j >= Math.Max(0, at - 400); j--)
        {
            if (tokens[j].Is(Words.Answer) && tokens[j].Kind == TokenKind.Word)
                return false;
            if (tokens[j].Is(Words.Plural))
                return true;
        }

        return false;
    }

    // The next line is no other option.
    private bool TextFollows(int at)
    {
        var line = at;
        while (line < tokens.Count && tokens[line].Kind != TokenKind.Line)
            line++;
        for (var j = line + 1; j <= line + 3; j++)
        {
            if (j >= tokens.Count || tokens[j].IsLabel || tokens[j].Is(Words.Option))
                return false;
        }

        return true;
    }

    // "(B) the second law" where that is the text of B
    private bool RepeatsOption(int at)
    {
        var next = at + 1;
        while (next < tokens.Count && tokens[next].Mark is ')' or ']' or '.' or ':' or '-')
            next++;
        return next < tokens.Count && tokens[next].Kind != TokenKind.Line && options.At(text.AsSpan(tokens[next].Start), out _) == tokens[at].Letter;
    }

    // "a) First we balance the equation", "Option B: the price rises. This would ..."
    private bool IsListMarker(int at)
    {
        var next = at + 1;
        while (next < tokens.Count && tokens[next].Mark is ')' or ']' or '.' or ':' or '-')
            next++;
        if (next >= tokens.Count || tokens[next].Kind == TokenKind.Line)
            return false;
        if (tokens[next].Is(Words.Narrative) || (!tokens[at].Upper && !tokens[at].Wrapped))
            return true;
        return at > 0 && tokens[at - 1].Is(Words.Option) && Sentences(at) > 1;
    }

    private int Sentences(int at)
    {
        var count = 0;
        for (var j = at + 2; j < tokens.Count && tokens[j].Kind != TokenKind.Line; j++)
            count += tokens[j].Mark is '.' or '!' ? 1 : 0;
        return count;
    }

    private List<int> LabelLines()
    {
        var starts = new List<int>();
        for (var i = 0; i < tokens.Count && starts.Count < 8; i++)
        {
            if (i > 0 && tokens[i - 1].Kind != TokenKind.Line)
                continue;
            var at = i;
            while (
                at < tokens.Count
                && at < i + 3
                && (tokens[at].Mark is '(' or '[' or '-' || tokens[at].Is(Words.Option | Words.Answer) && !tokens[at].IsLabel)
            )
                at++;
            if (at >= tokens.Count || !tokens[at].IsLabel || (Statement.Bit(tokens[at].Letter) & offered) == 0)
                continue;
            at = AnsweredAt(at) ?? at;
            if (
                at + 1 >= tokens.Count
                || tokens[at + 1].Kind == TokenKind.Line
                || tokens[at + 1].Mark is ')' or '.' or ':' or ']' or '-'
                || (tokens[at + 1].Mark == ',' && at + 2 < tokens.Count && !tokens[at + 2].IsLabel)
                || (tokens[at].Upper && IsReason(at + 1))
            )
            {
                // "Option (A) speaks of the price": the bracket only wraps the letter.
                if (
                    !(
                        at > 1
                        && tokens[at - 1].Mark == '('
                        && tokens[at - 2].Is(Words.Option)
                        && at + 2 < tokens.Count
                        && tokens[at + 2].Kind == TokenKind.Word
                    )
                )
                    starts.Add(at);
            }
        }

        return starts;
    }
}
