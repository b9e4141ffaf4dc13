using System.Globalization;
using Showdown.Results;
using Showdown.Statistics.Pairwise;

namespace Showdown.Judging.Labels;

/// <summary>What people's labels of a run's pairs amount to.</summary>
/// <param name="Labels">That say something.</param>
/// <param name="Agreement">Of all raters (Krippendorff's alpha); null where no pair has two labels.</param>
/// <param name="ByPair">What the raters of a pair said on average of the first answer: 1 better, 0 worse, ½ a tie.</param>
internal sealed record LabelFacts(int Raters, int Labels, Agreement? Agreement, IReadOnlyDictionary<PairKey, double> ByPair)
{
    public static LabelFacts Of(IReadOnlyList<PairLabelRow> rows)
    {
        var said = rows.Where(r => r.Label is not null).ToList();
        var pairs = said.GroupBy(r => r.Pair()).ToList();
        return new LabelFacts(
            said.Select(r => r.Rater).Distinct(StringComparer.Ordinal).Count(),
            said.Count,
            Statistics.Pairwise.Agreement.Alpha([.. pairs.Select(p => p.Select(r => (int)OutcomeOf(r)).ToArray())]),
            pairs.ToDictionary(p => p.Key, p => p.Average(r => ValueOf(OutcomeOf(r))))
        );
    }

    /// <summary>How far raters agree; null where no pair has two labels.</summary>
    public string? Sentence =>
        Agreement is not { } agreement
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Raters} raters say the same in {100 * agreement.Observed:0} % of the comparisons on {agreement.Units} pairs; luck would give {100 * agreement.Expected:0} %"
            )
                + (
                    agreement.Coefficient is { } alpha
                        ? string.Create(CultureInfo.InvariantCulture, $" (Krippendorff's alpha {alpha:0.00}, 1 is always and 0 is luck).")
                        : "."
                );

    private static PairOutcome OutcomeOf(PairLabelRow row) => Enum.Parse<PairOutcome>(row.Label!);

    private static double ValueOf(PairOutcome outcome) =>
        outcome switch
        {
            PairOutcome.First => 1,
            PairOutcome.Second => 0,
            _ => 0.5,
        };
}
