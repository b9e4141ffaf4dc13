using System.CommandLine;
using System.Text.RegularExpressions;
using Showdown.Settings;

namespace Showdown.App.Cli;

/// <summary>What is wrong in a command line, in the words of those who type.</summary>
internal static partial class UsageMistakes
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [var unknown, ..])
            return [.. parsed.Errors.Select(e => InWords(e.Message)).Distinct()];
        var isOption = unknown.StartsWith('-');
        var known = isOption ? command.Options.Concat(Recursive(parsed)).Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        var near = Spelling.Nearest(unknown, known) is { } name ? $" Did you mean '{name}'?" : "";
        return
        [
            isOption ? $"There is no option '{unknown}' here.{near}"
            : command.Subcommands.Count > 0 ? $"There is no command '{unknown}'.{near}"
            : $"'{unknown}' is one word too many.",
        ];
    }

    private static IEnumerable<Option> Recursive(ParseResult parsed) => parsed.RootCommandResult.Command.Options.Where(o => o.Recursive);

    // "Cannot parse argument 'abc' for option '--limit' as expected type 'System.Nullable`1[System.Int32]'."
    private static string InWords(string message) =>
        Type().Match(message) is { Success: true } match
            ? $"{match.Groups["option"].Value} takes {(match.Groups["type"].Value.Contains("Decimal", StringComparison.Ordinal) ? "an amount such as 2.50" : "a whole number")}, not '{match.Groups["value"].Value}'."
            : OneOf(message);

    // "Argument 'xlsx' not recognized. Must be one of:\n\t'jsonl'\n\t'csv'"
    private static string OneOf(string message) =>
        Choice().Match(message) is { Success: true } match
            ? $"'{match.Groups["value"].Value}' is not known here. Allowed: {string.Join(", ", Quoted().Matches(match.Groups["known"].Value).Select(m => m.Groups[1].Value))}."
            : message;

    [GeneratedRegex("^Argument '(?<value>.*)' not recognized. Must be one of:(?<known>.*)$", RegexOptions.Singleline)]
    private static partial Regex Choice();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(
        "^Cannot parse argument '(?<value>.*)' for (?:option|command|argument) '(?<option>.*)' as expected type '(?<type>.*)'",
        RegexOptions.Singleline
    )]
    private static partial Regex Type();
}
