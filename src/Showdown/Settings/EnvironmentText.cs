using System.Text.RegularExpressions;

namespace Showdown.Settings;

/// <summary>Text with <c>${NAME}</c> or <c>${NAME:-default}</c>. An empty variable counts as not set, as in a shell's <c>:-</c>.</summary>
public static partial class EnvironmentText
{
    /// <summary>Replaces what is set or has a default; the rest stays as written and is named in <paramref name="missing"/>.</summary>
    public static string Expand(string text, out IReadOnlyList<string> missing)
    {
        var unset = new List<string>();
        var expanded = Reference()
            .Replace(
                text,
                match =>
                {
                    var name = match.Groups["name"].Value;
                    if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                        return value;
                    if (match.Groups["default"].Success)
                        return match.Groups["default"].Value;
                    unset.Add(name);
                    return match.Value;
                }
            );
        missing = unset;
        return expanded;
    }

    /// <summary>The variables without default that a text names.</summary>
    public static IReadOnlyList<string> Missing(string? text)
    {
        if (text is null)
            return [];
        Expand(text, out var missing);
        return missing;
    }

    /// <summary>Each reference as it is written.</summary>
    public static IEnumerable<string> References(string text) => Reference().Matches(text).Select(m => m.Value);

    /// <summary>True when the whole text is one reference.</summary>
    public static bool IsReference(string text, out string? fallback)
    {
        var match = Reference().Match(text);
        fallback = match.Groups["default"].Success ? match.Groups["default"].Value : null;
        return match.Success && match.Length == text.Length;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^}]*))?\}")]
    private static partial Regex Reference();
}
