using System.Globalization;
using Showdown.Domain;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <summary>
/// Single numbers: decimals, fractions, mixed numbers, percent, scientific notation, compared as exact rationals or within a tolerance.
/// </summary>
/// <remarks>
/// A percent sign on one side only is settled in favour of the answer: 25% is right for a target of 25 and for one of 0.25. On both sides it is part
/// of the unit.
/// Options: <c>tolerance</c> (absolute, default 0) and <c>relative_tolerance</c> (share of the target, default 0); the wider of the two counts.
/// </remarks>
public sealed class NumberScorer : PureScorer
{
    private readonly Rational _tolerance;
    private readonly Rational _relativeTolerance;

    /// <exception cref="SettingsException">A tolerance is no number from 0.</exception>
    public NumberScorer(ScorerOptions options)
    {
        _tolerance = Exact(options.Number("tolerance"));
        _relativeTolerance = Exact(options.Number("relative_tolerance"));
    }

    public override string Name => "number";

    public override int Version => 7;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        var finding = NumberFinder.Find(PlainDigits.Of(FinalText.Of(completion)), integersOnly: false, cutOff);
        if (target.Value is null)
            return Score.Unscored(finding.Shown, $"{finding.How}; there is no target to compare with");
        if (NumberText.Read(AnswerCues.TargetText(target.Value)) is not { } right)
            return Score.Unscored(finding.Shown, $"the target {Quote.Of(target.Value)} is no number");
        if (finding.Value is not { } found)
            return Score.Wrong(null, finding.How);
        var shownTarget = right.Value + (right.IsPercent ? "%" : "");
        if (Agree(found.Value, right.Value))
            return Score.Right(
                finding.Shown!,
                found.Value == right.Value
                    ? $"{finding.How}, equal to the target {shownTarget}"
                    : $"{finding.How}, within the tolerance of the target {shownTarget}"
            );
        if (found.IsPercent != right.IsPercent && Agree(Share(found), Share(right)))
            return Score.Right(finding.Shown!, $"{finding.How}, equal to the target {shownTarget} as a share");
        return Score.Wrong(finding.Shown, $"{finding.How}; the target is {shownTarget}");
    }

    private static Rational Exact(decimal number) => NumberText.Read(number.ToString(CultureInfo.InvariantCulture))!.Value.Value;

    private static Rational Share(NumberReading number) => number.IsPercent ? number.Value / 100 : number.Value;

    private bool Agree(Rational found, Rational right)
    {
        if (found == right)
            return true;
        var relative = _relativeTolerance * right.Abs();
        return (found - right).Abs() <= (relative > _tolerance ? relative : _tolerance);
    }
}
