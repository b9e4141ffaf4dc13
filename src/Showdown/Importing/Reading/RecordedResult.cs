using Showdown.Domain;

namespace Showdown.Importing.Reading;

/// <summary>
/// One attempt of one model at one sample as another program wrote it down: what every reader of a format gives. What the program did not write is
/// null.
/// </summary>
internal sealed record RecordedResult
{
    /// <summary>File and place in it, for messages: "samples.jsonl(12)".</summary>
    public required string Place { get; init; }

    public required string Model { get; init; }

    /// <summary>The benchmark as the program calls it.</summary>
    public required string Task { get; init; }

    public required string SampleId { get; init; }

    /// <summary>From 1; null where the program does not number: then the attempts at a sample are counted as they come.</summary>
    public int? Epoch { get; init; }

    public string? Group { get; init; }

    /// <summary>What was asked, without instructions and examples as far as they can be told apart.</summary>
    public string? Input { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public string? Target { get; init; }

    /// <summary>What stands for all that the sample asks and wants, such as the program's own hash; null: question, options and target do.</summary>
    public string? Content { get; init; }

    /// <summary>Texts beside <see cref="Input"/> in one of which the question of our own benchmark may stand alone.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>All that was sent.</summary>
    public string? Prompt { get; init; }

    public string? Completion { get; init; }

    public string? Reasoning { get; init; }

    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>As the host spelt it.</summary>
    public string? FinishReason { get; init; }

    /// <summary>True when it is known that the completion hit the output cap.</summary>
    public bool CutOff { get; init; }

    /// <summary>What went wrong when the model could not be asked: no wrong answer.</summary>
    public string? Error { get; init; }

    /// <summary>By name, in the program's order. Null: it is named, and has no value, as where nothing could be judged.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Scores { get; init; } = [];

    /// <summary>
    /// What the scores were taken from where one attempt is recorded several times, such as the name of a filter; only one of them is imported. Null:
    /// the attempt is recorded once.
    /// </summary>
    public string? Variant { get; init; }

    /// <summary>What the program took for the answer.</summary>
    public string? Answer { get; init; }

    /// <summary>Why it scored as it did, in its own words.</summary>
    public string? Reason { get; init; }

    public Usage Usage { get; init; } = new();

    /// <summary>How long the answer took.</summary>
    public TimeSpan? Duration { get; init; }

    public string? ServedModel { get; init; }

    /// <summary>What the program says about how it asked, by name; the same for all attempts of a model on a benchmark.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
