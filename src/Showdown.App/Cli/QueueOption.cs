using System.CommandLine;
using Showdown.Domain;
using Showdown.Jobs;

namespace Showdown.App.Cli;

/// <summary>--queues: what kinds of work a process takes.</summary>
internal static class QueueOption
{
    private static readonly Dictionary<string, string> _queues = new()
    {
        ["plan"] = Queues.Plan,
        ["ask"] = Queues.Ask,
        ["judge"] = Queues.Judge,
        ["render"] = Queues.Render,
    };

    public static Option<string?> Create() =>
        new("--queues") { Description = "Only this work, parted by commas: plan, ask, judge, render (default: all)", HelpName = "NAMES" };

    /// <exception cref="SettingsException">A name is not known.</exception>
    public static IReadOnlyList<string> Parse(string? text) =>
        text is null
            ? Queues.All
            :
            [
                .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(name =>
                        _queues.TryGetValue(name, out var queue)
                            ? queue
                            : throw new SettingsException($"--queues: there is no queue '{name}'. Known: {string.Join(", ", _queues.Keys)}.")
                    ),
            ];
}
