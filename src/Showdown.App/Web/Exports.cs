using Microsoft.AspNetCore.Http;
using Showdown.Exporting;

namespace Showdown.App.Web;

/// <summary>A run as one file, for other programs.</summary>
internal static class Exports
{
    private static readonly Dictionary<string, (string Type, string Ending)> _files = new(StringComparer.Ordinal)
    {
        ["jsonl"] = ("application/jsonl; charset=utf-8", "jsonl"),
        ["csv"] = ("text/csv; charset=utf-8", "csv"),
        ["parquet"] = ("application/vnd.apache.parquet", "parquet"),
        ["junit"] = ("application/xml; charset=utf-8", "xml"),
    };

    public static IReadOnlyList<string> Formats { get; } = [.. _files.Keys];

    /// <summary>Written to a file first: Parquet goes back in what it has written, and an export that fails is no half download.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public static async Task<IResult> FileAsync(string runId, string format, Exporter exporter, CancellationToken cancel)
    {
        var (type, ending) = _files[format];
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"showdown-{Guid.NewGuid():N}"), options);
        try
        {
            await exporter.ExportAsync(runId, format, file, cancel);
            file.Position = 0;
            return HttpResults.File(file, type, $"{runId}.{ending}"); // closes it, and so deletes it
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
