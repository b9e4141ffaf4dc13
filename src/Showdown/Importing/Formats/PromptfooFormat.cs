using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>What <c>promptfoo eval --output results.json</c> writes: one object with <c>results.results[]</c>, an entry for each test, prompt and
/// provider.</summary>
internal sealed class PromptfooFormat : ResultFormat
{
    private const int Failed = 2; // promptfoo's ResultFailureReason.ERROR

    public override string Name => "promptfoo";

    public override string Program => "promptfoo";

    public override IReadOnlyList<string> Preferred => ["pass"];

    public override bool Recognizes(FileHead head) => head.Keys.Contains("results.results") || head.Keys.Contains("results.prompts");

    public override async IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = file.Open();
        var prompts = new HashSet<string>(StringComparer.Ordinal);
        var (facts, tests) = (new Dictionary<string, string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        await foreach (var part in new JsonFile(stream, file.Shown, "results.results").ReadAsync(cancel))
        {
            if (part is { Path: "results.prompts", Item: null, Value.ValueKind: JsonValueKind.Array })
                prompts.UnionWith(part.Value.EnumerateArray().Select(p => p.Text("label")).OfType<string>());
            if (part is { Path: "results.timestamp", Item: null } && part.Value.AsText() is { Length: < 100 } time)
                facts["recorded"] = time;
            if (part.Item is not { } number)
                continue;
            var place = $"{file.Shown}(result {number})";
            yield return RecordReading.At(place, () => Read(part.Value, place, prompts.Count > 1, tests)) with
            {
                Facts = facts,
            };
        }
    }

    /// <param name="tests">What a test asks and wants, to the number of the first that does: a test that is repeated counts on.</param>
    private static RecordedResult Read(JsonElement result, string place, bool severalPrompts, Dictionary<string, string> tests)
    {
        var vars = result.At("vars") ?? result.At("testCase", "vars");
        var response = result.At("response");
        var number = result.Text("testIdx") ?? throw new RowException("'testIdx' is missing. Is it an output of promptfoo since version 0.80?");
        var test = $"{vars?.GetRawText()} {result.Text("testCase", "description")} {result.At("testCase", "assert")?.GetRawText()}";
        if (!tests.TryGetValue(test, out var first))
            tests[test] = first = number;
        var label = result.Text("prompt", "label");
        var isCached = response?.Text("cached") == "true";
        return new RecordedResult
        {
            Place = place,
            Model = result.Text("provider", "label") is { Length: > 0 } named
                ? named
                : result.Text("provider", "id") ?? result.Text("provider") ?? "unknown",
            Task = severalPrompts && label is not null ? $"promptfoo {(label.Length > 60 ? label[..60] : label)}" : "promptfoo",
            SampleId = first,
            Content = test,
            Input = Question(vars),
            Texts = [.. (vars ?? default).Members().Select(v => v.Value.AsTextOrJson()).Take(40)],
            Target = result.Items("testCase", "assert").FirstOrDefault(a => a.Text("type") is "equals" or "icontains" or "contains").Text("value"),
            Prompt = result.Text("prompt", "raw"),
            Completion = response?.At("output")?.AsTextOrJson(),
            FinishReason = response?.Text("finishReason"),
            CutOff = response?.Text("finishReason") is "length" or "max_tokens",
            Error = IsError(result) ? result.Text("error") ?? "the program recorded an error" : null,
            Scores = [.. Scores(result)],
            Reason = result.Text("gradingResult", "reason"),
            Usage = new Usage
            {
                InputTokens = response?.Whole("tokenUsage", "prompt"),
                OutputTokens = response?.Whole("tokenUsage", "completion"),
                CostUsd = !isCached && result.Number("cost") is { } cost and > 0 and < 1e9 ? (decimal)cost : null,
            },
            // What came from its cache took no time.
            Duration = !isCached && result.Number("latencyMs") is { } ms and > 0 and < 1e10 ? TimeSpan.FromMilliseconds(ms) : null,
        };
    }

    private static bool IsError(JsonElement result) =>
        result.Whole("failureReason") is { } reason ? reason == Failed : result.At("error") is not null && result.At("gradingResult") is null;

    private static IEnumerable<KeyValuePair<string, double?>> Scores(JsonElement result)
    {
        if (result.At("success")?.AsNumber() is { } pass)
            yield return KeyValuePair.Create("pass", (double?)pass);
        if (result.Number("score") is { } score)
            yield return KeyValuePair.Create("score", (double?)score);
        foreach (var named in result.Members("namedScores"))
            yield return KeyValuePair.Create(named.Name, named.Value.AsNumber());
    }

    private static string? Question(JsonElement? vars)
    {
        var all = (vars ?? default).Members().Select(v => (v.Name, Text: v.Value.AsTextOrJson())).ToList();
        return all.Count switch
        {
            0 => null,
            1 => all[0].Text,
            _ => string.Join('\n', all.Select(v => $"{v.Name}: {v.Text}")),
        };
    }
}
