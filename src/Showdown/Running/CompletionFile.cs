using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>One line of a grading: what <c>showdown grade</c> writes.</summary>
/// <param name="Id">As given in the line; null when the line cannot be read.</param>
public sealed record GradedLine(JsonElement? Id, string Outcome, string? Answer, string Reason)
{
    /// <summary>The number of a line that could not be read, from 1; not written.</summary>
    [JsonIgnore]
    public int? Unreadable { get; init; }
}

/// <summary>Scores completions that came from elsewhere: one JSON object a line in, one out, in the same order.</summary>
/// <param name="questions">By sample id and epoch, when a benchmark gives the targets; null: each line brings its own.</param>
public sealed class CompletionFile(IGrader grader, Func<string, int, Target?>? questions)
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(GradedLine line) => JsonSerializer.Serialize(line, _json);

    /// <summary>Targets of all samples of a benchmark, by id.</summary>
    public static async Task<Func<string, int, Target?>> QuestionsAsync(BenchmarkSettings benchmark, PinnedDataset dataset, CancellationToken cancel)
    {
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
        var samples = new Dictionary<string, Sample>(StringComparer.Ordinal);
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, dataset, cancel))
            samples[sample.Id] = sample;
        return (id, epoch) => samples.TryGetValue(id, out var sample) ? prompts.Ask(sample, epoch).Target : null;
    }

    public async IAsyncEnumerable<GradedLine> GradeAsync(TextReader lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Grade(line, number);
        }
    }

    private GradedLine Grade(string line, int number)
    {
        Line read;
        try
        {
            read = JsonSerializer.Deserialize<Line>(line, _json) ?? throw new JsonException("null is not an object");
        }
        catch (JsonException e)
        {
            return Unreadable(number, null, $"is not a JSON object of the form {{\"id\": …, \"completion\": …}}: {e.Message}");
        }

        var id = read.Id ?? read.SampleId;
        if (read.Completion is not { } completion)
            return Unreadable(number, id, "has no 'completion'.");
        if (TargetOf(read, out var problem) is not { } target)
            return Unreadable(number, id, problem);
        var score = grader.Grade(completion, target);
        return new GradedLine(id, score.Outcome.ToString().ToLowerInvariant(), score.Answer, score.Reason);
    }

    private Target? TargetOf(Line line, out string problem)
    {
        problem = "";
        if (questions is null)
            return new Target(Text(line.Target)) { Labels = line.Labels ?? [], Choices = line.Choices ?? [] };
        if (Text(line.SampleId) is not { } sampleId)
        {
            problem = "has no 'sample_id'.";
            return null;
        }

        var target = questions(sampleId, line.Epoch ?? 1);
        problem = target is null ? $"names sample '{sampleId}', which the benchmark does not have." : "";
        return target;
    }

    private static GradedLine Unreadable(int number, JsonElement? id, string problem) =>
        new(id, "unscored", null, $"line {number} {problem}") { Unreadable = number };

    private static string? Text(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };

    private sealed record Line
    {
        public JsonElement? Id { get; init; }

        public JsonElement? SampleId { get; init; }

        public string? Completion { get; init; }

        public JsonElement? Target { get; init; }

        public IReadOnlyList<string>? Labels { get; init; }

        public IReadOnlyList<string>? Choices { get; init; }

        public int? Epoch { get; init; }
    }
}
