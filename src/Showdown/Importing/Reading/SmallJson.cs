using System.Globalization;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Importing.Reading;

/// <summary>Files that stand beside results and are read whole.</summary>
internal static class SmallJson
{
    /// <exception cref="SettingsException">It is no JSON, or longer than may be.</exception>
    public static async Task<JsonElement> ReadAsync(string path, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        if (new FileInfo(path).Length > JsonFile.Longest)
            throw new SettingsException($"{name} is longer than {JsonFile.Longest >> 20} MB, and no summary is. Is this the right file?");
        return Parse(await File.ReadAllBytesAsync(path, cancel), name);
    }

    /// <exception cref="SettingsException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        try
        {
            return Root(bytes);
        }
        catch (JsonException e)
        {
            try
            {
                if (PythonNumbers.AsText(bytes.Span) is { } mended)
                    return Root(mended);
            }
            catch (JsonException)
            {
                // The first message tells more.
            }

            throw new SettingsException(
                $"{name}({(e.LineNumber ?? 0) + 1}) is not valid JSON, at character {e.BytePositionInLine + 1}: {e.Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0]}",
                e
            );
        }
    }

    /// <summary>Seconds since 1970 as "2026-06-01 02:00 UTC".</summary>
    public static string Time(double seconds) =>
        DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static JsonElement Root(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
