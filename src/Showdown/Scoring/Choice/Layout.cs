namespace Showdown.Scoring.Choice;

/// <summary>Answers that are told by where they stand: a letter alone on the last line, "B) text" as the whole reply, an option named in the
/// last sentence.</summary>
internal sealed partial class Layout(string text, List<Token> tokens, OptionTexts options, uint offered, bool several)
{
    /// <summary>The last line when it is nothing but a letter: "B", "**(B)**", "$\boxed{B}$", "Option B."</summary>
    /// <param name="isOpen">Whether the text may go on: then "c" may begin a line, and "C" behind a line that begins with B is the next of a
    /// list.</param>
    public Statement? LoneLastLetter(bool isOpen)
    {
        var (from, to) = LastLine();
        if (several && LoneLetters(from, to) is var letters and > 0)
            return new Statement(tokens[from].Start, tokens[to - 1].End, Strength.Final, letters, Hedged: false);
        if (LoneLetter(from, to) is not { } at || (from > 0 && GoesOnWithList(from, at)) || (isOpen && !tokens[at].Upper && !tokens[at].Wrapped))
            return null;
        return new Statement(tokens[at].Start, tokens[at].End, Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false);
    }

    // "C)" below a line "B) ...".
    private bool GoesOnWithList(int from, int at)
    {
        var line = from - 1;
        while (line > 0 && tokens[line - 1].Kind != TokenKind.Line)
            line--;
        while (line < from && (tokens[line].Mark is '(' or '[' or '-' || (tokens[line].Is(Words.Option) && !tokens[line].IsLabel)))
            line++;
        return tokens[line].IsLabel && tokens[line].Letter == tokens[at].Letter - 1 && tokens[line + 1].Kind != TokenKind.Line;
    }

    // "A, C", "(A) and (C)", "AC"
    private uint LoneLetters(int from, int to)
    {
        var letters = 0u;
        for (var i = from; i < to; i++)
        {
            if (tokens[i].IsLabel && (tokens[i].Upper || tokens[i].Wrapped))
                letters |= Statement.Bit(tokens[i].Letter);
            else if (!tokens[i].Is(Words.Or) && tokens[i].Mark is not (',' or '.' or '(' or ')' or '[' or ']' or '/' or '&' or ';'))
                return 0;
        }

        return letters;
    }

    /// <summary>A first line that is nothing but a letter, when the next is not a line with the next letter.</summary>
    public Statement? LoneFirstLetter()
    {
        var to = tokens.FindIndex(t => t.Kind == TokenKind.Line);
        if (
            to <= 0
            || LoneLetter(0, to) is not { } at
            || (Statement.Bit(tokens[at].Letter) & offered) == 0
            || (!tokens[at].Upper && !tokens[at].Wrapped)
        )
            return null;
        return to + 1 < tokens.Count && tokens[to + 1].IsLabel && tokens[to + 1].Letter == tokens[at].Letter + 1
            ? null
            : new Statement(tokens[at].Start, tokens[at].End, Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false);
    }

    /// <summary>The letter that a reply closes with: "The value is 12 (option B).", "Given all this: A.", "The value is 12. B".</summary>
    /// <param name="denied">Letters that some sentence denies.</param>
    /// <param name="isOpen">Whether the text may go on: then "A" alone may begin a sentence.</param>
    public Statement? ClosingLetter(uint denied, bool isOpen)
    {
        var (from, to) = LastLine();
        var at = to - 1;
        while (at > from && tokens[at].Mark is '.' or ')' or ']' or '!' or '>' or '/')
            at--;
        if (
            at <= from
            || !tokens[at].IsLabel
            || (Statement.Bit(tokens[at].Letter) & offered & ~denied) == 0
            || !(tokens[at].Upper || tokens[at].Wrapped)
        )
            return null;
        var before = at - 1;
        var named = false;
        for (; before >= from && (tokens[before].Mark is '(' or '[' || tokens[before].Is(Words.Option)); before--)
            named |= tokens[before].Is(Words.Option);
        var closes =
            before >= from
            && (
                tokens[before].Mark is ':' or '→' or '⇒'
                || IsArrow(before)
                || (tokens[before].Mark == '.' && before > from && !(isOpen && at == to - 1 && !tokens[at].Wrapped))
                || (named && tokens[before + 1].Mark is '(' or '[')
            );
        for (var j = from; closes && j < at; j++)
            closes =
                !tokens[j].Is(Words.Not | Words.Nothing | Words.Exclude | Words.Hedge)
                && !IsCalledWrong(j, from)
                && tokens[j].Mark != '?'
                && !(tokens[j].IsLabel && (Statement.Bit(tokens[j].Letter) & offered) != 0 && (tokens[j].Upper || tokens[j].Wrapped));
        return closes ? new Statement(tokens[from].Start, tokens[at].End, Strength.Remark, Statement.Bit(tokens[at].Letter), Hedged: false) : null;
    }

    // "Incorrect: B" says what B is; "the incorrect one: B" may be what is asked for, and "Statement 1 is false, 2 is true: B" answers.
    private bool IsCalledWrong(int at, int from)
    {
        if (!tokens[at].Is(Words.Wrong))
            return false;
        var behind = at + 1;
        while (behind < tokens.Count && tokens[behind].Is(Words.Answer | Words.Option) && !IsStatement(behind))
            behind++;
        if (behind >= tokens.Count || tokens[behind].Mark != ':')
            return false;
        for (var j = at - 1; j >= from; j--)
        {
            if (tokens[j].Kind == TokenKind.Word)
                return false;
        }

        return true;
    }

    // Which statement is wrong is often asked.
    private bool IsStatement(int at) =>
        text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start).Equals("statement", StringComparison.OrdinalIgnoreCase);

    private bool IsArrow(int at) =>
        text[tokens[at].Start] == '\\'
        && text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start) is "\\Rightarrow" or "\\rightarrow" or "\\implies" or "\\to";

    /// <summary>The letter behind "####" at the end, the form of GSM8K.</summary>
    public Statement? LetterBehindHashes()
    {
        var hashes = text.LastIndexOf("####", StringComparison.Ordinal);
        if (hashes < 0)
            return null;
        var at = tokens.FindLastIndex(t => t.IsLabel);
        if (at < 0 || tokens[at].Start < hashes || (at > 0 && tokens[at - 1].End > hashes && tokens[at - 1].Mark != '('))
            return null;
        for (var j = at + 1; j < tokens.Count; j++)
        {
            if (tokens[j].Mark is not ('.' or ')') && tokens[j].Kind != TokenKind.Line)
                return null;
        }

        return new Statement(hashes, tokens[at].End, Strength.Final, Statement.Bit(tokens[at].Letter), Hedged: false);
    }

    private int? LoneLetter(int from, int to)
    {
        int? found = null;
        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            if (token.Mark == '[' && i + 1 < to && tokens[i + 1].Mark == ']')
                return null; // an empty check box
            if (token.Is(Words.Other))
                return null; // "Alternative answer: B"
            if (token.IsLabel && found is null)
            {
                found = i = i == from && AnsweredAt(i) is { } answer && answer < to ? answer : i;
            }
            else if (
                token.Mark
                    is not (
                        '('
                        or ')'
                        or '['
                        or ']'
                        or '.'
                        or ':'
                        or Token.BoxOpen
                        or Token.BoxClose
                        or '<'
                        or '>'
                        or '/'
                        or '-'
                        or '!'
                        or '→'
                        or '⇒'
                        or '='
                        or '∴'
                    )
                && !(token.Mark == ',' && found is not null)
                && !(found is null && token.Is(Words.Option | Words.Answer | Words.Filler) && !token.Is(Words.Not)) // "答案不是"
            )
                return null;
        }

        return found;
    }

    // The B of "A: B", "A: (B)" and "A: Option B", which answers a "Q:".
    private int? AnsweredAt(int at)
    {
        if (tokens[at].Letter != 'A' || !tokens[at].Upper || at + 2 >= tokens.Count || tokens[at + 1].Mark != ':' || RepeatsOption(at))
            return null;
        var answer = at + 2;
        while (
            answer < Math.Min(at + 5, tokens.Count - 1)
            && (tokens[answer].Mark is '(' or '[' or Token.BoxOpen || tokens[answer].Is(Words.Option))
            && !tokens[answer].IsLabel
        )
            answer++;
        if (!tokens[answer].IsLabel || !(tokens[answer].Upper || tokens[answer].Wrapped))
            return null;
        var behind = answer + 1;
        return behind >= tokens.Count || tokens[behind].Kind != TokenKind.Word ? answer : null;
    }

    private bool IsReason(int at) => text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start) is "because" or "since";

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
