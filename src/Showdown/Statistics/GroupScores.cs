namespace Showdown.Statistics;

/// <param name="Group">Subject, difficulty or the like; null is a group of its own.</param>
public readonly record struct GroupedTally(string? Group, ItemTally Tally);

public sealed record GroupScore(string? Group, ScoreEstimate Score);

/// <summary>Scores by subject or difficulty, and the two ways to sum them up.</summary>
public sealed record GroupScores
{
    /// <summary>In the order in which groups first appear. Each interval stands for itself: among 57 subjects, three will miss by luck.</summary>
    public required IReadOnlyList<GroupScore> Groups { get; init; }

    /// <summary>Every item counts the same: large groups weigh more.</summary>
    public required ScoreEstimate Micro { get; init; }

    /// <summary>Every group counts the same: the mean of the groups' scores, 0 to 1; null without scored items.</summary>
    public double? Macro { get; init; }

    public double? MacroLow { get; init; }

    public double? MacroHigh { get; init; }

    /// <summary>Groups without a scored item are left out of <see cref="Groups"/> and <see cref="Macro"/>.</summary>
    /// <remarks>The macro interval adds up the groups' own intervals, each side for itself (Zou and Donner 2008, Statistics in Medicine 27:1693-1702, "MOVER"), so that groups that are all right count with
    /// what is not known about them. It takes the groups as given: it says nothing about other subjects.</remarks>
    public static GroupScores Of(IReadOnlyList<GroupedTally> items, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(items);
        var groups = items.GroupBy(i => i.Group)
            .Select(g => new GroupScore(g.Key, Accuracy.Estimate([.. g.Select(i => i.Tally)], level)))
            .Where(g => g.Score.Value is not null)
            .ToArray();
        var scores = new GroupScores { Groups = groups, Micro = Accuracy.Estimate([.. items.Select(i => i.Tally)], level) };
        if (groups.Length == 0)
            return scores;
        var macro = groups.Average(g => g.Score.Value!.Value);
        var below = Math.Sqrt(groups.Sum(g => Square(g.Score.Value!.Value - g.Score.Low!.Value))) / groups.Length;
        var above = Math.Sqrt(groups.Sum(g => Square(g.Score.High!.Value - g.Score.Value!.Value))) / groups.Length;
        return scores with { Macro = macro, MacroLow = Math.Max(0, macro - below), MacroHigh = Math.Min(1, macro + above) };
    }

    private static double Square(double value) => value * value;
}
