namespace Showdown.Benchmarks;

/// <summary>One record of a dataset file, before it becomes a sample.</summary>
internal abstract class Row
{
    /// <summary>Name of the file without folder.</summary>
    public required string File { get; init; }

    /// <summary>Where the record starts, from 1; for Parquet the number of the row.</summary>
    public required int Line { get; init; }

    /// <summary>Number of the record in the dataset, from 1, over all its files.</summary>
    public int Number { get; set; }

    /// <summary>Number of the record inside its group, from 1.</summary>
    public int GroupNumber { get; set; }

    /// <summary>Upstream's field names, for messages.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <exception cref="RowException">The field is missing or is no text.</exception>
    public string Text(string field) => field switch
    {
        "row" when !Names.Contains("row") => Number.ToString(),
        "group_row" => GroupNumber.ToString(),
        "file" when !Names.Contains("file") => File.Split('.')[0],
        _ => Find(field) ?? throw Missing(field),
    };

    /// <exception cref="RowException">The field is missing or is no list of texts.</exception>
    public IReadOnlyList<string> List(string field) => FindList(field) ?? throw Missing(field);

    public bool Has(string field) => Names.Contains(field);

    /// <returns>The field as text (a number or a flag as it is written); null when it is not there or null.</returns>
    /// <exception cref="RowException">The field is a list or a record.</exception>
    protected abstract string? Find(string field);

    /// <returns>Null when the field is not there.</returns>
    protected abstract IReadOnlyList<string>? FindList(string field);

    internal static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private RowException Missing(string field) =>
        new($"'{field}' is missing. There is: {string.Join(", ", Names.Take(20).Select(n => $"'{n}'"))}.");
}

/// <summary>A record cannot be read; the reader adds file and line.</summary>
internal sealed class RowException(string message) : Exception(message);
