using System.Globalization;

namespace Showdown.Models;

/// <summary>
/// How many files and connections this process may have open, which bounds the requests in flight: one more than that ends the process.
/// </summary>
public static class OpenFiles
{
    /// <summary>For the program's own: libraries, database, log, pages.</summary>
    private const int Reserved = 112;

    /// <summary>`ulimit -n` of this process; null where the system does not say.</summary>
    public static int? Limit { get; } = Read("/proc/self/limits");

    /// <summary>Requests that all models together may have in flight; null: no bound is known.</summary>
    public static int? Requests => RequestsWithin(Limit);

    internal static int? RequestsWithin(int? limit) => limit is { } files ? Math.Max(2, files - Reserved) : null;

    internal static int? Read(string path)
    {
        try
        {
            // "Max open files            1024                 524288               files"
            var line = File.ReadLines(path).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
            return int.TryParse(
                line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var limit
            )
                ? limit
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
