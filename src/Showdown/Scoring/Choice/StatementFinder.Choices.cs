namespace Showdown.Scoring.Choice;

/// <remarks>Statements without a word for "answer": "B is correct", "I choose B", "so it must be B", "which matches option (B)".</remarks>
internal sealed partial class StatementFinder
{
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
        if (j + 1 < tokens.Count && tokens[j].Is(Words.It) && IsWord(j + 1, "is") && EndsHere(j + 1))
        {
            Add(at, at, Strength.Final, hedged: false); // "C it is."
            return;
        }

        if (at > 0 && IsDeniedBefore(at))
        {
            Denied |= Statement.Bit(token.Letter) | LettersBefore(at); // "neither A nor B is right", "none of A, B and C is correct"
            return;
        }

        if (IsWord(j, "the") && Next(j) is { } right && right.Is(Words.Right) && Next(j + 1) is { } noun && noun.Is(Words.Answer | Words.Option))
        {
            Add(at, at, Strength.Final, IsHedged(at)); // "which makes B the correct answer"
            return;
        }

        if (j < tokens.Count && tokens[j].Is(Words.Fits) && (EndsHere(j) || IsWord(j + 1, "best")))
        {
            Add(at, at, Strength.Remark, IsHedged(at));
            return;
        }

        if (j >= tokens.Count || tokens[j].Kind != TokenKind.Word || !(tokens[j].Is(Words.Is) || IsWord(j, "best")))
            return;
        Judge(at, j);
    }

    private void Judge(int at, int verb)
    {
        bool right = false,
            wrong = false,
            exclude = false,
            noun = false,
            not = false,
            the = false,
            mine = false,
            hedged = false;
        var j = verb;
        for (var words = 0; j < tokens.Count && words < 10; j++, words++)
        {
            var word = tokens[j];
            if (word.Kind == TokenKind.Line || word.Mark is '.' or '!' or ';' or ',' or ':')
                break;
            if (word.Mark == '?')
                return;
            if (IsWord(j, "first") || IsWord(j, "initial"))
                return; // "B was my first guess"
            mine |= IsWord(j, "my") || IsWord(j, "our") || IsWord(j, "your");
            the |= mine || IsWord(j, "the");
            not |= word.Is(Words.Not);
            hedged |= IsWord(j, "would") || IsWord(j, "could") || IsWord(j, "might");
            right |= word.Is(Words.Right) && !IsWord(j, "my") && !IsWord(j, "our") && !IsWord(j, "your");
            wrong |= word.Is(Words.Wrong | Words.Exclude);
            exclude |= word.Is(Words.Exclude);
            right |=
                the && ((IsWord(j, "one") && EndsHere(j)) || (IsWord(j, "only") && Next(j) is { } only && (only.Is(Words.Option | Words.Right))));
            noun |=
                word.Is(Words.Answer) || (word.Is(Words.Option) && right) || (mine && (word.Is(Words.Option | Words.Choose) || IsWord(j, "guess")));
            if (noun || (right && !the) || wrong || (right && IsWord(j, "only")) || (right && IsOtherNoun(j + 1)))
                break;
        }

        var plural = tokens[verb].Is(Words.Is) && (IsWord(verb, "are") || IsWord(verb, "were") || text[tokens[verb].Start] == '都');
        var joined = IsJoined(at);
        var letters = Statement.Bit(tokens[at].Letter) | (exclude || plural || joined ? LettersBefore(at) : 0);
        if (wrong || (not && (right || noun)))
            Denied |= not && wrong ? 0 : letters;
        else if (right && !noun && the && IsOtherNoun(j + 1))
            return; // "A is the correct area"
        else if ((noun && (right || the || tokens[j].Is(Words.Foreign))) || right)
            AddJudged(
                at,
                plural || joined ? letters : 0,
                noun || Concludes(at) ? Strength.Final : Strength.Remark,
                hedged || (IsHedged(at) && !IsInSentenceBefore(at, _seems))
            );
    }

    // The B of "A or B is correct".
    private bool IsJoined(int at)
    {
        var before = at - 1;
        while (before > 0 && tokens[before].Mark is '(' or '[')
            before--;
        return before > 0 && (tokens[before].Mark == '/' || tokens[before].Is(Words.Or) && !tokens[before].Is(Words.Not));
    }

    // "A and C are correct" names both.
    private void AddJudged(int at, uint letters, Strength strength, bool hedged)
    {
        if (System.Numerics.BitOperations.PopCount(letters) > 1)
            _found.Add(new Statement(tokens[at].Start, tokens[at].End, strength, letters, hedged));
        else
            Add(at, at, strength, hedged);
    }

    private bool IsOtherNoun(int at) =>
        at < tokens.Count
        && tokens[at] is { Kind: TokenKind.Word, Class: Words.None, IsLabel: false } word
        && char.IsAsciiLetterLower(text[word.Start]);

    // "Therefore, B is correct." in the last line. Elsewhere it may be the explanation of one option among others.
    private bool Concludes(int at) => at >= _lastLine && HasBefore(at, Words.Hence, 4);

    // "I choose B", "we go with option (B)", "which leaves B"
    private void ReadChoice(int verb)
    {
        if (HasBefore(verb, Words.Not, 4) || IsOther(verb) || !IsOwnChoice(verb) || IsOfOthers(verb))
            return;
        var named = false;
        for (var j = verb + 1; j < Math.Min(verb + 8, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.IsLabel && IsLabelHere(j, linked: true))
            {
                if (
                    (token.Upper || token.Wrapped || named)
                    && !IsDeniedAfter(j)
                    && !IsRole(j)
                    && (
                        !tokens[verb].Is(Words.Say)
                        || EndsHere(j)
                        || Next(j)?.Mark == ','
                        || (Next(j) is { } after && after.Is(Words.AfterLabel) && !after.Is(Words.Is))
                    )
                )
                    Add(
                        verb,
                        j,
                        Strength.Final,
                        IsHedged(verb, exceptWould: true) || EndsAsQuestion(j) || IsConditional(verb, j),
                        loose: tokens[verb].Is(Words.Say) || !(named || token.Wrapped)
                    );
                return;
            }

            named |= token.Is(Words.Option | Words.Answer);
            if (
                token.Mark is not ('(' or '[' or ':')
                && !token.Is(Words.Filler | Words.Option | Words.WithWord | Words.Right | Words.Answer | Words.Is | Words.Say | Words.It)
            )
                return;
        }
    }

    // "would have chosen B", "would choose B if"
    private bool IsConditional(int verb, int at) =>
        (verb > 1 && IsWord(verb - 1, "have") && IsWord(verb - 2, "would")) || (HasBefore(verb, Words.Hedge, 2) && IsWord(at + 1, "if"));

    // "I choose", "we would choose", "so choose", but not "the party chose".
    private bool IsOwnChoice(int verb)
    {
        if (!tokens[verb].Is(Words.Choose) || verb == 0 || tokens[verb - 1].Kind != TokenKind.Word || text[tokens[verb].Start] > 127)
            return true;
        var before = tokens[verb - 1];
        return before.Class != Words.None || before.End - before.Start <= 4;
    }

    // "... 24 corresponds to B." at the very end
    private bool ClosesTheText(int at) => at >= _lastLine && at + 2 >= tokens.Count && (at + 1 == tokens.Count || tokens[at + 1].Mark is '.' or '!');

    // "We pick A as the origin", "we choose A next", "choose $a$", "let us take C such that": no choice among the options.
    private bool IsRole(int at)
    {
        if (IsWord(at + 1, "next") || IsWord(at + 1, "such") || (!tokens[at].Upper && text[tokens[at].Start - 1] == '$'))
            return true;
        if (!IsWord(at + 1, "as") || !(IsWord(at + 2, "the") || IsWord(at + 2, "a") || IsWord(at + 2, "an") || IsWord(at + 2, "our")))
            return false;
        for (var j = at + 3; j < Math.Min(at + 7, tokens.Count) && tokens[j].Kind == TokenKind.Word; j++)
        {
            if (tokens[j].Is(Words.Answer | Words.Right | Words.Option))
                return false;
        }

        return true;
    }

    // The "it" of "it is B" begins a clause: "on it is B" does not count, "that" and "which" only with a verb.
    private bool IsSubject(int i)
    {
        var isRelative = !tokens[i].Is(Words.It) && (IsWord(i, "that") || IsWord(i, "which"));
        if (!tokens[i].Is(Words.It) && !isRelative)
            return false;
        if (isRelative && !(Next(i) is { } verb && verb.Is(Words.Is)))
            return false;
        if (i == 0 || tokens[i - 1].Kind != TokenKind.Word)
            return true;
        var before = tokens[i - 1];
        return isRelative ? before.Is(Words.Hence) : !before.Is(Words.Is) && !before.Is(Words.Of & ~Words.Or);
    }

    // "Therefore, option B." and "so it must be B." as whole sentences
    private void ReadConclusion(int hence)
    {
        var named = !IsWord(hence, "which");
        for (var j = hence + 1; j < Math.Min(hence + 8, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.IsLabel && IsLabelHere(j, linked: true))
            {
                if (EndsHere(j) && (named ? token.Upper || token.Wrapped : token.Wrapped) && !EndsAsQuestion(j) && !IsSupposed(hence, j))
                    Add(hence, j, Strength.Final, IsHedged(hence), loose: true);
                return;
            }

            named |= token.Is(Words.Option);
            if (
                token.Mark is not ('(' or '[' or ',' or ':')
                && !token.Is(Words.Filler | Words.Option | Words.It | Words.Is | Words.Hence | Words.Right)
                && !IsWord(j, "to")
            )
                return;
            if (token.Is(Words.Not))
                return;
        }
    }

    // "this matches option B", "i.e. (B)"
    private void ReadMatch(int verb)
    {
        var named = false;
        for (var j = verb + 1; j < Math.Min(verb + 7, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.IsLabel && IsLabelHere(j, linked: true))
            {
                if (
                    (named || (token.Wrapped && !IsWord(verb, "given")) || (token.Upper && ClosesTheText(j)))
                    && EndsHere(j)
                    && !EndsAsQuestion(j)
                    && !HasBefore(verb, Words.Not | Words.Nothing, 8)
                )
                    Add(verb, j, Strength.Remark, IsHedged(verb));
                return;
            }

            named |= token.Is(Words.Option);
            if (
                token.Mark is not ('(' or '[' or ',' or ':' or '.')
                && !token.Is(Words.Filler | Words.Option | Words.WithWord)
                && !IsWord(j, "to")
                && !IsWord(j, "by")
            )
                return;
        }
    }
}
