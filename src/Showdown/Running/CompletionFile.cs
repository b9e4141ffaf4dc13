using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>Scores completions that came from elsewhere: one JSON object a line in, one out, in the same order.</summary>
public sealed class CompletionFile
{
    // Lines judged at a time where judging is slow; the sandbox has its own limit.
    private const int AtATime = 16;

    private readonly Scorer _scorer;
    private readonly Func<string, int, Prompt?>? _prompts;

    /// <summary>Characters of a line at most: many times what any model says.</summary>
    internal int LongestLine { get; init; } = 64 << 20;

    /// <summary>Each line brings its own target.</summary>
    public CompletionFile(PureScorer scorer) => _scorer = scorer;

    private CompletionFile(Scorer scorer, Func<string, int, Prompt?> prompts) => (_scorer, _prompts) = (scorer, prompts);

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(GradedLine line) => JsonSerializer.Serialize(line, _json);

    /// <summary>The benchmark gives scorer and targets; lines name a sample.</summary>
    public static async Task<CompletionFile> OpenAsync(
        BenchmarkSettings benchmark,
        PinnedDataset dataset,
        CodeSandbox sandbox,
        CancellationToken cancel
    )
    {
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
        var samples = new Dictionary<string, Sample>(StringComparer.Ordinal);
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, dataset, cancel))
            samples[sample.Id] = sample;
        return new CompletionFile(
            await ScorerOpening.OpenAsync(benchmark, dataset, sandbox, cancel),
            (id, epoch) => samples.TryGetValue(id, out var sample) ? prompts.Ask(sample, epoch) : null
        );
    }

    public async IAsyncEnumerable<GradedLine> GradeAsync(TextReader lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        var waiting = new Queue<Task<GradedLine>>();
        var bounded = new BoundedLines(lines, LongestLine);
        while (await bounded.NextAsync(cancel) is ({ } line, var isTooLong))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) && !isTooLong)
                continue;
            waiting.Enqueue(isTooLong ? Task.FromResult(TooLong(number)) : GradeAsync(line, number, cancel));
            while (waiting.Count >= (_scorer.Kind == ScorerKind.Deferred ? AtATime : 1))
                yield return await waiting.Dequeue();
        }

        while (waiting.TryDequeue(out var last))
            yield return await last;
    }

    private async Task<GradedLine> GradeAsync(string line, int number, CancellationToken cancel)
    {
        Line read;
        try
        {
            read = JsonSerializer.Deserialize<Line>(LoneSurrogates.Replaced(line), _json) ?? throw new JsonException("null is not an object");
        }
        catch (JsonException e)
        {
            return Unreadable(number, null, $"is not a JSON object of the form {{\"id\": …, \"completion\": …}}: {e.Message}");
        }

        var id = read.Id ?? read.SampleId;
        if (read.Completion is null && read.ToolCalls is null)
            return Unreadable(number, id, "has no 'completion'.");
        if (Calls(read.ToolCalls) is not { } calls)
            return Unreadable(
                number,
                id,
                "has 'tool_calls' that are no list of {\"name\": …, \"arguments\": …}, of {\"function\": {\"name\": …, \"arguments\": …}}, or of {NAME: arguments}."
            );
        var prompt = PromptOf(read, out var problem);
        if (problem.Length > 0)
            return Unreadable(number, id, problem);
        var input =
            prompt?.Answered(read.Completion ?? "", read.CutOff, calls)
            ?? new ScorerInput
            {
                Sample = new Sample("", "", ""),
                Target = new Target(Text(read.Target)) { Labels = read.Labels ?? [], Choices = read.Choices ?? [] },
                Text = read.Completion ?? "",
                ToolCalls = calls,
                CutOff = read.CutOff,
            };
        var score = await _scorer.ScoreAsync(input, cancel);
        return new GradedLine(id, score.Outcome.ToString().ToLowerInvariant(), score.Answer, score.Reason)
        {
            Value = score.Value,
            Parts = score.Parts.Count == 0 ? null : score.Parts.ToDictionary(p => p.Name, p => p.Right),
            Counts = score.Parts.Any(p => p.Total is not null)
                ? score.Parts.Where(p => p.Total is not null).ToDictionary(p => p.Name, IReadOnlyList<int> (p) => [p.Passed ?? 0, p.Total!.Value])
                : null,
        };
    }

    private Prompt? PromptOf(Line line, out string problem)
    {
        problem = "";
        if (_prompts is null)
            return null;
        if (Text(line.SampleId) is not { } sampleId)
        {
            problem = "has no 'sample_id'.";
            return null;
        }

        var prompt = _prompts(sampleId, line.Epoch ?? 1);
        problem = prompt is null ? $"names sample '{sampleId}', which the benchmark does not have." : "";
        return prompt;
    }

    private GradedLine TooLong(int number) =>
        Unreadable(number, null, $"is longer than {LongestLine >> 20} million characters, and no completion is. Is this the right file?");

    private static GradedLine Unreadable(int number, JsonElement? id, string problem) =>
        new(id, "unscored", null, $"line {number} {problem}") { Unreadable = number };

    /// <summary>Calls as one writes them, or as OpenAI's protocol has them; arguments are a JSON object, or its text.</summary>
    /// <returns>Null when they are neither.</returns>
    private static List<ToolCall>? Calls(JsonElement? value)
    {
        if (value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
            return [];
        if (value is not { ValueKind: JsonValueKind.Array } list)
            return null;
        var calls = new List<ToolCall>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                return null;
            var call = item.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object ? function : item;
            if (Recorded(call) is { } recorded)
            {
                calls.Add(recorded);
                continue;
            }

            if (!call.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
                return null;
            var arguments = call.TryGetProperty("arguments", out var given) ? Text(given) : null;
            calls.Add(new ToolCall(name.GetString()!, arguments ?? ""));
        }

        return calls;
    }

    /// <summary>As the Berkeley Function Calling Leaderboard records a call: the function's name, and what it was given.</summary>
    private static ToolCall? Recorded(JsonElement call) =>
        call.EnumerateObject().ToList() is [var only] && only.Name is not ("name" or "arguments" or "function" or "type" or "id")
            ? new ToolCall(only.Name, Text(only.Value) ?? "")
            : null;

    private static string? Text(JsonElement? value) =>
        value switch
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

        /// <summary>As <see cref="Calls"/> takes them.</summary>
        public JsonElement? ToolCalls { get; init; }

        /// <summary>True when the completion hit the output cap.</summary>
        public bool CutOff { get; init; }

        public JsonElement? Target { get; init; }

        public IReadOnlyList<string>? Labels { get; init; }

        public IReadOnlyList<string>? Choices { get; init; }

        public int? Epoch { get; init; }
    }
}
