namespace Showdown.Scoring.Maths;

/// <summary>The rational number that an answer such as "10^6", "5!" or "3 \cdot 7" stands for.</summary>
internal static class ExactNumber
{
    private const int Steps = 20_000;

    /// <summary>Null when it is no single rational number.</summary>
    public static Rational? Of(string answer)
    {
        if (answer.Length > 0 && char.IsLetter(answer[0]) && NumberWords.Value(TextForm.Words(answer)) is { } spoken)
            return new ScalarComparison(new Budget(Steps)).ExactValue(spoken);
        if (AnswerReader.Read(answer).Items is not [{ Node: not (Node.Group or Node.Relation) } item])
            return null;
        try
        {
            return new ScalarComparison(new Budget(Steps)).ExactValue(
                item.Node is Node.Text words ? NumberWords.Value(words.Words) ?? NumberWords.Counted(words.Words) ?? item.Node : item.Node
            );
        }
        catch (OverBudgetException)
        {
            return null;
        }
    }
}
