using System.Text.Json;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Tools;

/// <summary>
/// Dialogues of ACEBench that no call answers: a value is wrong, a parameter is missing, or no function fits. One of three fixed sentences is asked
/// for. To the authors it is enough that its words stand somewhere; strictly the sentence names these things and no others, and nothing is called
/// beside it.
/// </summary>
internal static partial class AceSpecial
{
    public static (string? Official, string? Strict) WhyNot(string category, JsonElement answer, string text)
    {
        var (official, strict) =
            category.Contains("incomplete", StringComparison.Ordinal) ? Incomplete(answer, text)
            : category.Contains("error", StringComparison.Ordinal) ? WrongValue(answer, text)
            : Irrelevant(text);
        return (official, official ?? strict ?? (AceReply.Strict(text).Calls.Count > 0 ? "a function is called all the same" : null));
    }

    private static (string? Official, string? Strict) Incomplete(JsonElement answer, string text)
    {
        var (name, missing) = answer.EnumerateObject().Select(a => (a.Name, Names: Texts(a.Value))).First();
        var official =
            !Has(text, "Missing necessary parameters") ? "it does not say that parameters are missing"
            : !Has(text, name) ? $"it does not name {name}"
            : missing.Find(m => !Has(text, m)) is { } unnamed ? $"it does not say that '{unnamed}' is missing"
            : null;
        var said = Missing().Match(text);
        return (
            official,
            said.Success && AreThese(said.Groups[1].Value, missing) ? null : "the parameters that it calls missing are not these alone"
        );
    }

    private static (string? Official, string? Strict) WrongValue(JsonElement answer, string text)
    {
        var arguments = answer.EnumerateObject().ToList();
        var official =
            !Has(text, "There is incorrect value") ? "it does not say that a value is incorrect"
            : arguments.SelectMany(a => Texts(a.Value)).FirstOrDefault(v => !Has(text, v)) is { } unnamed ? $"it does not name '{unnamed}'"
            : null;
        var said = Incorrect().Match(text);
        return (
            official,
            said.Success && AreThese(said.Groups[1].Value, [.. arguments.Select(a => a.Name)])
                ? null
                : "the parameters that it calls incorrect are not these alone"
        );
    }

    private static (string? Official, string? Strict) Irrelevant(string text) =>
        (Has(text, "the limitations of the function") ? null : "it does not say that no function fits", null);

    private static bool AreThese(string said, List<string> names) =>
        said.Split(',').Select(n => n.Trim(' ', '\'', '"', '`')).ToHashSet(StringComparer.Ordinal).SetEquals(names);

    private static List<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text)] : [Text(value)];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    [GeneratedRegex(@"Missing necessary parameters? \(([^()]*)\) for the api", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Missing();

    [GeneratedRegex(@"\) for the parameters? \(([^()]*)\)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Incorrect();
}
