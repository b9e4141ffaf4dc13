using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Showdown.Settings;

/// <summary>What the parser stumbled over, in the words of those who write the file: the line that is wrong, and how to mend it.</summary>
internal static partial class YamlMistake
{
    /// <returns>The line, from 1, and what is wrong in it.</returns>
    public static (int Line, string Message) Of(string text, YamlException e)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var at = (int)Math.Clamp(e.Start.Line, 1, lines.Length);
        if (e.Message.Contains("tab", StringComparison.Ordinal) && Array.FindIndex(lines, at - 1, BeginsWithTab) is >= 0 and var tab)
            return (tab + 1, "begins with a tab, and YAML indents with blanks alone. Replace the tab by blanks.");
        if (VariableInBraces().Match(lines[at - 1]) is { Success: true } variable)
            return (
                at,
                $"has {variable.Groups[1].Value} between braces, where '{{' begins something new. Put it in quotes: \"{variable.Groups[1].Value}\"."
            );
        return e.Message switch
        {
            var m when m.Contains("did not find expected key", StringComparison.Ordinal) => OfKey(lines, at, (int)e.Start.Column),
            var m when m.Contains("invalid mapping", StringComparison.Ordinal) => OfMapping(lines, at),
            var m when m.Contains("expected '-' indicator", StringComparison.Ordinal) => (
                at,
                "is no item of the list above it, whose items begin with '- '. Indent it, or begin it with '- '."
            ),
            var m when m.Contains("cannot start any token", StringComparison.Ordinal) => (
                at,
                $"a value cannot begin with '{CharacterAt(lines[at - 1], (int)e.Start.Column)}'. Put it in quotes."
            ),
            var m when m.Contains("Block sequence entries", StringComparison.Ordinal) => (
                at,
                "a list cannot begin beside its key. Put '- ' into the next line, or write [a, b]."
            ),
            var m when m.Contains("unknown escape character", StringComparison.Ordinal) => (
                at,
                "a backslash in double quotes begins an escape, and this one is none. Write \\\\, or use single quotes."
            ),
            var m when m.Contains("found wrong indentation", StringComparison.Ordinal) => (at, "a quote begins here and does not end in this block."),
            _ => (at, $"is not valid YAML: {e.Message.TrimEnd('.')}."),
        };
    }

    private static (int, string) OfKey(string[] lines, int at, int column)
    {
        var line = lines[at - 1];
        var indent = IndentOf(line);
        if (column > indent + 1)
            return (
                at,
                $"goes on behind a value that ends at column {column - 1}: '{Short(line[(column - 1)..])}'. Quote all of it ('' is a ' in single quotes)."
            );
        if (!KeyAndValue().IsMatch(line))
            return (at, OfNoKey(line));
        var above = lines[..(at - 1)].Where(IsFilled).Select(IndentOf).Distinct().Order().ToList();
        return above.Contains(indent)
            ? (at, $"'{Short(line)}' does not belong to the block above it. Look at its indentation and at quotes and brackets before it.")
            : (
                at,
                $"is indented by {Blanks(indent)}, and no block above is: they have {string.Join(", ", above)}. Lines of one block begin in one column."
            );
    }

    private static (int, string) OfMapping(string[] lines, int at)
    {
        var line = lines[at - 1];
        var above = Array.FindLastIndex(lines, Math.Max(0, at - 2), IsFilled);
        if (above >= 0 && above < at - 1 && IndentOf(line) > IndentOf(lines[above]))
            return (
                at,
                $"is indented deeper than line {above + 1}, which has a value already. Begin both in one column, or put the value of line {above + 1} into quotes."
            );
        if (above >= 0 && above < at - 1 && !KeyAndValue().IsMatch(lines[above]))
            return (above + 1, OfNoKey(lines[above]));
        return (at, "has a second ': ' in its value. Put the value in quotes.");
    }

    private static string OfNoKey(string line) =>
        line.Contains(':', StringComparison.Ordinal)
            ? $"'{Short(line)}' is no 'key: value': a blank is missing after ':'."
            : $"'{Short(line)}' is no 'key: value': ':' is missing after the key.";

    private static bool BeginsWithTab(string line) => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t');

    private static bool IsFilled(string line) => line.AsSpan().Trim() is [not '#', ..];

    private static int IndentOf(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private static string Blanks(int count) => count == 1 ? "1 blank" : $"{count} blanks";

    private static string CharacterAt(string line, int column) => column >= 1 && column <= line.Length ? line[column - 1].ToString() : "";

    private static string Short(string text) => text.Trim() is { Length: > 40 } long_ ? $"{long_[..40]}…" : text.Trim();

    // Inside { } and [ ] alone: elsewhere ${NAME} needs no quotes.
    [GeneratedRegex(@"[{\[].*[:,\[]\s*(\$\{\w+\})")]
    private static partial Regex VariableInBraces();

    [GeneratedRegex(@":(\s|$)")]
    private static partial Regex KeyAndValue();
}
