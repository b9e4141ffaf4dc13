using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Matching;

/// <summary>
/// With a <c>pattern</c>: what it finds in the answer must be the target. Without: each sample's target is a pattern, and must match somewhere.
/// </summary>
/// <remarks>
/// The pattern's group "answer" counts, else its first group, else the whole match; of several matches the last (<c>match</c>: last or first).
/// Compared as scorer 'text' does, or to the letter with <c>case: exact</c>. .NET regular expressions, without regard to culture. One that has not
/// ended within its time leaves the attempt unscored.
/// </remarks>
public sealed class RegexScorer : PureScorer
{
    private readonly TimeSpan _budget;
    private readonly BoundedRegex? _pattern;
    private readonly bool _ignoreCase;
    private readonly bool _first;

    /// <exception cref="SettingsException">An option cannot be used, or the pattern not be read.</exception>
    public RegexScorer(ScorerOptions options)
        : this(options, TimeSpan.FromSeconds(5)) { }

    internal RegexScorer(ScorerOptions options, TimeSpan budget)
    {
        _budget = budget;
        _ignoreCase = options.Word("case", "ignore", "exact") == "ignore";
        _first = options.Word("match", "last", "first") == "first";
        if (options.Text("pattern") is not { } pattern)
            return;
        try
        {
            _pattern = new BoundedRegex(pattern, _ignoreCase, budget);
        }
        catch (FormatException e)
        {
            throw options.Mistake("pattern", $"'pattern' is no regular expression: {e.Message}.");
        }
    }

    public override string Name => "regex";

    public override int Version => 1;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        try
        {
            var text = FinalText.Of(completion);
            return _pattern is null ? Matches(text, target.Value) : Finds(_pattern, text, target.Value);
        }
        catch (RegexMatchTimeoutException)
        {
            return Score.Unscored(null, $"the pattern did not end on this answer within {_budget.TotalSeconds:0.#} s");
        }
    }

    private Score Matches(string text, string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
            return Score.Unscored(null, "there is no target to match with");
        BoundedRegex regex;
        try
        {
            regex = new BoundedRegex(pattern, _ignoreCase, _budget);
        }
        catch (FormatException e)
        {
            return Score.Unscored(null, $"the target {Quote.Of(pattern)} is no regular expression: {e.Message}");
        }

        return regex.Find(text, _first) is { } match
            ? Score.Right(match.Value, $"{Quote.Of(match.Value)} matches the target {Quote.Of(pattern)}")
            : Score.Wrong(null, $"nothing in the answer matches the target {Quote.Of(pattern)}");
    }

    private Score Finds(BoundedRegex pattern, string text, string? target)
    {
        var match = pattern.Find(text, _first);
        var answer = match is null ? null : Captured(match);
        if (target is null)
            return Score.Unscored(answer, "there is no target to compare with");
        if (answer is null)
            return Score.Wrong(null, "the pattern matches nothing in the answer");
        var same = _ignoreCase ? TextScorer.Normalise(answer) == TextScorer.Normalise(target) : answer.Trim() == target.Trim();
        return same
            ? Score.Right(answer, $"the pattern finds {Quote.Of(answer)}, the same text as the target")
            : Score.Wrong(answer, $"the pattern finds {Quote.Of(answer)}; the target is {Quote.Of(target)}");
    }

    private static string Captured(Match match) =>
        match.Groups["answer"] is { Success: true } named ? named.Value
        : match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1].Value
        : match.Value;
}
