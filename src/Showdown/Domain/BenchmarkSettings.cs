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

    /// <summary>True where the owners ask that samples not be shown in plain text: pages and exports leave the text out.</summary>
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
