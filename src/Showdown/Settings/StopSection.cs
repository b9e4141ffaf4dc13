using Showdown.Domain;

namespace Showdown.Settings;

/// <summary>Reads 'stop', which jobs and benchmarks may have: a word, or a block with more.</summary>
public static class StopSection
{
    private const double Points = 100;

    /// <returns>Null where the key is missing.</returns>
    public static StopRule? Read(Section above)
    {
        if (above.Inner("stop", shorthand: "when") is not { } section)
            return null;
        if (!section.Has("when"))
            section.Missing("when");
        var rule = new StopRule
        {
            When = section.Choice<StopWhen>("when") ?? StopWhen.Sure,
            Margin = section.Number("margin", 0.1, 50) / Points,
            MostEpochs = section.Whole("most_epochs", 1, 10_000),
        };
        rule = rule with
        {
            AtLeast = section.Whole("at_least", 2, 1_000_000) ?? rule.AtLeast,
            Error = section.Number("error", 0.001, 0.5) ?? rule.Error,
        };
        section.RefuseUnknownKeys();
        return rule;
    }
}
