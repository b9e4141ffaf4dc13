using Showdown.Scoring.Text;

namespace Showdown.Scoring.Choice;

/// <param name="Letters">One bit for each letter, A being bit 0; none when no answer was found.</param>
/// <param name="How">Where it was found, or why none was; ready for a reason.</param>
internal readonly record struct Finding(uint Letters, string How);

/// <summary>Settles which of the statements in a completion counts, and falls back on its layout when it states nothing.</summary>
/// <param name="labels">The letters on offer.</param>
/// <param name="options">The texts beside them.</param>
/// <param name="several">Whether more than one letter may be right.</param>
internal sealed class AnswerFinder(char[] labels, OptionTexts options, bool several)
{
    private const int LongText = 160;
    private const int LongLine = 60;

    private readonly uint _offered = BitsOf(labels);

    /// <param name="text">The completion.</param>
    /// <param name="cutOff">Whether it breaks off: then only an explicit statement counts, that something follows.</param>
    public Finding Find(string text, bool cutOff)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Finding(0, "the completion is empty");
        var tokens = Tokens.Read(text, _offered, several);
        var finder = new StatementFinder(text, tokens, options, _offered);
        var statements = finder.Find();
        if (!cutOff && !several && statements is [.., { Strength: Strength.Final, Hedged: false, IsLoose: false } closing] && Closes(closing, tokens))
            return Settle(text, closing);
        var layout = new Layout(text, tokens, options, _offered, several);
        if (several)
            JoinBoxes(text, statements);
        // Nobody said of it that it was cut off, but it may well have been: then what merely stands at its end tells nothing.
        var isOpen = cutOff || IsOpen(text);
        var breaksOff = cutOff || (isOpen && IsLongLine(text)) || (text.Length >= LongText && CutOff.IsInFormula(text));
        if (cutOff)
            statements.RemoveAll(s => s.Hedged || s.IsLoose || s.Strength != Strength.Final || !IsClosed(text, s.End));
        else if (isOpen)
            statements.RemoveAll(s => s.IsLoose && (breaksOff || text.AsSpan(Math.Min(s.End, text.Length)).TrimEnd(" \n)$*").IsEmpty));
        if (!cutOff && (layout.LetterBehindHashes() ?? layout.LoneLastLetter(isOpen)) is { } last)
            statements.Add(last);

        var found =
            LastOf(statements, Strength.Final, hedged: false)
            ?? layout.LoneFirstLetter()
            ?? layout.LeadingOrTrailingOption(finder.Denied, isOpen, breaksOff);
        if (!cutOff)
        {
            found ??=
                (breaksOff ? null : layout.Ticked())
                ?? LastOf(statements, Strength.Remark, hedged: false)
                ?? (breaksOff ? null : Late(LastOf(statements, Strength.Final, hedged: true), text))
                ?? (breaksOff ? null : layout.ClosingLetter(finder.Denied, isOpen) ?? layout.OnlyLineCalledRight() ?? layout.InWords(isOpen));
        }

        if (found is { } statement)
            return Settle(text, statement);
        var left = _offered & ~finder.Denied;
        if (!cutOff && !breaksOff && finder.Denied != 0 && System.Numerics.BitOperations.IsPow2(left))
            return new Finding(left, $"all options but {Statement.Names(left)} are ruled out");
        return new Finding(
            0,
            cutOff ? "no answer found: cut off before one is stated" : "no answer found: nothing states a letter or repeats an option"
        );
    }

    // Nothing but marks follows.
    private static bool Closes(Statement statement, List<Token> tokens)
    {
        var last = tokens.Count - 1;
        while (last > 0 && (tokens[last].Kind == TokenKind.Line || tokens[last].Mark is '.' or ')' or ']' or '!' or Token.BoxClose))
            last--;
        return statement.End >= tokens[last].End;
    }

    private static uint BitsOf(char[] labels)
    {
        var bits = 0u;
        foreach (var label in labels)
            bits |= Statement.Bit(label);
        return bits;
    }

    // "\boxed{A} and \boxed{C}" is one statement.
    private static void JoinBoxes(string text, List<Statement> statements)
    {
        for (var i = statements.Count - 1; i > 0; i--)
        {
            var (first, second) = (statements[i - 1], statements[i]);
            if (!text.AsSpan(first.Start).StartsWith("{") || !text.AsSpan(second.Start).StartsWith("{") || second.Start < first.End)
                continue;
            var between = text.AsSpan(first.End, second.Start - first.End).Trim("{}$\\ \n");
            if (between.EndsWith("boxed") && between[..^5].Trim("{}$\\ \n") is "," or "and" or "")
            {
                statements[i - 1] = first with { End = second.End, Letters = first.Letters | second.Letters };
                statements.RemoveAt(i);
            }
        }
    }

    // A musing counts as the answer only where the text comes to its end.
    private static Statement? Late(Statement? hedged, string text) =>
        hedged is { } statement && text.Length - statement.End <= LongText ? hedged : null;

    // A long text that ends without a mark that closes a sentence.
    private static bool IsOpen(string text)
    {
        var end = text.AsSpan().TrimEnd();
        return end.Length >= LongText
            && (char.IsLetterOrDigit(end[^1]) || end[^1] is ',' or '-' or '=' or '+' or '(' or '[' or '{' or ';' or '\\' or '“');
    }

    private static bool IsLongLine(string text)
    {
        var end = text.AsSpan().TrimEnd();
        return end.Length - end.LastIndexOf('\n') > LongLine;
    }

    // "The answer is C" may have been going to be "Carbon", "A" may have been going to be "A or B".
    private static bool IsClosed(string text, int end)
    {
        var rest = text.AsSpan(Math.Min(end, text.Length)).TrimEnd();
        if (rest.IsEmpty || char.IsLetterOrDigit(rest[0]))
            return false;
        var next = rest.TrimStart("*_`$)]}\"' ");
        return (next.IsEmpty && rest.IndexOfAny(")]}") >= 0) || next is not ("or" or "and" or "," or "/" or "." or "");
    }

    private Statement? LastOf(List<Statement> statements, Strength strength, bool hedged)
    {
        Statement? last = null;
        foreach (var statement in statements)
        {
            if (
                statement.Strength == strength
                && statement.Hedged == hedged
                && (last is null || statement.End >= last.Value.End)
                && ((statement.Letters & _offered) != 0 || statement.Letters == 0 || strength == Strength.Final)
            )
                last = statement;
        }

        return last;
    }

    private Finding Settle(string text, Statement found)
    {
        var quote = Quote.Of(text.AsSpan(found.Start, Math.Min(found.End, text.Length) - found.Start));
        if (found.Letters == 0)
            return new Finding(0, $"no answer: the last statement, {quote}, says that no option is right");
        var named = Statement.Names(found.Letters);
        if (!several && !System.Numerics.BitOperations.IsPow2(found.Letters))
            return new Finding(0, $"no single answer: the last statement, {quote}, names {named}");
        if ((found.Letters & ~_offered) != 0)
            return new Finding(
                0,
                $"no answer: the last statement, {quote}, names {named}, {(several ? "not all of which are" : "which is not")} on offer ({ChoiceScorer.Shown(labels)})"
            );
        return new Finding(
            found.Letters,
            found.InWords ? $"the last statement, {quote}, repeats option {named}" : $"the last statement, {quote}, names {named}"
        );
    }
}
