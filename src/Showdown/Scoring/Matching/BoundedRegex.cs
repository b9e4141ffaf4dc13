using System.Text.RegularExpressions;

namespace Showdown.Scoring.Matching;

/// <summary>
/// A regular expression whose matching ends. Most are matched in time linear in the text; those with a look-around or a back reference cannot be,
/// and have a time to end in.
/// </summary>
internal sealed class BoundedRegex
{
    private const int LongestPattern = 10_000;
    private const int MostMatches = 10_000;

    private readonly Regex _regex;

    /// <exception cref="FormatException">The pattern cannot be read; the message says why.</exception>
    public BoundedRegex(string pattern, bool ignoreCase, TimeSpan budget)
    {
        if (pattern.Length > LongestPattern)
            throw new FormatException($"it has {pattern.Length} characters; at most {LongestPattern} are taken");
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            _regex = new Regex(pattern, options | RegexOptions.NonBacktracking, budget);
        }
        catch (RegexParseException e)
        {
            throw new FormatException($"at character {e.Offset}: {Words(e.Error)}", e);
        }
        catch (NotSupportedException)
        {
            _regex = new Regex(pattern, options, budget);
        }
    }

    /// <summary>The first match, or the last of the first ten thousand.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="RegexMatchTimeoutException">The time is over.</exception>
    public Match? Find(string text, bool first)
    {
        var match = _regex.Match(text);
        var found = match.Success ? match : null;
        for (var count = 1; match.Success && !first && count < MostMatches; count++)
        {
            found = match;
            match = match.NextMatch();
        }

        return found;
    }

    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
