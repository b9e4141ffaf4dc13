using System.Text;
using System.Text.RegularExpressions;

namespace Showdown.Benchmarks;

/// <summary>
/// How one field of a sample is made from a row. <c>name</c> takes upstream's field (a number: the column of a file without header, from 1),
/// <c>=text</c> is that text, <c>{a}/{b}</c> puts fields together; of <c>a ?? b</c> the first counts that is there. Filters follow behind " | ":
/// <c>after:X</c>, <c>before:X</c>, <c>letter</c>, <c>boxed</c>, <c>plain-number</c>, <c>match:REGEX</c> (its first group, or nothing). Alone go
/// those that take a field of any kind: <c>json</c> keeps it as JSON, <c>last-turn</c> takes what a conversation ends with, and
/// <c>functions:FORM</c> descriptions of functions in a form of <see cref="FunctionDescriptions"/>.
/// Fields of a joined file are named <c>joined.field</c>.
/// Besides upstream's fields there are <c>row</c> (number in the dataset, from 1), <c>group</c> and <c>group_row</c> (number inside the group, from
/// 1) and <c>file</c> (its name without ending).
/// </summary>
internal sealed partial class FieldRule
{
    /// <summary>Between a field and what is taken where it is missing.</summary>
    private const string Else = " ?? ";

    private readonly string _text;
    private readonly IReadOnlyList<(string Name, string Argument)> _filters;

    private FieldRule(string text, IReadOnlyList<(string, string)> filters)
    {
        _text = text;
        _filters = filters;
    }

    /// <summary>True when the rule names one upstream field and nothing else: the only kind that may give a list.</summary>
    public string? PlainField =>
        _filters.Count == 0 && !_text.StartsWith('=') && !_text.Contains('{') && !_text.Contains(Else, StringComparison.Ordinal) ? _text : null;

    /// <exception cref="FormatException">The rule cannot be read; the message says why.</exception>
    public static FieldRule Parse(string rule)
    {
        var parts = rule.Split(" | ");
        var filters = new List<(string, string)>();
        foreach (var part in parts.Skip(1))
        {
            var colon = part.IndexOf(':');
            var (name, argument) = colon < 0 ? (part.Trim(), "") : (part[..colon].Trim(), part[(colon + 1)..]);
            var needsArgument = name is "after" or "before" or "match" or "functions";
            if (!needsArgument && name is not ("letter" or "boxed" or "plain-number" or "json" or "last-turn"))
                throw new FormatException(
                    $"there is no filter '{name}'. Known: after:TEXT, before:TEXT, match:REGEX, letter, boxed, plain-number, json, last-turn, functions:FORM."
                );
            if (TakesJson(name) && (parts.Length > 2 || parts[0].StartsWith('=') || parts[0].Contains('{')))
                throw new FormatException($"'{name}' goes with the name of one field, and with no other filter.");
            if (needsArgument != argument.Length > 0)
                throw new FormatException(needsArgument ? $"'{name}' needs a text, as in '{name}:####'." : $"'{name}' takes no text.");
            CheckArgument(name, argument);
            filters.Add((name, argument));
        }

        if (parts[0].Trim().Length == 0)
            throw new FormatException("it names no field.");
        return new FieldRule(parts[0].Trim(), filters);
    }

    /// <exception cref="RowException">A field is missing or cannot be what the rule asks for.</exception>
    public string Evaluate(Row row)
    {
        if (_filters is [var (filter, form)] && TakesJson(filter))
            return OfJson(filter, form, row);
        var value = First(row);
        foreach (var (name, argument) in _filters)
            value = Apply(name, argument, value);
        return value;
    }

    private static bool TakesJson(string filter) => filter is "json" or "last-turn" or "functions";

    private static void CheckArgument(string name, string argument)
    {
        if (name == "functions" && !FunctionDescriptions.Forms.Contains(argument))
            throw new FormatException($"there is no form '{argument}' of functions. Known: {string.Join(", ", FunctionDescriptions.Forms)}.");
        if (name == "match")
            Pattern(argument);
    }

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{pattern}' is no regular expression that can be used: {e.Message}", e);
        }
    }

    private string OfJson(string filter, string form, Row row)
    {
        var choices = _text.Split(Else);
        var field = Array.Find(choices, c => c.StartsWith('=') || row.HasJson(c)) ?? choices[^1];
        if (field.StartsWith('='))
            return field[1..];
        var json = row.AsJson(field);
        return filter switch
        {
            "json" => json,
            "functions" => FunctionDescriptions.In(form, json, row.Text("id")),
            _ => ConversationFields.Turns(json) is [.., var last] ? last.Text : throw new RowException($"'{field}' is an empty conversation."),
        };
    }

    private string First(Row row)
    {
        var choices = _text.Split(Else);
        foreach (var choice in choices.SkipLast(1))
        {
            if (choice.StartsWith('=') || choice.Contains('{') || row.IsGiven(choice.Trim()))
                return Value(choice.Trim(), row);
        }

        return Value(choices[^1].TrimStart(), row);
    }

    private static string Value(string text, Row row) =>
        text.StartsWith('=') ? text[1..]
        : text.Contains('{') ? Hole().Replace(text, m => row.Text(m.Groups[1].Value))
        : row.Text(text);

    private string Apply(string name, string argument, string value)
    {
        switch (name)
        {
            case "after":
                var start = value.LastIndexOf(argument, StringComparison.Ordinal);
                return start >= 0 ? value[(start + argument.Length)..].Trim() : throw new RowException($"'{_text}' holds no '{argument}'.");
            case "before":
                var end = value.IndexOf(argument, StringComparison.Ordinal);
                return end >= 0 ? value[..end].TrimEnd() : value;
            case "match":
                return Pattern(argument).Match(value) is { Success: true } match ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : "";
            case "letter":
                if (value is [>= 'A' and <= 'Z'])
                    return value;
                return int.TryParse(value, out var index) && index is >= 0 and < 26
                    ? ((char)('A' + index)).ToString()
                    : throw new RowException($"'{_text}' is '{Row.Short(value)}', not the number of an option from 0.");
            case "boxed":
                return LastBox(value) ?? throw new RowException($"'{_text}' holds no \\boxed{{...}}.");
            default:
                return value.Trim().Replace(",", "", StringComparison.Ordinal).TrimStart('$');
        }
    }

    /// <summary>What stands in the last \boxed{...} with balanced braces; null when there is none.</summary>
    internal static string? LastBox(string text)
    {
        var at = Math.Max(text.LastIndexOf(@"\boxed", StringComparison.Ordinal), text.LastIndexOf(@"\fbox", StringComparison.Ordinal));
        if (at < 0)
            return null;
        var rest = text[(at + (text[at + 1] == 'b' ? 6 : 5))..];
        if (rest.StartsWith(' '))
            return rest[1..].Split('$')[0].Trim();
        var inside = new StringBuilder();
        var depth = 0;
        foreach (var c in rest)
        {
            depth += c switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
                return inside.Length > 0 ? inside.ToString(1, inside.Length - 1).Trim() : null;
            inside.Append(c);
        }

        return null;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Hole();
}
