namespace Showdown.Domain;

/// <summary>One place a dataset can be had from. Exactly one of Url, Mirror, File, Parts and Generator is set.</summary>
public sealed record DatasetSource
{
    /// <summary>hf://owner/name@revision/path or https://...; variables stand as <c>${NAME}</c>.</summary>
    public string? Url { get; init; }

    /// <summary>A path below the mirror folder; may name a folder with <see cref="Pattern"/>.</summary>
    public string? Mirror { get; init; }

    /// <summary>A path below the benchmark's folder.</summary>
    public string? File { get; init; }

    /// <summary>Which files of a folder, such as "*_test.csv".</summary>
    public string? Pattern { get; init; }

    /// <summary>SHA-256 of the file, in hex; of a folder, the hash of its sorted "sha256 name" lines. Null only for files of one's own.</summary>
    public string? Sha256 { get; init; }

    /// <summary>jsonl, jsonl.gz, json, csv, tsv, text or parquet.</summary>
    public required string Format { get; init; }

    /// <summary>
    /// Our field to a rule for it: upstream's field, a column number (from 1) of a file without header, "=constant" or a
    /// pattern such as "{subject}/{row}", each with filters behind " | ". Several columns of choices are parted by line breaks.
    /// </summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>True when a licence has to be agreed to: a token is needed.</summary>
    public bool Gated { get; init; }

    /// <summary>
    /// Several files, read one after the other; each part says its own place and hash, and the whole has the hash of the "sha256 name" lines.
    /// </summary>
    public IReadOnlyList<DatasetSource> Parts { get; init; } = [];

    /// <summary>Samples that the program makes itself: the name of what makes them.</summary>
    public string? Generator { get; init; }

    /// <summary>For the generator.</summary>
    public IReadOnlyDictionary<string, string> GeneratorOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The file lies in a zip archive at the given place; null: it is the file at that place. <see cref="Sha256"/> is that of the unpacked file.
    /// </summary>
    public ArchiveEntry? Archive { get; init; }

    /// <summary>
    /// Upstream's field to what it must hold: "from..to" (both included, compared as text as far as the bound goes) or one of several texts parted by
    /// line breaks. Records that do not fit are left out.
    /// </summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>The key of the list of records in a JSON file whose top is an object; null: the top is the list.</summary>
    public string? ListKey { get; init; }

    /// <summary>Parts the cells of a CSV file.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>A second file with a record for each of this one's, such as the answers; null: there is none.</summary>
    public JoinedFile? Join { get; init; }

    /// <summary>
    /// Nobody can know the file's hash beforehand: the one of the first pull is recorded, and compared ever after. <see cref="Sha256"/> is null.
    /// </summary>
    public bool PinnedOnFirstUse { get; init; }
}
