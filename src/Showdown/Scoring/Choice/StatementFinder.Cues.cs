namespace Showdown.Scoring.Choice;

/// <remarks>"The answer is B" in its many forms: a noun, up to a few words, a link, fillers, then the letter or the option in words.</remarks>
internal sealed partial class StatementFinder
{
    private const int WordsBeforeIs = 14;
    private const int FillersAfterIs = 10;
    private const int LongestParenthesis = 10;

    /// <summary>Whether the reading of a cue goes on, stops without a letter, or is done.</summary>
    private enum Step
    {
        On,
        Stop,
        Done,
    }

    /// <summary>How far the reading of one cue has come.</summary>
    private struct Cue(int noun)
    {
        public readonly int Noun = noun;

        /// <summary>The word for "answer" is not English: short words that are not known may be the verb.</summary>
        public bool Foreign;

        /// <summary>A verb or a colon was read.</summary>
        public bool Linked;

        /// <summary>The link is only a short word that is not known.</summary>
        public bool Weak;

        /// <summary>Where the link stands; -1 without one.</summary>
        public int LinkedAt;

        public bool Hedged;
        public bool Denied;
        public int WordsBefore;
        public int Fillers;
        public int Lines;
    }

    private bool IsCue(int i)
    {
        var token = tokens[i];
        if (token.Is(Words.Answer))
            return !IsCalledWrong(i) && !IsOther(i) && !IsMention(i) && !OpensWithNot(i);
        if (token.Is(Words.Option) && !token.Is(Words.Plural))
        {
            if (IsTag(i) || IsKey(i))
                return true; // <choice>B</choice>, "choice": "B"
            if (IsOther(i) || HasBefore(i, Words.Not, 3))
                return false;
            if (IsCalledWrong(i))
                return NamesALetterSoon(i); // "the false statement is B", where that is asked for
            return HasBefore(i, Words.Right, 3)
                || (IsWord(i - 1, "only") && !IsWord(i + 1, "left"))
                || (AtLineStart(i) && Next(i)?.Mark == ':')
                || NamesALetterSoon(i);
        }

        if (token.Is(Words.Plural))
            return HasBefore(i, Words.Right, 2) && !HasBefore(i, Words.Not | Words.Wrong, 3) && IsWord(i + 1, "are"); // "the correct options are A and C"
        return token.Is(Words.Right)
            && Next(i) is { } next
            && (next.Mark == ':' || next.Is(Words.Is) || NamesALetterSoon(i))
            && !HasBefore(i, Words.Not | Words.Wrong, 3)
            && !IsOther(i)
            && !(next.Is(Words.Other) && (IsWord(i, "my") || IsWord(i, "our") || IsWord(i, "your"))); // "my second answer is B"
    }

    // "Not the answer: B"
    private bool OpensWithNot(int noun)
    {
        var at = noun - 1;
        while (at > 0 && tokens[at].Kind == TokenKind.Word && tokens[at].Is(Words.Filler | Words.Right) && !tokens[at].Is(Words.Not))
            at--;
        return at >= 0 && IsWord(at, "not") && AtClauseStart(at) && Next(noun)?.Mark == ':';
    }

    private bool IsKey(int i) => tokens[i].Start > 0 && text[tokens[i].Start - 1] == '"' && Next(i)?.Mark == ':';

    private bool IsTag(int i) => i > 0 && tokens[i - 1].Mark == '<' && Next(i)?.Mark == '>';

    // "second guess", "the next best answer"
    private bool IsOther(int noun)
    {
        for (var j = noun; j >= Math.Max(0, noun - 2) && tokens[j].Kind == TokenKind.Word; j--)
        {
            if (tokens[j].Is(Words.Other))
                return !IsWord(j, "second") && !IsWord(j, "third") || !(j > 0 && IsWord(j - 1, "the"));
        }

        return false;
    }

    // End with a line of the form "Answer: B".
    private bool IsMention(int noun)
    {
        var start = tokens[noun].Start;
        return noun > 0
            && start > 1
            && text[start - 1] is '"' or '\u201C' or '`'
            && tokens[noun - 1].Kind == TokenKind.Word
            && text[start - 2] == ' ';
    }

    // "the correct sequence is B"
    private bool NamesALetterSoon(int noun)
    {
        for (var j = noun + 1; j < Math.Min(noun + 5, tokens.Count - 1) && tokens[j].Kind == TokenKind.Word; j++)
        {
            if (tokens[j].Is(Words.Not))
                return false;
            if (tokens[j].Is(Words.Is))
            {
                var at = tokens[j + 1].Mark == '(' && j + 2 < tokens.Count ? j + 2 : j + 1;
                return tokens[at].IsLabel && tokens[at].Upper && EndsHere(at);
            }
        }

        return false;
    }

    private void ReadCue(int noun)
    {
        if (Next(noun) is { } following && following.Is(Words.Plural))
            return;
        var linked = tokens[noun].Is(Words.Is);
        var cue = new Cue(noun)
        {
            Foreign = tokens[noun].Is(Words.Foreign),
            Linked = linked,
            LinkedAt = linked ? noun : -1,
            Denied = tokens[noun].Is(Words.Not),
        };
        for (var j = noun + 1; j < tokens.Count; j++)
        {
            var step = tokens[j].Kind switch
            {
                TokenKind.Line => ReadLine(ref cue, j),
                TokenKind.Mark => ReadMark(ref cue, ref j),
                _ => ReadLabel(ref cue, j) ?? ReadAbsence(cue, j) ?? ReadWord(ref cue, j),
            };
            if (step == Step.Done)
                return;
            if (step == Step.Stop)
                break;
        }

        if (cue.LinkedAt >= 0 && cue.LinkedAt + 1 < tokens.Count && !cue.Denied)
            AddInWords(noun, cue.LinkedAt + 1, cue.Hedged);
    }

    private Step ReadLine(ref Cue cue, int at)
    {
        var mayFollow = cue.Linked && (tokens[at - 1].Mark is ':' or '>' || tokens[at - 1].Is(Words.Is) || tokens[at - 1].Kind == TokenKind.Line);
        if (++cue.Lines > 3 || !(mayFollow || (at == cue.Noun + 1 && IsHeading(cue.Noun))))
            return Step.Stop;
        cue.Linked = true;
        cue.LinkedAt = at;
        return Step.On;
    }

    private Step ReadMark(ref Cue cue, ref int at)
    {
        var mark = tokens[at].Mark;
        if (mark is ':' or '=' or '-' or '→' or '>' || (mark == ']' && at == cue.Noun + 1))
        {
            cue.Linked = true;
            cue.LinkedAt = cue.LinkedAt < 0 || mark == ':' ? at : cue.LinkedAt;
            return Step.On;
        }

        if (mark == ',' && EndOfParenthesis(at) is { } behind)
            at = behind;
        if (mark == Token.BoxOpen)
            return Step.Done;
        return mark is '.' or '!' or '?' or ';' && !(at == cue.Noun + 1 && mark == '.') ? Step.Stop : Step.On;
    }

    private Step? ReadLabel(ref Cue cue, int at)
    {
        var token = tokens[at];
        if (cue.Linked && IsWord(at, "a") && IsWord(at + 1, "doubt"))
            return Step.On;
        if (!token.IsLabel)
            return null;
        var isForeign = cue.Foreign && EndsForeignStatement(at);
        if (isForeign || ((cue.Linked || OnlyBracketsBetween(cue.Noun, at)) && IsLabelHere(at, cue.Linked || cue.Lines > 0)))
        {
            AddCued(cue, at, cue.Linked || isForeign);
            return Step.Done;
        }

        // "é a letra B", "é a B"
        return !token.Upper && !token.Wrapped && Next(at) is { } name && (name.Is(Words.Option) || (name.IsLabel && (name.Upper || name.Wrapped)))
            ? Step.On
            : null;
    }

    // "none of the above", "unknown", "not listed"
    private Step? ReadAbsence(Cue cue, int at)
    {
        var token = tokens[at];
        if (
            !cue.Linked
            || !((token.Is(Words.Nothing) && !IsWord(at + 1, "other")) || token.Is(Words.Unknown) || (cue.Denied && token.Is(Words.Lacking)))
        )
            return null;
        var label = options.At(text.AsSpan(token.Start), out var length);
        var hedged = cue.Hedged || IsHedged(cue.Noun);
        _found.Add(
            label == '\0'
                ? new Statement(tokens[cue.Noun].Start, token.End, Strength.Final, 0, hedged)
                : new Statement(tokens[cue.Noun].Start, token.Start + length, Strength.Final, Statement.Bit(label), hedged, InWords: true)
        );
        return Step.Done;
    }

    private Step ReadWord(ref Cue cue, int at)
    {
        var token = tokens[at];
        if (token.Is(Words.Not))
        {
            cue.Denied = true;
            cue.Linked |= token.Is(Words.Is);
        }
        else if (token.Is(Words.Is))
        {
            cue.Hedged |= token.Is(Words.Hedge);
            cue.LinkedAt = cue.Linked && !cue.Weak ? cue.LinkedAt : at;
            cue.Linked = true;
            cue.Weak = false;
        }
        else if (cue.Foreign && IsShort(token))
        {
            cue.LinkedAt = cue.LinkedAt < 0 ? at : cue.LinkedAt;
            cue.Weak |= !cue.Linked;
            cue.Linked = true;
        }
        else if (cue.Weak && !token.Is(Words.Filler | Words.Right | Words.Option))
        {
            cue.Linked = cue.Weak = false;
            cue.LinkedAt = -1;
            return ++cue.WordsBefore > WordsBeforeIs ? Step.Stop : Step.On;
        }
        else if (cue.Linked)
        {
            return token.Is(Words.Filler | Words.Loose | Words.Hence | Words.Right | Words.Option) && ++cue.Fillers <= FillersAfterIs
                ? Step.On
                : Step.Stop;
        }
        else
        {
            cue.Hedged |= token.Is(Words.Hedge);
            return ++cue.WordsBefore > WordsBeforeIs || (token.Is(Words.Plural) && Next(at)?.Mark == ':') ? Step.Stop : Step.On;
        }

        return Step.On;
    }

    private void AddCued(Cue cue, int at, bool linked)
    {
        var noun = cue.Noun;
        if (cue.Denied)
        {
            Denied |= ReadList(at, out var deniedLast);
            if (LabelAfterBut(deniedLast) is { } instead)
                Add(noun, instead, Strength.Final, cue.Hedged);
            return;
        }

        // "Answer B is wrong because ...": the name of an option, no statement.
        if (!linked && !EndsHere(at) && !(Next(at) is { } verb && verb.Is(Words.Is) && text[verb.Start] > 127 && EndsHere(at + 1)))
            return;
        if (InsteadOfRun(at) is { } stead)
        {
            Denied |= Statement.Bit(tokens[at].Letter);
            Add(noun, stead, Strength.Final, cue.Hedged);
            return;
        }

        if (IsDeniedAfter(at) || (cue.Lines > 0 && IsListOfOptions(at)))
            return;
        if (EndsAsQuestion(at) && noun > 0 && tokens[Math.Max(0, noun - 1)].Is(Words.Is | Words.Filler) && HasBefore(noun, Words.Is, 3))
            return; // "Is the answer B?"
        if (IsSupposed(noun, at) || IsOfOthers(noun))
            return;
        Add(noun, at, Strength.Final, cue.Hedged || IsCalledWrong(noun) || IsHedged(noun) || EndsAsQuestion(at));
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
                _found.Add(
                    new Statement(
                        tokens[noun].Start,
                        token.Start + length,
                        Strength.Final,
                        Statement.Bit(label),
                        hedged || IsHedged(noun),
                        InWords: true
                    )
                );
                return;
            }

            if (token.Kind == TokenKind.Word && !token.Is(Words.Filler | Words.Is))
                return;
        }
    }

    // In other languages the verb may stand behind the letter, or be a short word that is not in the list.
    private bool EndsForeignStatement(int at)
    {
        if (!tokens[at].Upper && !tokens[at].Wrapped)
            return false;
        var before = tokens[at - 1];
        if (
            before.Kind == TokenKind.Word
            && !before.Is(Words.Answer | Words.Right | Words.Option | Words.Filler | Words.Is)
            && !IsShort(before)
            && !(before.IsLabel && !before.Upper)
        )
            return false;
        return EndsHere(at)
            || (Next(at) is { } verb && verb.Is(Words.Is) && EndsHere(at + 1))
            || Next(at) is { Mark: ',' }
            || (Next(at) is { Kind: TokenKind.Word } next && (text[next.Start] > 127 || next.Is(Words.AfterLabel)));
    }

    private bool IsShort(Token token) =>
        token is { Kind: TokenKind.Word, IsLabel: false }
        && token.End - token.Start <= 3
        && (!token.Is(Words.Of | Words.Not | Words.Or) || token.End - token.Start == 2 && text[token.Start] == 'o' && text[token.Start + 1] == 'n')
        && !char.IsUpper(text[token.Start])
        && !char.IsDigit(text[token.Start]);

    // ", as far as I can see," and ", by elimination,": the index of the closing comma.
    private int? EndOfParenthesis(int comma)
    {
        for (var j = comma + 1; j < Math.Min(comma + LongestParenthesis, tokens.Count); j++)
        {
            if (tokens[j].Mark == ',')
                return j > comma + 1 ? j : null;
            if (
                tokens[j].Kind == TokenKind.Line
                || tokens[j].Mark is '.' or '!' or ';' or ':' or Token.BoxOpen
                || tokens[j].Is(Words.Not)
                || (tokens[j].IsLabel && IsLabelHere(j, linked: true))
            )
                return null;
        }

        return null;
    }
}
