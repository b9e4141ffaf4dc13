using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Showdown.Extensions.AI;

/// <summary>One attempt of a run, as <c>showdown export RUN --format jsonl</c> writes it: a line of the file.</summary>
public sealed record ExportedAttempt
{
    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Id of the benchmark.</summary>
    public required string Benchmark { get; init; }

    /// <summary>Id of the model in the run.</summary>
    public required string Model { get; init; }

    /// <summary>Id of the sample in its benchmark.</summary>
    public required string SampleId { get; init; }

    /// <summary>Which of the attempts at the sample, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>What was asked; null where the owners of the data want it hidden.</summary>
    public string? Input { get; init; }

    /// <summary>What is right; null where it is hidden, or there is none.</summary>
    public string? Target { get; init; }

    /// <summary>What the model said; null where it failed, or the text is hidden.</summary>
    public string? Completion { get; init; }

    /// <summary>right, partial, wrong, truncated, failed or unscored.</summary>
    public required string Outcome { get; init; }

    /// <summary>The share of the credit that was earned, from 0 to 1; null where there is no score.</summary>
    public double? Value { get; init; }

    /// <summary>Why it came out so, in the scorer's words, or why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>True where the model is simulated: the attempt says nothing about a real one.</summary>
    public bool Simulated { get; init; }

    /// <summary>The line itself.</summary>
    internal JsonObject Json { get; init; } = [];

    /// <summary>The conversation up to the question, which stands last; nothing where it is hidden.</summary>
    public IReadOnlyList<ChatMessage> Messages => Input is null ? [] : [.. Turns(), new ChatMessage(ChatRole.User, Input)];

    /// <summary>What the model said, with the usage that its host reported.</summary>
    public ChatResponse Response =>
        new(new ChatMessage(ChatRole.Assistant, Completion ?? ""))
        {
            ModelId = Text(Json, "served_model") ?? Model,
            Usage = new UsageDetails { InputTokenCount = Whole("input_tokens"), OutputTokenCount = Whole("output_tokens") },
        };

    /// <summary>Reads an exported file line by line.</summary>
    /// <exception cref="FormatException">A line is not one of an export; the message names the line.</exception>
    public static async IAsyncEnumerable<ExportedAttempt> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancel).ConfigureAwait(false))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Read(line, $"{Path.GetFileName(path)}({number})");
        }
    }

    private static ExportedAttempt Read(string line, string place)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            return new ExportedAttempt
            {
                Run = Needed(json, "run"),
                Benchmark = Needed(json, "benchmark"),
                Model = Needed(json, "model"),
                SampleId = Needed(json, "sample_id"),
                Epoch = json["epoch"]?.GetValue<int>() ?? 1,
                Outcome = Needed(json, "outcome"),
                Input = Text(json, "input"),
                Target = Text(json, "target"),
                Completion = Text(json, "completion"),
                Value = json["value"]?.GetValue<double>(),
                Reason = Text(json, "reason"),
                Simulated = json["simulated"]?.GetValue<bool>() ?? false,
                Json = json,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"{place} is no line of 'showdown export RUN --format jsonl': {e.Message}", e);
        }
    }

    private IEnumerable<ChatMessage> Turns() =>
        Text(Json, "turns") is not { } turns
            ? []
            : from turn in JsonNode.Parse(turns)!.AsArray()
            select new ChatMessage(new ChatRole(Text(turn!.AsObject(), "role") ?? "user"), Text(turn.AsObject(), "content") ?? "");

    private long? Whole(string name) => Json[name]?.GetValue<long>();

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();

    private static string Needed(JsonObject json, string name) => Text(json, name) ?? throw new FormatException($"'{name}' is missing.");
}
