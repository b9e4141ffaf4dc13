using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Importing.Reading;

/// <summary>Reads the records of a file, and says of a record that cannot be understood where it stands.</summary>
internal static class RecordReading
{
    private static readonly DatasetSource _lines = new() { Format = "jsonl" };

    /// <summary>The lines of a JSONL file, each with its place: "file(12)".</summary>
    /// <exception cref="SettingsException">A line is no JSON object, or longer than may be.</exception>
    public static async IAsyncEnumerable<(string Place, JsonElement Json)> LinesAsync(
        ResultFile file,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in RowReader.ReadAsync(file.Data, _lines, cancel))
            yield return ($"{file.Shown}({row.Place})", ((JsonRow)row).Json);
    }

    /// <exception cref="SettingsException">What is wrong with the record, with its place.</exception>
    public static T At<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RowException e)
        {
            throw new SettingsException($"{place}: {e.Message}", e);
        }
    }
}
