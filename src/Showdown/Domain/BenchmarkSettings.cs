using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>One benchmark.yaml: a dataset, a prompt, a scorer and a protocol, with a version.</summary>
public sealed record BenchmarkSettings
{
    public required string Id { get; init; }

    /// <summary>Raised whenever prompt, scorer or protocol change: results of two versions are never compared in silence.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }

    /// <summary>What it is a test of; null where nobody has said so.</summary>
    public Capability? Capability { get; init; }

    /// <summary>Tokens of context that its longest prompt takes: it is asked only of models that declare so large a window. Null: of all.</summary>
    public int? NeedsContext { get; init; }

    /// <summary>The first that answers; the hash decides, not the place.</summary>
    public required IReadOnlyList<DatasetSource> Sources { get; init; }

    /// <summary>Source of worked examples for few-shot prompts; null for zero-shot.</summary>
    public IReadOnlyList<DatasetSource> FewShotSources { get; init; } = [];

    /// <summary>Worked examples before the question, from 0.</summary>
    public int Shots { get; init; }

    /// <summary>What the assistant answers in a worked example (Scriban; here and in <see cref="FewShotText"/> alone sample.target may be
    /// named).</summary>
    public string FewShotReply { get; init; } = "{{ sample.target }}";

    /// <summary>A worked example as text (Scriban), for prompts that name sample.examples; null: examples are turns of the conversation.</summary>
    public string? FewShotText { get; init; }

    /// <summary>By name: what the scorer needs besides the samples, such as word lists. Pulled and pinned like the dataset.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DatasetSource>> Auxiliary { get; init; } =
        new Dictionary<string, IReadOnlyList<DatasetSource>>();

    /// <summary>System message (Scriban); null: none is sent.</summary>
    public string? System { get; init; }

    /// <summary>User message (Scriban).</summary>
    public required string Prompt { get; init; }

    public required ScorerSettings Scorer { get; init; }

    public required Protocol Protocol { get; init; }

    /// <summary>When its evaluations may end before all is asked, if a job says nothing else; null: never.</summary>
    public StopRule? Stop { get; init; }

    /// <summary>True where the owners ask that items not be shown in plain text: pages and exports leave the text out.</summary>
    public bool Redacted { get; init; }

    /// <summary>True when option order is permuted anew for each sample and epoch, by a fixed seed.</summary>
    public bool ShuffleChoices { get; init; }

    /// <summary>Groups gathered into categories (MMLU: subject to one of four); empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Categories { get; init; } = new Dictionary<string, string>();

    /// <summary>True when its samples offer functions that a model may call.</summary>
    [JsonIgnore]
    public bool OffersTools => Sources.Any(s => s.Map.ContainsKey("tools") || s.Generator == HostsPlan.CallsBenchmark);

    /// <summary>True where replies are not scored, and hosts of one model are compared by them.</summary>
    [JsonIgnore]
    public bool ComparesHosts => Scorer.Name == ScorerSettings.Hosts;

    /// <summary>True where answers are not scored one by one: a judge compares those of each two models.</summary>
    [JsonIgnore]
    public bool IsPairwise => Scorer.Name == ScorerSettings.Pairwise;

    /// <summary>True where its scores are what models think of the answers.</summary>
    [JsonIgnore]
    public bool IsJudged => IsPairwise || Scorer.Name == ScorerSettings.Judge;

    /// <summary>The folder the file stands in: data files of our own lie there.</summary>
    public required string Folder { get; init; }
}

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

/// <summary>A second file whose records belong to those of a first one.</summary>
/// <param name="Place">Where it lies, its hash and format.</param>
/// <param name="On">The field that both files have, and that tells which records belong together.</param>
public sealed record JoinedFile(DatasetSource Place, string On);

/// <summary>A file inside a zip archive.</summary>
/// <param name="Entry">The file's name inside the archive.</param>
/// <param name="Password">As the owners publish it, or the <c>${NAME}</c> of a variable; null for an open archive.</param>
/// <param name="Sha256">Of the archive, in lower-case hex.</param>
public sealed record ArchiveEntry(string Entry, string? Password, string Sha256);

/// <summary>Which scorer, and its options.</summary>
/// <param name="Name">choice, integer, number, math ...</param>
public sealed record ScorerSettings(string Name)
{
    /// <summary>Another program gave the scores, and they were imported; no benchmark file may name it.</summary>
    public const string Recorded = "recorded";

    /// <summary>Measures times and scores nothing.</summary>
    public const string Speed = "speed";

    /// <summary>Compares hosts of one model and scores nothing.</summary>
    public const string Hosts = "hosts";

    /// <summary>A judge compares the answers of each two models; benchmark files say so by 'compare'.</summary>
    public const string Pairwise = "pairwise";

    /// <summary>Runs functions as EvalPlus does.</summary>
    public const string EvalPlus = "evalplus";

    /// <summary>Runs programs as LiveCodeBench does.</summary>
    public const string LiveCodeBench = "livecodebench";

    /// <summary>Asks models what an answer is worth.</summary>
    public const string Judge = "judge";

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

public sealed record Protocol
{
    /// <summary>Attempts at each sample, from 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Requests in flight at once, where the measurement wants a number of its own; null: as many as the model's limits allow.</summary>
    public int? Parallel { get; init; }

    public Sampling Sampling { get; init; } = new();
}
