using System.Text.RegularExpressions;

namespace Showdown.Scoring.Tools;

/// <summary>
/// What the source of an argument stands for, by the type that its function declares. Source that is not of the type's form stays a text, as the name
/// of a variable does.
/// </summary>
internal static partial class SourceValues
{
    /// <summary>Lists in lists: answers have two levels.</summary>
    private const int MostDepth = 4;

    public static Literal Read(CallLanguage language, string source, ParameterSpec parameter) =>
        language == CallLanguage.Java
            ? Java(source, parameter.Type, parameter.ItemType) ?? new Literal.Text(source)
            : Script(source, parameter.Type, parameter.ItemType) ?? new Literal.Text(source);

    private static Literal? Java(string source, string type, string? itemType) =>
        type switch
        {
            "byte" or "short" or "integer" when Whole().IsMatch(source) => JsonLiterals.Number(source),
            "long" when Long().IsMatch(source) => JsonLiterals.Number(source[..^1]),
            "float" when Float().IsMatch(source) => Real(source[..^1]),
            "double" when Double().IsMatch(source) => Real(source),
            "boolean" when source is "true" or "false" => new Literal.Flag(source == "true"),
            "ArrayList" => JavaItems(ListOf(source), itemType),
            "Array" => JavaItems(ArrayOf(source), itemType),
            "HashMap" => JavaMap(source),
            _ => null,
        };

    /// <summary>What stands in new ArrayList&lt;..&gt;(Arrays.asList(..)), or is added between double braces.</summary>
    private static IEnumerable<string>? ListOf(string source)
    {
        if (NewCollection().Match(source) is not { Success: true } found || found.Groups[1].Value != "ArrayList")
            return null;
        var (inside, body) = Constructed(source, found.Length - 1);
        if (inside is null)
            return null;
        if (AsList().Match(inside) is { Success: true } list)
            return SourceText.End(inside, list.Length - 1) is > 0 and var end ? Parts(inside[list.Length..end]) : null;
        if (inside.Length > 0)
            return null;
        return body is null ? [] : Called(body, "add");
    }

    private static IEnumerable<string>? ArrayOf(string source) =>
        NewArray().Match(source) is { Success: true } found && SourceText.End(source, found.Length - 1) is > 0 and var end
            ? Parts(source[found.Length..end])
            : null;

    private static Literal.Map? JavaMap(string source)
    {
        if (NewCollection().Match(source) is not { Success: true } found || found.Groups[1].Value != "HashMap")
            return null;
        var entries = new Dictionary<string, Literal>(StringComparer.Ordinal);
        foreach (var put in Constructed(source, found.Length - 1).Body is { } body ? Called(body, "put") : [])
        {
            if (SourceText.Split(put, ',').ToList() is [var key, .. { Count: > 0 } value] && key.Trim() is ['"', .., '"'] quoted)
                entries[quoted[1..^1]] = JavaValue(string.Join(',', value).Trim());
        }

        return new Literal.Map(entries);
    }

    /// <summary>What a constructor is given, and what stands in the braces behind it.</summary>
    private static (string? Arguments, string? Body) Constructed(string source, int open)
    {
        if (SourceText.End(source, open) is not (> 0 and var end))
            return (null, null);
        var rest = source[(end + 1)..].Trim();
        return (source[(open + 1)..end].Trim(), rest.StartsWith('{') ? rest.Trim('{', '}', ' ', '\n', '\r', '\t') : null);
    }

    /// <summary>The arguments of all calls of a method in a text of statements.</summary>
    private static IEnumerable<string> Called(string statements, string method)
    {
        foreach (var statement in SourceText.Split(statements, ';').Select(s => s.Trim()))
        {
            if (
                statement.StartsWith(method, StringComparison.Ordinal)
                && statement.IndexOf('(', StringComparison.Ordinal) is > 0 and var open
                && SourceText.End(statement, open) is > 0 and var end
            )
                yield return statement[(open + 1)..end].Trim();
        }
    }

    private static Literal.Items? JavaItems(IEnumerable<string>? parts, string? itemType) =>
        parts is null
            ? null
            : new Literal.Items([
                .. parts.Select(part =>
                    itemType is "String" or "char" && part.Length >= 2 ? new Literal.Text(part[1..^1])
                    : itemType is null or "any" ? JavaValue(part)
                    : Java(part, itemType, null) ?? new Literal.Text(part)
                ),
            ]);

    /// <summary>A value whose type nobody declares.</summary>
    private static Literal JavaValue(string source) =>
        source is "true" or "false" ? new Literal.Flag(source == "true")
        : source is ['"', .., '"'] ? new Literal.Text(source[1..^1])
        : Long().IsMatch(source) ? JsonLiterals.Number(source[..^1])
        : Float().IsMatch(source) ? Real(source[..^1])
        : Whole().IsMatch(source) ? JsonLiterals.Number(source)
        : Double().IsMatch(source) ? Real(source)
        : new Literal.Text(source);

    private static Literal? Script(string source, string type, string? itemType) =>
        type switch
        {
            "String" when source is ['"', .., '"'] or ['\'', .., '\''] => new Literal.Text(source[1..^1]),
            "integer" when Whole().IsMatch(source) => JsonLiterals.Number(source),
            "float" when Decimal().IsMatch(source) => Real(source),
            "Bigint" when Big().IsMatch(source) => JsonLiterals.Number(source[..^1]),
            "Boolean" when source is "true" or "false" => new Literal.Flag(source == "true"),
            "array" => ScriptArray(source.Trim(), itemType, depth: 1),
            "dict" => ScriptMap(source.Trim()),
            _ => null,
        };

    /// <summary>[..] or new Array(..), of values or of such lists.</summary>
    private static Literal.Items? ScriptArray(string source, string? itemType, int depth)
    {
        var open = NewScriptArray().Match(source) is { Success: true } made ? made.Length - 1 : 0;
        if (depth > MostDepth || source.Length == 0 || (open == 0 && source[0] != '[') || SourceText.End(source, open) != source.Length - 1)
            return null;
        return new Literal.Items([
            .. Parts(source[(open + 1)..^1])
                .Select(part =>
                    depth == 1 && part.StartsWith('[') && ScriptArray(part, itemType, depth + 1) is { } list ? list
                    : itemType is null or "any" ? ScriptValue(part, depth + 1)
                    : Script(part, itemType, null) ?? new Literal.Text(part)
                ),
        ]);
    }

    private static Literal.Map? ScriptMap(string source)
    {
        if (!source.StartsWith('{') || SourceText.End(source, 0) != source.Length - 1)
            return null;
        var entries = new Dictionary<string, Literal>(StringComparer.Ordinal);
        foreach (var pair in Parts(source[1..^1]))
        {
            if (SourceText.Split(pair, ':').ToList() is not [var key, var value])
                return null;
            entries[key.Trim().Trim('\'', '"')] = ScriptValue(value.Trim(), depth: 1);
        }

        return new Literal.Map(entries);
    }

    private static Literal ScriptValue(string source, int depth) =>
        source is "true" or "false" ? new Literal.Flag(source == "true")
        : source is ['"', .., '"'] or ['\'', .., '\''] ? new Literal.Text(source[1..^1])
        : Big().IsMatch(source) ? JsonLiterals.Number(source[..^1])
        : Whole().IsMatch(source) ? JsonLiterals.Number(source)
        : Decimal().IsMatch(source) ? Real(source)
        : (Literal?)ScriptArray(source, null, depth) ?? new Literal.Text(source);

    private static IEnumerable<string> Parts(string inside) => inside.Trim().Length == 0 ? [] : SourceText.Split(inside, ',').Select(p => p.Trim());

    private static Literal.Real Real(string source) => new(double.Parse(source, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^-?[0-9]{1,1000}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?[0-9]{1,1000}[lL]\z", RegexOptions.NonBacktracking)]
    private static partial Regex Long();

    [GeneratedRegex(@"^-?[0-9]{1,1000}n\z", RegexOptions.NonBacktracking)]
    private static partial Regex Big();

    [GeneratedRegex(@"^-?[0-9]+\.[0-9]+([eE][+-]?[0-9]+)?[fF]\z", RegexOptions.NonBacktracking)]
    private static partial Regex Float();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Double();

    [GeneratedRegex(@"^-?[0-9]+\.?[0-9]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^\s*new\s+(ArrayList|HashMap)\s*(?:<[^()]*>)?\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex NewCollection();

    [GeneratedRegex(@"^(?:java\.util\.)?(?:Arrays\.asList|List\.of)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex AsList();

    [GeneratedRegex(@"^\s*new\s+\w+\s*\[\s*\]\s*\{", RegexOptions.NonBacktracking)]
    private static partial Regex NewArray();

    [GeneratedRegex(@"^new\s+Array\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex NewScriptArray();
}
