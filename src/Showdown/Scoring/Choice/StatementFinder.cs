namespace Showdown.Scoring.Choice;

/// <summary>Finds every statement of an answer in one pass; each looks only a bounded number of tokens ahead.</summary>
internal sealed partial class StatementFinder(string text, List<Token> tokens, OptionTexts options, uint offered)
{
    private const int LookBack = 30;

    /// <summary>Words that something may begin with; most words of a completion are none.</summary>
    private const Words Cues =
        Words.Answer
        | Words.Option
        | Words.Plural
        | Words.Right
        | Words.Choose
        | Words.Say
        | Words.WithWord
        | Words.Hence
        | Words.It
        | Words.Match
        | Words.Exclude
        | Words.Not
        | Words.Nothing;

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
            if (token.Kind != TokenKind.Word || !(token.Is(Cues) || IsWord(i, "that") || IsWord(i, "which")))
                continue;
            if (IsCue(i))
                ReadCue(i);
            if (token.Is(Words.Choose | Words.Say) || (token.Is(Words.WithWord) && i > 0 && tokens[i - 1].Is(Words.GoWord)))
                ReadChoice(i);
            if (token.Is(Words.Hence) || IsSubject(i))
                ReadConclusion(i);
            if (token.Is(Words.Match))
                ReadMatch(i);
            if (token.Is(Words.Exclude) || (token.Is(Words.Not) && i + 1 < tokens.Count && tokens[i + 1].IsLabel))
                ReadDenial(i);
            if (token.Is(Words.Nothing | Words.Not))
                ReadNothing(i);
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

        while (
            at < tokens.Count
            && at < open + 8
            && (tokens[at].Mark is '(' or '[' or Token.BoxOpen || tokens[at].Is(Words.Option | Words.Answer | Words.Is) && !tokens[at].IsLabel)
        )
            at++;
        if (at >= tokens.Count)
            return;
        if (tokens[at].IsLabel && Next(at) is { } next && (next.Kind != TokenKind.Word || (next.IsLabel && next.Start == tokens[at].End)))
        {
            if (next.Mark is '=' or '+' or '/' or '-' or '^' && !ListGoesOn(at))
                return;
            var letters = ReadList(at, out var last);
            _found.Add(new Statement(tokens[open].Start, tokens[last].End, Strength.Final, letters, Hedged: false));
        }
        else if (options.At(text.AsSpan(tokens[at].Start), out var length) is not '\0' and var label)
        {
            _found.Add(
                new Statement(tokens[open].Start, tokens[at].Start + length, Strength.Final, Statement.Bit(label), Hedged: false, InWords: true)
            );
        }
        else if (tokens[at].Is(Words.Nothing))
        {
            _found.Add(new Statement(tokens[open].Start, tokens[at].End, Strength.Final, 0, Hedged: false));
        }
    }

    // "None of the options is right.", "none of (A), (B), (C) and (D) is correct", "no option fits"
    private void ReadNothing(int at)
    {
        var isNothing =
            tokens[at].Is(Words.Nothing)
            || (
                IsWord(at, "no")
                && (
                    Next(at) is { } next
                    && (next.Is(Words.Option) || (next.Is(Words.Right) && Next(at + 1) is { } second && second.Is(Words.Option | Words.Answer)))
                )
            )
            || (IsWord(at, "not") && IsWord(at + 1, "one") && IsWord(at + 2, "of"));
        if (!isNothing)
            return;
        var letters = 0u;
        var ofOptions = !tokens[at].Is(Words.Nothing);
        for (var j = at + 1; j < Math.Min(at + LookBack, tokens.Count); j++)
        {
            var token = tokens[j];
            if (token.Kind == TokenKind.Line || token.Mark is '.' or '!' or ';' || token.Is(Words.Hence | Words.But))
                break;
            if (token.Is(Words.Other | Words.Narrative) || IsWord(j, "other") || IsWord(j, "others") || IsWord(j, "rest"))
                return;
            if (token.IsLabel && (token.Upper || token.Wrapped) && IsLabelHere(j, linked: true))
                letters |= ReadList(j, out j);
            ofOptions |= token.Is(Words.Plural | Words.Answer) || IsWord(j, "above") || IsWord(j, "these") || IsWord(j, "them");
        }

        if (options.At(text.AsSpan(tokens[at].Start), out var length) is not '\0' and var label)
        {
            _found.Add(
                new Statement(tokens[at].Start, tokens[at].Start + length, Strength.Remark, Statement.Bit(label), Hedged: false, InWords: true)
            );
            return;
        }

        Denied |= letters;
        if ((letters == 0 && ofOptions) || (letters & offered) == offered)
            _found.Add(new Statement(tokens[at].Start, tokens[at].End, Strength.Remark, 0, Hedged: false));
    }

    private void ReadDenial(int verb)
    {
        for (var j = verb + 1; j < Math.Min(verb + 7, tokens.Count); j++)
        {
            if (tokens[j].IsLabel && IsLabelHere(j, linked: true))
            {
                Denied |= ReadList(j, out var last);
                if (tokens[verb].Is(Words.Not) && AtClauseStart(verb) && LabelAfterBut(last) is { } instead)
                    Add(verb, instead, Strength.Final, hedged: false); // "Not A, but B."
                return;
            }

            if (tokens[j].Kind == TokenKind.Line || tokens[j].Mark is '.' or '!' or ';')
                return;
        }
    }

    private void Add(int from, int at, Strength strength, bool hedged, bool loose = false)
    {
        if (IsListInLine(at))
            return;
        var letters = ReadList(at, out var last);
        if (letters == offered && System.Numerics.BitOperations.PopCount(letters) > 2 && last + 1 - at > 2)
            return; // "Answer: A, B, C or D" is the instruction
        if ((letters & offered) == 0 && !tokens[at].Upper && !tokens[at].Wrapped)
            return; // a variable
        _found.Add(new Statement(tokens[from].Start, tokens[last].End, strength, letters, hedged) { IsLoose = loose });
    }

    private static int LastLineStart(List<Token> tokens)
    {
        var last = tokens.Count - 1;
        while (last > 0 && (tokens[last].Kind == TokenKind.Line || tokens[last - 1].Kind != TokenKind.Line))
            last--;
        return last;
    }
}
