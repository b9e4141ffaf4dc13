using Parquet;
using Parquet.Schema;

namespace Showdown.Exporting;

/// <summary>Apache Parquet, for DuckDB, pandas and the like: one row an attempt, texts exactly as they came.</summary>
internal static class ParquetExport
{
    // That many attempts with their texts are in memory at a time.
    private const int RowsInGroup = 1000;

    public static async Task WriteAsync(IAsyncEnumerable<ExportRow> rows, Stream output, CancellationToken cancel)
    {
        var columns = ExportColumns.All.Select(c => (Column: c, Field: Field(c))).ToList();
        var schema = new ParquetSchema(columns.Select(c => c.Field));
        await using var writer = await ParquetWriter.CreateAsync(schema, output, null, append: false, cancel);
        var group = new List<ExportRow>(RowsInGroup);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            group.Add(row);
            if (group.Count == RowsInGroup)
                await WriteGroupAsync();
        }
        await WriteGroupAsync();

        async Task WriteGroupAsync()
        {
            if (group.Count == 0)
                return;
            using var written = writer.CreateRowGroup();
            foreach (var (column, field) in columns)
                await WriteColumnAsync(written, column, field, group, cancel);
            written.CompleteValidate();
            group.Clear();
        }
    }

    private static DataField Field(ExportColumn<ExportRow> column) =>
        column.Type == typeof(DateTimeOffset)
            ? new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true)
            : new DataField(column.Name, column.Type == typeof(decimal) ? typeof(double) : column.Type, isNullable: true);

    private static Task WriteColumnAsync(
        ParquetRowGroupWriter group,
        ExportColumn<ExportRow> column,
        DataField field,
        List<ExportRow> rows,
        CancellationToken cancel
    ) =>
        column.Type switch
        {
            var t when t == typeof(string) => group.WriteAsync(field, rows.Select(r => (string?)column.Value(r)).ToList()!),
            var t when t == typeof(bool) => Structs<bool>(group, column, field, rows, v => (bool)v, cancel),
            var t when t == typeof(int) => Structs<int>(group, column, field, rows, v => (int)v, cancel),
            var t when t == typeof(double) => Structs<double>(group, column, field, rows, v => (double)v, cancel),
            var t when t == typeof(decimal) => Structs<double>(group, column, field, rows, v => (double)(decimal)v, cancel),
            var t when t == typeof(DateTimeOffset) => Structs<DateTime>(group, column, field, rows, v => ((DateTimeOffset)v).UtcDateTime, cancel),
            _ => throw new InvalidOperationException($"Column {column.Name} is of type {column.Type}."),
        };

    private static Task Structs<T>(
        ParquetRowGroupWriter group,
        ExportColumn<ExportRow> column,
        DataField field,
        List<ExportRow> rows,
        Func<object, T> convert,
        CancellationToken cancel
    )
        where T : struct
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column.Value(rows[i]) is { } value ? convert(value) : null;
        return group.WriteAsync<T>(field, values.AsMemory(), null, null, cancel);
    }
}
