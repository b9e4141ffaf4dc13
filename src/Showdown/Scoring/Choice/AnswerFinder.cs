using Showdown.Scoring.Text;

namespace Showdown.Scoring.Choice;

/// <param name="Letter">Null when no answer was found.</param>
/// <param name="How">Where it was found, or why none was; ready for a reason.</param>
internal readonly record struct Finding(char? Letter, string How);

/// <summary>Settles which of the statements in a completion counts, and falls back on its layout when it states nothing.</summary>
internal static class AnswerFinder
{
    public static Finding Find(string text, char[] labels, OptionTexts options)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Finding(null, "the completion is empty");
        var tokens = Tokens.Read(text);
        var finder = new StatementFinder(text, tokens, options);
        var offered = 0u;
        foreach (var label in labels)
            offered |= Statement.Bit(label);
        var statements = finder.Find();
        var layout = new Layout(text, tokens, options, offered);
        if (layout.LoneLastLetter() is { } lone)
            statements.Add(lone);

        var final = LastOf(statements, Strength.Final, hedged: false, offered) ?? layout.LoneFirstLetter() ?? layout.LeadingOrTrailingOption(finder.Denied)
            ?? LastOf(statements, Strength.Remark, hedged: false, offered) ?? LastOf(statements, Strength.Final, hedged: true, offered)
            ?? layout.LastNamedOption(finder.Denied) ?? layout.OnlyLineCalledRight() ?? layout.InWords();
        if (final is { } found)
            return Settle(text, found, labels, offered);
        var left = offered & ~finder.Denied;
        if (finder.Denied != 0 && left != 0 && (left & (left - 1)) == 0)
            return new Finding(Statement.Names(left)[0], $"all options but {Statement.Names(left)} are ruled out");
        return new Finding(null, "no answer found: nothing states a letter or repeats an option");
    }

    private static Statement? LastOf(List<Statement> statements, Strength strength, bool hedged, uint offered)
    {
        Statement? last = null;
        foreach (var statement in statements)
        {
            if (statement.Strength == strength && statement.Hedged == hedged && (last is null || statement.End >= last.Value.End) && ((statement.Letters & offered) != 0 || strength == Strength.Final))
                last = statement;
        }

        return last;
    }

    private static Finding Settle(string text, Statement found, IReadOnlyList<char> labels, uint offered)
    {
        var quote = Quote.Of(text.AsSpan(found.Start, Math.Min(found.End, text.Length) - found.Start));
        var named = Statement.Names(found.Letters);
        if ((found.Letters & (found.Letters - 1)) != 0)
            return new Finding(null, $"no single answer: the last statement, {quote}, names {named}");
        if ((found.Letters & offered) == 0)
            return new Finding(null, $"no answer: the last statement, {quote}, names {named}, which is not on offer ({ChoiceScorer.Shown(labels)})");
        return new Finding(named[0], found.InWords ? $"the last statement, {quote}, repeats option {named}" : $"the last statement, {quote}, names {named}");
    }
}
