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
    private const long MostRows = 50_000_000;

    public static async IAsyncEnumerable<Row> ReadAsync(DataFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = new EndingStream(RowReader.Open(file));
        var groups = await GroupCountAsync(file, stream, cancel);
        var number = 0;
        for (var group = 0; group < groups; group++)
        {
            foreach (var row in await GroupAsync(file, stream, group, cancel))
                yield return new ParquetRow(row) { File = file.Name, Place = $"row {++number}" };
        }
    }

    private static async Task<IEnumerable<IDictionary<string, object>>> GroupAsync(DataFile file, Stream stream, int group, CancellationToken cancel)
    {
        try
        {
            stream.Position = 0;
            return (await ParquetSerializer.DeserializeUntypedAsync(stream, null, group, cancel)).Data;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // On damaged bytes the package stumbles in any way that there is.
            throw new SettingsException(
                $"{file.Name} is damaged: row group {group + 1} cannot be read ({e.Message.TrimEnd('.')}). Pull it again, or use another source.",
                e
            );
        }
    }

    private static async Task<int> GroupCountAsync(DataFile file, Stream stream, CancellationToken cancel)
    {
        try
        {
            var footer = await ParquetFooter.ReadAsync(stream, cancel);
            // A damaged count would keep the package busy for ever.
            if (footer.RowGroups.Any(g => g.NumRows is < 0 or > MostRows))
                throw new InvalidDataException("the number of rows cannot be right");
            await using var reader = await ParquetReader.CreateAsync(stream, null, leaveStreamOpen: true, cancel);
            return reader.RowGroupCount;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new SettingsException($"{file.Name} is no Parquet file, or damaged: {e.Message}", e);
        }
    }

    private sealed class ParquetRow(IDictionary<string, object> cells) : Row
    {
        public override IReadOnlyCollection<string> Names => [.. cells.Keys];

        protected override string? Find(string field) =>
            cells.TryGetValue(field, out var value)
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
