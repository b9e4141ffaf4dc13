using System.Text.Json;

namespace Showdown.Benchmarks;

/// <summary>One record of a dataset file, before it becomes a sample.</summary>
internal abstract class Row
{
    private const string JoinedPrefix = "joined.";

    /// <summary>Name of the file without folder.</summary>
    public required string File { get; init; }

    /// <summary>Where the record stands, for messages: a line number, or "item 3", "row 3" where there are no lines.</summary>
    public required string Place { get; init; }

    /// <summary>Number of the record in the dataset, from 1, over all its files.</summary>
    public int Number { get; set; }

    /// <summary>The sample's group once it is known; null where there is none.</summary>
    public string? Group { get; set; }

    /// <summary>Number of the record inside its group, from 1.</summary>
    public int GroupNumber { get; set; }

    /// <summary>The record of the second file that belongs to this one; null where no files are joined.</summary>
    public Row? Joined { get; set; }

    /// <summary>Upstream's field names, for messages.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <exception cref="RowException">The field is missing or is no text.</exception>
    public string Text(string field) =>
        field switch
        {
            "row" when !Has("row") => Number.ToString(),
            "group_row" => GroupNumber.ToString(),
            "group" when Group is not null => Group,
            "file" when !Has("file") => File.Split('.')[0],
            _ when OfJoined(field) is { } joined => Joined!.Text(joined),
            _ => Find(field) ?? throw Missing(field),
        };

    /// <exception cref="RowException">The field is missing or is no list of texts.</exception>
    public IReadOnlyList<string> Texts(string field) =>
        OfJoined(field) is { } joined ? Joined!.Texts(joined) : FindTexts(field) ?? throw Missing(field);

    /// <returns>The field as JSON, whatever it holds.</returns>
    /// <exception cref="RowException">The field is missing.</exception>
    public string AsJson(string field) => OfJoined(field) is { } joined ? Joined!.AsJson(joined) : FindJson(field) ?? throw Missing(field);

    /// <returns>True when <see cref="AsJson"/> would find the field.</returns>
    public bool HasJson(string field) => OfJoined(field) is { } joined ? Joined!.HasJson(joined) : Has(field);

    /// <summary>True when there is a text: what is null counts as missing.</summary>
    public bool IsGiven(string field) => OfJoined(field) is { } joined ? Joined!.IsGiven(joined) : Has(field) && Find(field) is not null;

    public virtual bool Has(string field) => Names.Contains(field);

    /// <summary>The row as one that stays valid when the next is read.</summary>
    public virtual Row Kept() => this;

    /// <returns>The field as text (a number or a flag as it is written); null when it is not there or null.</returns>
    /// <exception cref="RowException">The field is a list or a record.</exception>
    protected abstract string? Find(string field);

    /// <returns>Null when the field is not there.</returns>
    protected abstract IReadOnlyList<string>? FindTexts(string field);

    /// <returns>Null when the field is not there.</returns>
    protected virtual string? FindJson(string field) => Find(field) is { } text ? JsonSerializer.Serialize(text) : null;

    private string? OfJoined(string field) =>
        Joined is not null && field.StartsWith(JoinedPrefix, StringComparison.Ordinal) ? field[JoinedPrefix.Length..] : null;

    internal static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private RowException Missing(string field) => new($"'{field}' is missing. There is: {string.Join(", ", Names.Take(20).Select(n => $"'{n}'"))}.");
}
