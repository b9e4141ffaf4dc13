using System.Text.RegularExpressions;

namespace Showdown.Scoring.Tools;

/// <summary>A call as a reply writes it in Java's or JavaScript's syntax, <c>[a.f(x=1, y="b")]</c>: arguments are kept as they are written.</summary>
internal static partial class SourceCalls
{
    private const int LongestText = 200_000;

    /// <summary>As of a Python reply, what stands around is left away and outer brackets are put where they are missing.</summary>
    /// <exception cref="FormatException">The reply is anything else than one call.</exception>
    public static IReadOnlyList<Call> Read(string reply)
    {
        if (reply.Length > LongestText)
            throw new FormatException($"{reply.Length} characters are no call");
        var text = reply.Trim('`', '\n', ' ');
        text = text.StartsWith('[') ? text[1..] : text;
        text = (text.EndsWith(']') ? text[..^1] : text).Trim().TrimEnd(';').TrimEnd();
        if (Opening().Match(text) is not { Success: true } opening)
            throw new FormatException("a call is expected");
        var open = opening.Length - 1;
        if (SourceText.End(text, open) != text.Length - 1)
            throw new FormatException("the call is not all that the reply holds");
        return [Call(opening.Groups[1].Value, text[(open + 1)..^1])];
    }

    private static Call Call(string name, string inside)
    {
        var arguments = new Dictionary<string, Literal>(StringComparer.Ordinal);
        var unnamed = false;
        foreach (var argument in Arguments(inside))
        {
            if (Assignment().Match(argument) is not { Success: true } assigned)
                unnamed = true;
            else if (!arguments.TryAdd(assigned.Groups[1].Value, new Literal.Text(Unquoted(argument[assigned.Length..].Trim()))))
                throw new FormatException($"'{assigned.Groups[1].Value}' is given twice");
        }

        return new Call(name, arguments) { HasUnnamed = unnamed };
    }

    // A comma parts arguments only where a name follows: those of <K, V> and of declarations do not.
    private static IEnumerable<string> Arguments(string inside)
    {
        var pieces = new List<string>();
        foreach (var piece in SourceText.Split(inside, ','))
        {
            if (pieces.Count > 0 && Assignment().IsMatch(piece.TrimStart()))
            {
                yield return string.Join(',', pieces).TrimStart();
                pieces.Clear();
            }

            pieces.Add(piece);
        }

        if (inside.AsSpan().Trim().Length > 0)
            yield return string.Join(',', pieces).TrimStart();
    }

    private static string Unquoted(string value) => value is ['"', .., '"'] or ['\'', .., '\''] ? value[1..^1] : value;

    [GeneratedRegex(@"^([A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^([A-Za-z_$][\w$]*)\s*=(?![=>])")]
    private static partial Regex Assignment();
}

/// <summary>Source text, looked at bracket by bracket: what stands in quotes does not count.</summary>
internal static class SourceText
{
    /// <returns>The place of the bracket that closes the one at <paramref name="open"/>; -1 when none does.</returns>
    public static int End(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '"' or '\'' or '`')
            {
                at = EndOfQuote(text, at);
                if (at < 0)
                    return -1;
            }
            else if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}' && --depth == 0)
                return at;
        }

        return -1;
    }

    /// <summary>The pieces between separators that stand in no brackets and no quotes.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '"' or '\'' or '`')
                at = EndOfQuote(text, at) is >= 0 and var end ? end : text.Length;
            else if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}')
                depth--;
            else if (c == separator && depth == 0)
            {
                yield return text[start..at];
                start = at + 1;
            }
        }

        yield return text[start..];
    }

    private static int EndOfQuote(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == text[start])
                return at;
        }

        return -1;
    }
}
