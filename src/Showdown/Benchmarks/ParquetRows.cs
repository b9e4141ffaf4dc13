using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Serialization;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Reads Parquet, one row group at a time: that much is in memory.</summary>
internal static class ParquetRows
{
    public static async IAsyncEnumerable<Row> ReadAsync(DataFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = RowReader.Open(file);
        var groups = await GroupCountAsync(file, stream, cancel);
        var number = 0;
        for (var group = 0; group < groups; group++)
        {
            stream.Position = 0;
            var rows = await ParquetSerializer.DeserializeUntypedAsync(stream, null, group, cancel);
            foreach (var row in rows.Data)
                yield return new ParquetRow(row) { File = file.Name, Place = $"row {++number}" };
        }
    }

    private static async Task<int> GroupCountAsync(DataFile file, Stream stream, CancellationToken cancel)
    {
        try
        {
            await using var reader = await ParquetReader.CreateAsync(stream, null, leaveStreamOpen: true, cancel);
            return reader.RowGroupCount;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ParquetException)
        {
            throw new SettingsException($"{file.Name} is no Parquet file: {e.Message}", e);
        }
    }

    private sealed class ParquetRow(IDictionary<string, object> cells) : Row
    {
        public override IReadOnlyCollection<string> Names => [.. cells.Keys];

        protected override string? Find(string field) => cells.TryGetValue(field, out var value)
            ? value switch
            {
                null => null,
                string text => text,
                IEnumerable => throw new RowException($"'{field}' is a list or a record, and a text is expected."),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            }
            : null;

        protected override IReadOnlyList<string>? FindTexts(string field)
        {
            if (!cells.TryGetValue(field, out var value))
                return null;
            return value is IEnumerable list and not string
                ? [.. list.Cast<object?>().Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")]
                : throw new RowException($"'{field}' is no list.");
        }
    }
}
