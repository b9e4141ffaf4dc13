using System.Text.RegularExpressions;

namespace Showdown.Running;

/// <summary>
/// Half a character, as <c>\ud83d</c> without its other half: Python writes it into JSON where a reply was cut inside an emoji, and .NET refuses
/// the whole line for it.
/// </summary>
internal static partial class LoneSurrogates
{
    /// <summary>The JSON with U+FFFD in place of each.</summary>
    public static string Replaced(string json) =>
        json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)
            ? Escape().Replace(json, match => match.Groups["lone"].Success ? @"\ufffd" : match.Value)
            : json;

    // Every escape is taken whole, so that the backslash of "\\ud83d" begins none.
    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Escape();
}
