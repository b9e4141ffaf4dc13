using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Showdown.Jobs;
using Showdown.Results;

namespace Showdown.App.Hosting;

/// <summary>
/// How a command's log looks on standard error, one line a message. A database that is away is no news here: the display says so once, and all who
/// need it try again.
/// </summary>
internal sealed class CommandLog() : ConsoleFormatter(Name)
{
    public new const string Name = "command";

    /// <summary>What these could not do they do at their next turn.</summary>
    private static readonly string[] _triedAgain = [typeof(Sweeper).FullName!, typeof(LimitBeat).FullName!, typeof(SweptJobs).FullName!];

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (_triedAgain.Contains(entry.Category) || entry.Exception is { } e && (DatabaseErrors.IsAway(e) || IsBrokenConnection(entry.Category, e)))
            return;
        var text = $"{Word(entry.LogLevel)}: {entry.Category}[{entry.EventId.Id}] {entry.Formatter(entry.State, entry.Exception)} {entry.Exception}";
        textWriter.WriteLine(text.ReplaceLineEndings(" ").TrimEnd());
    }

    // The queue uses a connection that was open a moment ago, and is told in other words than that the server is away.
    private static bool IsBrokenConnection(string category, Exception e) =>
        category.StartsWith("Hangfire", StringComparison.Ordinal) && e is { Source: nameof(Npgsql) } and not Npgsql.PostgresException;

    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            LogLevel.Critical => "crit",
            _ => "info",
        };
}
