namespace Showdown.Scoring.Choice;

/// <summary>Finds every statement of an answer in one pass; each looks only a bounded number of tokens ahead.</summary>
internal sealed partial class StatementFinder(string text, List<Token> tokens, OptionTexts options)
{
    private const int WordsBeforeIs = 14;
    private const int FillersAfterIs = 10;
    private const int LookBack = 30;

    private readonly List<Statement> _found = [];

    private readonly int _lastLine = LastLineStart(tokens);

    /// <summary>Letters that some sentence denies.</summary>
    public uint Denied { get; private set; }

    public List<Statement> Find()
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Mark == Token.BoxOpen)
                ReadBox(i);
            else if (token.IsLabel)
                ReadRemark(i);
            if (token.Kind != TokenKind.Word)
                continue;
            if (IsCue(i))
                ReadCue(i);
            if (token.Is(Words.Choose | Words.Say) || (token.Is(Words.WithWord) && i > 0 && tokens[i - 1].Is(Words.GoWord)))
                ReadChoice(i);
            if (token.Is(Words.Hence) || token.Is(Words.It))
                ReadConclusion(i);
            if (token.Is(Words.Exclude) || (token.Is(Words.Not) && i + 1 < tokens.Count && tokens[i + 1].IsLabel))
                ReadDenial(i);
        }

        return _found;
    }

    // \boxed{B}, \boxed{\text{(B)}}, \boxed{B) 42}, \boxed{42}
    private void ReadBox(int open)
    {
        var at = open + 1;
        if (open > 0 && tokens[open - 1].Is(Words.Not) && at < tokens.Count && tokens[at].IsLabel)
        {
            Denied |= Statement.Bit(tokens[at].Letter); // "\boxed{B}, not \boxed{A}"
            return;
        }

        while (at < tokens.Count && at < open + 8 && (tokens[at].Mark is '(' or '[' or Token.BoxOpen || tokens[at].Is(Words.Option | Words.Answer | Words.Is) && !tokens[at].IsLabel))
            at++;
        if (at >= tokens.Count)
            return;
        if (tokens[at].IsLabel && Next(at) is { } next && next.Kind != TokenKind.Word)
        {
            if (next.Mark is '=' or '+' or '/' or '-' or '^' && !ListGoesOn(at))
                return;
            var letters = ReadList(at, out var last);
            _found.Add(new Statement(tokens[open].Start, tokens[last].End, Strength.Final, letters, Hedged: false));
        }
        else if (options.At(text.AsSpan(tokens[at].Start), out var length) is not '\0' and var label)
        {
            _found.Add(new Statement(tokens[open].Start, tokens[at].Start + length, Strength.Final, Statement.Bit(label), Hedged: false, InWords: true));
        }
    }

    private bool IsCue(int i)
    {
        var token = tokens[i];
        if (token.Is(Words.Answer))
            return !HasBefore(i, Words.Wrong, 3);
        if (token.Is(Words.Option) && !token.Is(Words.Plural))
            return HasBefore(i, Words.Right, 3) && !HasBefore(i, Words.Wrong | Words.Not, 3) || (AtLineStart(i) && Next(i)?.Mark == ':');
        return token.Is(Words.Right) && Next(i) is { } next && (next.Mark == ':' || next.Is(Words.Is) || NamesALetterSoon(i)) && !HasBefore(i, Words.Not | Words.Wrong, 3);
    }

    // "the correct sequence is B"
    private bool NamesALetterSoon(int right)
    {
        for (var j = right + 1; j < Math.Min(right + 5, tokens.Count - 1) && tokens[j].Kind == TokenKind.Word; j++)
        {
            if (tokens[j].Is(Words.Is))
                return tokens[j + 1].IsLabel && tokens[j + 1].Upper && EndsHere(j + 1);
        }

        return false;
    }

    // The noun, then up to a few words ("to this question"), then "is" or a colon, then the letter or the option in words.
    private void ReadCue(int noun)
    {
        if (Next(noun) is { } following && following.Is(Words.Plural))
            return;
        var linked = tokens[noun].Is(Words.Is);
        var linkedAt = linked ? noun : -1;
        var hedged = false;
        var denied = false;
        var wordsBefore = 0;
        var fillers = 0;
        var lines = 0;
        for (var j = noun + 1; j < tokens.Count; j++)
        {
            var token = tokens[j];
            if (token.Kind == TokenKind.Line)
            {
                if (++lines > 3 || !(linked && (tokens[j - 1].Mark is ':' or '>' || tokens[j - 1].Is(Words.Is) || tokens[j - 1].Kind == TokenKind.Line)) && !(j == noun + 1 && IsHeading(noun)))
                    break;
                linked = true;
                linkedAt = j;
            }
            else if (token.IsLabel && (linked || OnlyBracketsBetween(noun, j)) && IsLabelHere(j, linked || lines > 0))
            {
                AddCued(noun, j, linked, hedged, denied, lines);
                return;
            }
            else if (token.IsLabel && !token.Upper && Next(j) is { } name && name.Is(Words.Option))
            {
                continue; // "é a letra B"
            }
            else if (token.Kind == TokenKind.Mark)
            {
                if (token.Mark is ':' or '=' or '-' or '→' or '>')
                {
                    linked = true;
                    linkedAt = linkedAt < 0 || token.Mark == ':' ? j : linkedAt;
                }
                else if (token.Mark is '.' or '!' or '?' or ';' && !(j == noun + 1 && token.Mark == '.'))
                {
                    break;
                }
                else if (token.Mark == Token.BoxOpen)
                {
                    return;
                }
            }
            else if (token.Is(Words.Not))
            {
                denied = true;
                linked |= token.Is(Words.Is);
            }
            else if (token.Is(Words.Is))
            {
                hedged |= token.Is(Words.Hedge);
                linkedAt = linked ? linkedAt : j;
                linked = true;
            }
            else if (linked ? !token.Is(Words.Filler | Words.Hence | Words.Right | Words.Option) || ++fillers > FillersAfterIs : ++wordsBefore > WordsBeforeIs || (token.Is(Words.Plural) && Next(j)?.Mark == ':'))
            {
                break;
            }
            else
            {
                hedged |= token.Is(Words.Hedge) && !linked;
            }
        }

        if (linkedAt >= 0 && linkedAt + 1 < tokens.Count && !denied)
            AddInWords(noun, linkedAt + 1, hedged);
    }

    private void AddCued(int noun, int at, bool linked, bool hedged, bool denied, int lines)
    {
        if (denied)
        {
            Denied |= ReadList(at, out var deniedLast);
            if (LabelAfterBut(deniedLast) is { } instead)
                Add(noun, instead, Strength.Final, hedged);
            return;
        }

        // "Answer B is wrong because ...": the name of an option, no statement.
        if (!linked && !EndsHere(at) && !(Next(at) is { } verb && verb.Is(Words.Is) && text[verb.Start] > 127 && EndsHere(at + 1)))
            return;
        if (IsDeniedAfter(at) || (lines > 0 && IsListOfOptions(at)))
            return;
        Add(noun, at, Strength.Final, hedged || IsHedged(noun) || EndsAsQuestion(at));
    }

    private void AddInWords(int noun, int from, bool hedged)
    {
        if (!options.Any)
            return;
        for (var at = from; at < Math.Min(from + 4, tokens.Count); at++)
        {
            var token = tokens[at];
            if (token.Kind == TokenKind.Word && options.At(text.AsSpan(token.Start), out var length) is not '\0' and var label)
            {
                _found.Add(new Statement(tokens[noun].Start, token.Start + length, Strength.Final, Statement.Bit(label), hedged || IsHedged(noun), InWords: true));
                return;
            }

            if (token.Kind == TokenKind.Word && !token.Is(Words.Filler | Words.Is))
                return;
        }
    }

    // "B is the correct answer", "(B) is correct", "option B is wrong"
    private void ReadRemark(int at)
    {
        var token = tokens[at];
        if (!token.Upper && !token.Wrapped && !(at > 0 && tokens[at - 1].Is(Words.Option)))
            return;
        if (at > 0 && IsTheOnlyOne(at))
            Add(at, at, Strength.Remark, hedged: false);
        var j = at + 1;
        while (j < tokens.Count && tokens[j].Mark is ')' or ']' or '}')
            j++;
        if (j + 1 < tokens.Count && tokens[j].Is(Words.It) && tokens[j + 1].Is(Words.Is) && EndsHere(j + 1))
        {
            Add(at, at, Strength.Final, hedged: false); // "C it is."
            return;
        }

        if (at > 0 && tokens[at - 1].Is(Words.Not))
        {
            Denied |= Statement.Bit(token.Letter); // "neither A nor B is right"
            return;
        }

        if (j >= tokens.Count || tokens[j].Kind != TokenKind.Word || !tokens[j].Is(Words.Is))
            return;
        bool right = false, wrong = false, exclude = false, noun = false, not = false, the = false, hedged = false;
        for (var words = 0; j < tokens.Count && words < 10; j++, words++)
        {
            var word = tokens[j];
            if (word.Kind == TokenKind.Line || word.Mark is '.' or '!' or ';' or ',' or ':')
                break;
            if (word.Mark == '?')
                return;
            the |= word.End - word.Start == 3 && text.AsSpan(word.Start, 3).Equals("the", StringComparison.OrdinalIgnoreCase);
            not |= word.Is(Words.Not);
            hedged |= text.AsSpan(word.Start, word.End - word.Start) is "would" or "could" or "might";
            right |= word.Is(Words.Right);
            wrong |= word.Is(Words.Wrong | Words.Exclude);
            exclude |= word.Is(Words.Exclude);
            noun |= word.Is(Words.Answer) || (word.Is(Words.Option) && right);
            if (noun || (right && !the) || wrong)
                break;
        }

        if (wrong || (not && (right || noun)))
            Denied |= not && wrong ? 0 : Statement.Bit(token.Letter) | (exclude ? LettersBefore(at) : 0);
        else if ((noun && (right || the)) || right)
            Add(at, at, noun || Concludes(at) ? Strength.Final : Strength.Remark, hedged || IsHedged(at));
    }

    // "Therefore, B is correct." in the last line. Elsewhere it may be the explanation of one option among others.
    private bool Concludes(int at) => at >= _lastLine && HasBefore(at, Words.Hence, 4);

    private static int LastLineStart(List<Token> tokens)
    {
        var last = tokens.Count - 1;
        while (last > 0 && (tokens[last].Kind == TokenKind.Line || tokens[last - 1].Kind != TokenKind.Line))
            last--;
        return last;
    }

    // "I choose B", "we go with option (B)", "which leaves B"
    private void ReadChoice(int verb)
    {
        if (HasBefore(verb, Words.Not, 3))
            return;
        for (var j = verb + 1; j < Math.Min(verb + 8, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.IsLabel && IsLabelHere(j, linked: true))
            {
                if (!IsDeniedAfter(j) && (!tokens[verb].Is(Words.Say) || EndsHere(j) || Next(j)?.Mark == ',' || (Next(j) is { } after && after.Is(Words.AfterLabel) && !after.Is(Words.Is))))
                    Add(verb, j, Strength.Final, IsHedged(verb, exceptWould: true) || EndsAsQuestion(j));
                return;
            }

            if (token.Mark is not ('(' or '[' or ':') && !token.Is(Words.Filler | Words.Option | Words.WithWord | Words.Right | Words.Answer | Words.Is | Words.Say | Words.It))
                return;
        }
    }

    // "Therefore, option B." and "so it must be B." as whole sentences
    private void ReadConclusion(int hence)
    {
        for (var j = hence + 1; j < Math.Min(hence + 8, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.IsLabel && IsLabelHere(j, linked: true))
            {
                if (EndsHere(j))
                    Add(hence, j, Strength.Final, IsHedged(hence) || EndsAsQuestion(j));
                return;
            }

            if (token.Mark is not ('(' or '[' or ',' or ':') && !token.Is(Words.Filler | Words.Option | Words.It | Words.Is | Words.Hence | Words.Right))
                return;
        }
    }

    private void ReadDenial(int verb)
    {
        for (var j = verb + 1; j < Math.Min(verb + 7, tokens.Count); j++)
        {
            if (tokens[j].IsLabel && IsLabelHere(j, linked: true))
            {
                Denied |= ReadList(j, out _);
                return;
            }

            if (tokens[j].Kind == TokenKind.Line || tokens[j].Mark is '.' or '!' or ';')
                return;
        }
    }

    private void Add(int from, int at, Strength strength, bool hedged)
    {
        var letters = ReadList(at, out var last);
        _found.Add(new Statement(tokens[from].Start, tokens[last].End, strength, letters, hedged));
    }
}
