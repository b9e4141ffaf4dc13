namespace Showdown.Scoring.Choice;

internal sealed partial class StatementFinder
{
    /// <summary>The letter at <paramref name="at"/> and those joined to it: "A or C", "B, D", "A/C".</summary>
    private uint ReadList(int at, out int last)
    {
        var letters = Statement.Bit(tokens[at].Letter);
        last = at;
        var joined = false;
        for (var j = at + 1; j < Math.Min(last + 8, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.IsLabel && token.Wrapped && token.Start == tokens[j - 1].End && tokens[j - 1].IsLabel)
            {
                letters |= Statement.Bit(token.Letter); // "AC", read as two letters
                last = j;
            }
            else if (
                token.IsLabel
                && joined
                && (token.Upper || token.Wrapped || !tokens[at].Upper)
                && IsLabelHere(j, linked: true)
                && !FollowedByVerb(j)
            )
            {
                letters |= Statement.Bit(token.Letter);
                last = j;
                joined = false;
            }
            else if (token.Mark is ',' or '/' or '&' || token.Is(Words.Or))
            {
                joined = true;
            }
            else if (token.Mark is not (')' or '(' or ']' or '[') && !token.Is(Words.Option))
            {
                break;
            }
        }

        return letters;
    }

    // The A and C of "A, C and D can be ruled out".
    private uint LettersBefore(int at)
    {
        var letters = 0u;
        for (var j = at - 1; j >= 0; j--)
        {
            if (tokens[j].IsLabel && tokens[j].Upper)
                letters |= Statement.Bit(tokens[j].Letter);
            else if (tokens[j].Mark is not (',' or '(' or ')') && !tokens[j].Is(Words.Or | Words.Option))
                break;
        }

        return letters;
    }

    // "Only B fits.", "only option B is consistent": no denial, no doubt and no second letter up to the end of the sentence.
    private bool IsTheOnlyOne(int at)
    {
        var before = tokens[at - 1].Is(Words.Option) && at > 1 ? at - 2 : at - 1;
        if (!IsWord(before, "only"))
            return false;
        for (var j = at + 1; j < Math.Min(at + LookBack, tokens.Count); j++)
        {
            if (tokens[j].Kind == TokenKind.Line || tokens[j].Mark is '.' or '!' or ';')
                return true;
            if (tokens[j].Is(Words.Not | Words.Wrong | Words.Exclude | Words.Hedge) || tokens[j].IsLabel || tokens[j].Mark == '?')
                return false;
        }

        return true;
    }

    private bool ListGoesOn(int at) => ReadList(at, out var last) != 0 && last > at;

    // The D of "none of the options (A), (B), (C) and (D)" and of "neither C nor D".
    private bool IsDeniedBefore(int at)
    {
        for (var j = at - 1; j >= Math.Max(0, at - LookBack); j--)
        {
            var token = tokens[j];
            if (token.Is(Words.Not | Words.Nothing))
                return !token.Is(Words.Is);
            var inList =
                token.IsLabel
                || token.Mark is ',' or '(' or ')' or '[' or ']'
                || token.Is(Words.Or | Words.Option | Words.Plural)
                || IsWord(j, "of")
                || IsWord(j, "the")
                || IsWord(j, "to")
                || IsWord(j, "given")
                || IsWord(j, "even")
                || IsWord(j, "one");
            if (!inList)
                return false;
        }

        return false;
    }

    private bool IsWord(int at, string word) =>
        at >= 0
        && at < tokens.Count
        && tokens[at].Kind == TokenKind.Word
        && tokens[at].End - tokens[at].Start == word.Length
        && text.AsSpan(tokens[at].Start, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool FollowedByVerb(int at)
    {
        var j = at + 1;
        while (j < tokens.Count && tokens[j].Mark == ')')
            j++;
        return j < tokens.Count && tokens[j].Kind == TokenKind.Word && tokens[j].Is(Words.Is | Words.Not);
    }

    /// <summary>Whether the single letter is a label here and not the article "A", the pronoun "I" or a variable.</summary>
    private bool IsLabelHere(int at, bool linked)
    {
        var token = tokens[at];
        if (BeginsFormula(token))
            return false;
        if (token.Wrapped)
            return Next(at)?.Mark is not ('=' or '+' or '×');
        var next = Next(at);
        if (next is null && at > 0 && tokens[at - 1].Mark is '(' or '[')
            return false; // "so (C" breaks off
        if (next is null || next.Value.Kind == TokenKind.Line || next.Value.Mark == Token.BoxClose)
            return true;
        if (next.Value.Kind == TokenKind.Mark)
        {
            if (next.Value.Mark == '<' && at + 2 < tokens.Count && tokens[at + 2].Mark == '/')
                return true;
            return next.Value.Mark is not ('=' or '+' or '×' or '<' or '>' or '≤' or '≥' or '≈' or '·') && (token.Upper || linked);
        }

        if (!token.Upper)
            return false;
        return token.Letter is not ('A' or 'I') || IsNoArticle(at, next.Value) || StartsOwnText(at);
    }

    // "$C \in \mathbb{R}$", "$a \times b$": more than the letter stands between the dollars.
    private bool BeginsFormula(Token token) =>
        token.Start > 0
        && text[token.Start - 1] == '$'
        && !token.Wrapped
        && (text.AsSpan(token.End).TrimStart(' ') is not [var next, ..] || next is not ('$' or '.' or ',' or ';' or ':' or ')' or '}' or '*'));

    // A capital A within a clause is no article, and an article is followed by no conjunction; the pronoun I is followed by a verb.
    private bool IsNoArticle(int at, Token next)
    {
        if (text[next.Start] > '\u024F' || (next.Is(Words.AfterLabel) && !(tokens[at].Letter == 'I' && next.Is(Words.Is))))
            return true;
        if (tokens[at].Letter == 'I')
            return next.Is(Words.Is)
                && !next.Is(Words.Hedge | Words.Not)
                && !IsWord(at + 1, "can")
                && !IsWord(at + 1, "was")
                && !IsWord(at + 1, "will");
        var withinClause = at > 0 && (tokens[at - 1].Kind == TokenKind.Word || tokens[at - 1].Mark == ',') && !tokens[at - 1].Is(Words.Hence);
        return withinClause && (!char.IsUpper(text[next.Start]) || next.End - next.Start == 1);
    }

    // "Answer: A 4.5 m/s" where option A reads "4.5 m/s"
    private bool StartsOwnText(int at) => options.At(text.AsSpan(tokens[at].End), out _) == tokens[at].Letter;

    private bool IsDeniedAfter(int at)
    {
        var j = at + 1;
        while (j < tokens.Count && tokens[j].Mark is ')' or ']')
            j++;
        if (j < tokens.Count && tokens[j].Is(Words.Not) && text[tokens[j].Start] > '\u3000')
            return true; // "Bではない", "B가 아닙니다"
        return j + 1 < tokens.Count && tokens[j].Is(Words.Is) && tokens[j].Kind == TokenKind.Word && tokens[j + 1].Is(Words.Not | Words.Wrong);
    }

    // The C of "BではなくC" and "B가 아니라 C"
    private int? InsteadOfRun(int at) =>
        IsInstead(at + 1) || (at + 1 < tokens.Count && text[tokens[at + 1].Start] > '\u3000' && IsInstead(at + 2)) ? LabelAfterBut(at) : null;

    private bool IsInstead(int at) => at < tokens.Count && tokens[at].Is(Words.Not) && tokens[at].Is(Words.But) && text[tokens[at].Start] > '\u3000';

    private int? LabelAfterBut(int from)
    {
        var but = false;
        for (var j = from + 1; j < Math.Min(from + 9, tokens.Count); j++)
        {
            if (tokens[j].Kind == TokenKind.Line)
                return null;
            but |= tokens[j].Is(Words.But);
            if (but && tokens[j].IsLabel && IsLabelHere(j, linked: true))
                return j;
        }

        return null;
    }

    private bool EndsHere(int at)
    {
        var j = at + 1;
        while (j < tokens.Count && tokens[j].Mark is ')' or ']' or Token.BoxClose)
            j++;
        return j >= tokens.Count || tokens[j].Kind == TokenKind.Line || tokens[j].Mark is '.' or '!' or ':' or '?' or ';';
    }

    // "Answer" below which, on a line of its own, the letter follows.
    private bool IsHeading(int noun)
    {
        var j = noun - 1;
        while (j >= 0 && tokens[j].Kind == TokenKind.Word && tokens[j].Is(Words.Right | Words.Option | Words.Filler))
            j--;
        return j < 0 || tokens[j].Kind == TokenKind.Line || tokens[j].Mark != '\0';
    }

    // A letter at the start of a line, and the next line starts with the next letter: the options are being listed.
    private bool IsListOfOptions(int at)
    {
        for (var j = at + 1; j < Math.Min(at + 60, tokens.Count - 1); j++)
        {
            if (tokens[j].Kind == TokenKind.Line)
                return tokens[j + 1].IsLabel && tokens[j + 1].Letter == tokens[at].Letter + 1;
        }

        return false;
    }

    // "Choose the best answer: A) red, B) green": the options in one line.
    private bool IsListInLine(int at)
    {
        var mark = Next(at)?.Mark ?? '\0';
        if (tokens[at].Letter != 'A' || mark is not (')' or '.' or ':'))
            return false;
        for (var j = at + 2; j < Math.Min(at + 40, tokens.Count - 2) && tokens[j].Kind != TokenKind.Line; j++)
        {
            if (tokens[j].Letter == 'B' && tokens[j + 1].Mark == mark)
                return !tokens[j + 2].Is(Words.Is);
        }

        return false;
    }

    private bool OnlyBracketsBetween(int from, int to)
    {
        for (var j = from + 1; j < to; j++)
        {
            if (tokens[j].Mark is not ('(' or '[' or '.'))
                return false;
        }

        return true;
    }

    private bool HasBefore(int at, Words words, int within)
    {
        for (var j = at - 1; j >= Math.Max(0, at - within); j--)
        {
            if (tokens[j].Kind != TokenKind.Word && tokens[j].Mark is not (',' or '('))
                return false;
            if (tokens[j].Is(words))
                return true;
        }

        return false;
    }

    // "the wrong answer", but not "A is wrong, the answer"
    private bool IsCalledWrong(int noun)
    {
        for (var j = noun - 1; j >= Math.Max(0, noun - 3) && tokens[j].Kind == TokenKind.Word; j--)
        {
            if (tokens[j].Is(Words.Wrong))
                return true;
        }

        return false;
    }

    private bool AtClauseStart(int at) => at == 0 || tokens[at - 1].Kind != TokenKind.Word;

    private bool AtLineStart(int at) => at == 0 || tokens[at - 1].Kind == TokenKind.Line;

    private Token? Next(int at) => at + 1 < tokens.Count ? tokens[at + 1] : null;
}
