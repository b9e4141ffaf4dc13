using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Showdown.App.Hosting;

/// <summary>The log on standard error: standard output is the command's own.</summary>
internal static class ConsoleLog
{
    /// <summary>One line a message. Without colours: what a terminal would obey is not let through on standard error, whoever writes it.</summary>
    public static void AddLines(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
        logging.ToStandardError();
    }

    /// <summary>The log of a command that somebody looks at: <see cref="CommandLog"/>.</summary>
    public static void AddCommandLines(this ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.FormatterName = CommandLog.Name).AddConsoleFormatter<CommandLog, ConsoleFormatterOptions>();
        logging.ToStandardError();
    }

    private static void ToStandardError(this ILoggingBuilder logging) =>
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
