using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <summary>
/// Whole-number answers (AIME, GSM8K): finds the final number and compares it with the target. Leading zeros, thousands separators, currency,
/// units and a trailing ".0" do not matter: 070 = 70, $1,234.00 = 1234.
/// </summary>
/// <remarks>
/// Where it looks: last balanced \boxed or \fbox, "####", "answer is", last standalone integer (MathArena, src/matharena/parser.py;
/// openai/grade-school-math).
/// </remarks>
public sealed partial class IntegerScorer : PureScorer
{
    private readonly bool _dotsGroup;

    public IntegerScorer() { }

    /// <param name="options">
    /// "dots": "decimal" (the default), or "thousands", for prose in languages that write 2.125 for two thousand one hundred and twenty-five.
    /// </param>
    /// <exception cref="SettingsException">Another value.</exception>
    public IntegerScorer(ScorerOptions options) => _dotsGroup = options.Word("dots", "decimal", "thousands") == "thousands";

    public override string Name => "integer";

    public override int Version => 7;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        var text = PlainDigits.Of(FinalText.Of(completion));
        if (_dotsGroup)
            text = DottedGroups().Replace(text, m => m.Value.Replace(".", "", StringComparison.Ordinal));
        var finding = NumberFinder.Find(text, integersOnly: true, cutOff);
        if (target.Value is null)
            return Score.Unscored(finding.Shown, $"{finding.How}; there is no target to compare with");
        if (NumberText.Read(AnswerCues.TargetText(target.Value)) is not { Value: { IsInteger: true } right })
            return Score.Unscored(finding.Shown, $"the target {Quote.Of(target.Value)} is no whole number");
        if (finding.Value is not { } found)
            return Score.Wrong(null, finding.How);
        var answer = found.IsPercent || !found.Value.IsInteger ? finding.Shown! : found.Value.ToString();
        if (found.Value == right)
            return Score.Right(answer, $"{finding.How}; {answer} is the target");
        return Score.Wrong(answer, $"{finding.How}; the target is {Quote.Of(right.ToString())[1..^1]}");
    }

    [GeneratedRegex(@"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?!\d|\.\d)")]
    private static partial Regex DottedGroups();
}
