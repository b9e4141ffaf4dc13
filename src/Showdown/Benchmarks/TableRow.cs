namespace Showdown.Benchmarks;

/// <summary>A row of a table whose cells are texts.</summary>
internal sealed class TableRow(Dictionary<string, int> columns, string[] cells) : Row
{
    public override IReadOnlyCollection<string> Names => columns.Keys;

    /// <summary>The columns by the names of the first row, or by number, from 1, where there is no header.</summary>
    public static Dictionary<string, int> Columns(string[] first, bool noHeader)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < first.Length; i++)
        {
            // Of two columns with one name the first counts; the other still has its place.
            if (noHeader || !columns.TryAdd(first[i], i))
                columns[noHeader ? (i + 1).ToString() : $"{first[i]} ({i + 1})"] = i;
        }

        return columns;
    }

    protected override string? Find(string field) => columns.TryGetValue(field, out var column) ? cells[column] : null;

    protected override IReadOnlyList<string>? FindTexts(string field) =>
        Find(field) is null ? null : throw new RowException($"'{field}' is one cell; name the columns of the options: choices: [A, B, C, D].");
}
