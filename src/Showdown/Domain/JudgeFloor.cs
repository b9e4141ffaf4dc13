using System.Globalization;

namespace Showdown.Domain;

/// <summary>What a judge has to reach before its verdicts may fail a gate. One below informs, and no more.</summary>
/// <remarks>
/// Accuracy: people agree with the majority of others in 65.7 % of AlpacaEval's human labels (its evaluators_leaderboard.csv); a judge that is surely
/// as good (the lower end of its interval) is as good as a person. Held: below six in ten pairs, the order in which answers are shown decides nearly
/// as much as the answers do. Gamed: what says nothing must not win; one in twenty is left for slips.
/// </remarks>
public sealed record JudgeFloor
{
    public static JudgeFloor Default { get; } = new();

    /// <summary>The lower end of the interval of the accuracy must reach it.</summary>
    public double Accuracy { get; init; } = 0.65;

    /// <summary>Share of pairs whose winner stays when the answers change places.</summary>
    public double Held { get; init; } = 0.6;

    /// <summary>Share of the wins that an empty or a constant answer may get at most.</summary>
    public double Gamed { get; init; } = 0.05;

    /// <summary>Why a judge may not gate; empty: it may.</summary>
    public IReadOnlyList<string> Misses(JudgePassport passport) =>
        [
            .. new[]
            {
                passport.Accuracy is not { } accuracy ? "its accuracy is not known"
                : accuracy.Low < Accuracy ? $"its accuracy may be as low as {Percent(accuracy.Low)}, and {Percent(Accuracy)} are needed"
                : null,
                passport.Held is not { } held ? "it is not known how many verdicts hold when the answers change places"
                : held.Value < Held ? $"{Percent(held.Value)} of its verdicts hold when the answers change places, and {Percent(Held)} are needed"
                : null,
                passport.Empty?.Value > Gamed
                    ? $"an empty answer got {Percent(passport.Empty.Value)} of the wins, and {Percent(Gamed)} are allowed"
                    : null,
                passport.Constant?.Value > Gamed
                    ? $"a constant answer got {Percent(passport.Constant.Value)} of the wins, and {Percent(Gamed)} are allowed"
                    : null,
            }.OfType<string>(),
        ];

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}%");
}
