using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Statistics;
using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.HeadToHead;

/// <summary>Whose answers are preferred, in words: the same on pages, in a terminal and for programs.</summary>
internal static class HeadToHeadWords
{
    /// <summary>The verdict of two models with its figures.</summary>
    public static string Sentence(DuelResult result, RunNames names)
    {
        var (a, b) = (names.Model(result.Duel.A).Name, names.Model(result.Duel.B).Name);
        if (result.Rate.Value is not { } rate)
            return $"No answers of {a} and {b} could be compared.";
        return result switch
        {
            { GivesVerdict: false } => $"{a}'s answers win {Figures(rate, result.Rate.Low, result.Rate.High)} against {b}'s.",
            { Rate.Verdict: Verdict.Better } => $"{a}'s answers are preferred to {b}'s: they win {Figures(rate, result.Rate.Low, result.Rate.High)}.",
            { Rate.Verdict: Verdict.Worse } =>
                $"{b}'s answers are preferred to {a}'s: they win {Figures(1 - rate, 1 - result.Rate.High, 1 - result.Rate.Low)}.",
            { Rate.Verdict: Verdict.Equivalent } =>
                $"{a}'s and {b}'s answers are equivalent: {a}'s answers win {Figures(rate, result.Rate.Low, result.Rate.High)}.",
            _ =>
                $"Not enough data to tell whose answers are preferred: {a}'s answers win {Figures(rate, result.Rate.Low, result.Rate.High)} against {b}'s.",
        };
    }

    /// <summary>What the rate is made of.</summary>
    public static string Counts(DuelResult result)
    {
        var duel = result.Duel;
        var said = new List<string>
        {
            $"{Format.Count(duel.Won)} won, {Format.Count(duel.Tied)} tied and {Format.Count(duel.Lost)} lost on {Format.Counted(result.Rate.Prompts, "prompt", "prompts")}",
        };
        if (result.Rate.Unscored > 0)
            said.Add($"{Format.Counted(result.Rate.Unscored, "pair", "pairs")} without two answers or without a verdict, which nobody has lost");
        if (result.InconsistentShare is { } share)
            said.Add($"{Format.Percent(share)} of the verdicts turned when the answers changed places, and are ties");
        if (duel.Disputed > 0)
            said.Add($"the judges differ on {Format.Counted(duel.Disputed, "pair", "pairs")}");
        return string.Join("; ", said) + ".";
    }

    /// <summary>Counts, style and labels.</summary>
    public static IReadOnlyList<string> Beside(DuelResult result, RunNames names) =>
        [.. new[] { Counts(result), Style(result, names), Corrected(result, names) }.OfType<string>()];

    /// <summary>What is left of it when layout is taken out; null with too few pairs.</summary>
    public static string? Style(DuelResult result, RunNames names)
    {
        if (result.Style is not { } style)
            return null;
        var a = names.Model(result.Duel.A).Name;
        var apart = result.Disagrees ? " The two verdicts disagree: rest on neither alone." : "";
        if (style.IsHeld)
            return $"Length and layout alone would tell winners from losers: what remains of {a}'s wins without them cannot be told.{apart}";
        var moved = style.Effects.Where(e => e.IsShown).Select(Preferred).ToList();
        return $"If both were equally long and laid out alike, {a}'s answers would win {Figures(style.Value, style.Low, style.High)}"
            + (result.GivesVerdict ? $": {VerdictWords.Word(style.Verdict)}" : "")
            + "."
            + (moved.Count > 0 ? $" The judges are shown to prefer {Format.List(moved)}." : "")
            + apart;
    }

    // By the names of StyleCounts.
    private static string Preferred(StyleEffect effect) =>
        effect.Name switch
        {
            "length" => effect.Effect > 0 ? "longer answers" : "shorter answers",
            "bold" => effect.Effect > 0 ? "more bold passages" : "fewer bold passages",
            var parts => $"{(effect.Effect > 0 ? "more" : "fewer")} {parts}",
        };

    /// <summary>The rate that people's labels leave; null with too few of them.</summary>
    public static string? Corrected(DuelResult result, RunNames names) =>
        result.Corrected is not { } corrected
            ? null
            : $"Corrected by people's labels on {Format.Counted(corrected.Labels, "prompt", "prompts")}, {names.Model(result.Duel.A).Name}'s answers win "
                + $"{Figures(corrected.Value, corrected.Low, corrected.High)}; by people alone {Figures(corrected.People, corrected.PeopleInterval.Low, corrected.PeopleInterval.High)}.";

    /// <summary>What concerns the benchmark as a whole: panel, people, cost.</summary>
    public static IReadOnlyList<string> Notes(HeadToHeadResult result)
    {
        var facts = result.Facts;
        return
        [
            .. new[]
            {
                facts.Panel is { } panel ? $"{Same(panel, "The judges", "alpha")}" : null,
                facts.WithPeople is { } people ? $"{Same(people, "Judges and people", "kappa")}" : null,
                facts.Labels.Sentence,
                result.Strengths is { IsHeld: true }
                    ? "One of the models won or lost everything: its strength is as far out as the method lets it be, and says no more than that."
                    : null,
                facts.Costs.Count == 0 ? null
                : facts.CostUsd is { } usd ? $"Judging cost {Format.Usd(usd)}, beside what the answers cost."
                : "What judging cost is not known: a judge has no price.",
            }.OfType<string>(),
        ];
    }

    private static string Same(Agreement agreement, string who, string coefficient) =>
        $"{who} say the same of {Format.Percent(agreement.Observed)} of {Format.Counted(agreement.Units, "pair", "pairs")}; luck would give {Format.Percent(agreement.Expected)}"
        + (agreement.Coefficient is { } value ? $" ({coefficient} {Format.Number(value, 2)}: 1 is always, 0 is luck)." : ".");

    private static string Figures(double rate, double? low, double? high) => $"{Format.Percent(rate)} (95% interval {Format.Interval(low, high)})";
}
