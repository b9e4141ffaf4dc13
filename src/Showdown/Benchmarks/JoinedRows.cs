using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>The records of a second file by the field that they are joined on. All of them are kept in memory.</summary>
internal sealed class JoinedRows
{
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly JoinedData _data;

    private JoinedRows(JoinedData data) => _data = data;

    /// <exception cref="SettingsException">A record cannot be read, or two have the same key.</exception>
    public static async Task<JoinedRows> ReadAsync(JoinedData data, CancellationToken cancel)
    {
        var joined = new JoinedRows(data);
        await foreach (var row in RowReader.ReadAsync(data.File, data.Source, cancel))
        {
            if (!joined._rows.TryAdd(KeyOf(row, data.On), row.Kept()))
                throw new SettingsException($"{row.File}({row.Place}): '{data.On}' is '{KeyOf(row, data.On)}' in an earlier record, too.");
        }

        return joined;
    }

    /// <exception cref="SettingsException">The second file has no record for this one.</exception>
    public Row Of(Row row) =>
        _rows.TryGetValue(KeyOf(row, _data.On), out var found)
            ? found
            : throw new SettingsException(
                $"{row.File}({row.Place}): {_data.File.Name} has no record whose '{_data.On}' is '{Row.Short(KeyOf(row, _data.On))}'."
            );

    private static string KeyOf(Row row, string field)
    {
        try
        {
            return row.Text(field);
        }
        catch (RowException e)
        {
            throw new SettingsException($"{row.File}({row.Place}): {e.Message}", e);
        }
    }
}
