using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Benchmarks;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>
/// What EleutherAI's lm-evaluation-harness writes with <c>--log_samples</c>: <c>samples_TASK_DATE.jsonl</c>, a line for each document and filter, in
/// a folder named after the model, with <c>results_DATE.json</c> beside it.
/// </summary>
internal sealed partial class LmEvalFormat : ResultFormat
{
    private static readonly HashSet<string> _noMetrics =
    [
        "doc_id",
        "doc",
        "target",
        "arguments",
        "resps",
        "filtered_resps",
        "filter",
        "metrics",
        "doc_hash",
        "prompt_hash",
        "target_hash",
        "success",
    ];

    private static readonly string[] _questions =
    [
        "question",
        "problem",
        "query",
        "input",
        "prompt",
        "instruction",
        "goal",
        "text",
        "sentence",
        "ctx",
    ];

    public override string Name => "lm-eval";

    public override string Program => "lm-evaluation-harness";

    public override IReadOnlyList<string> Preferred => ["exact_match", "acc", "pass@1", "prompt_level_strict_acc", "em"];

    public override bool Recognizes(FileHead head) => head.First is { } first && first.HasAll("doc_id", "resps", "target");

    public override bool IsBeside(FileHead head) =>
        head.File.Name.StartsWith("results_", StringComparison.Ordinal) && head.Keys.Contains("results") && !head.Keys.Contains("results.results");

    public override async IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (task, date) = TaskName().Match(file.Name) is { Success: true } name ? (name.Groups[1].Value, name.Groups[2].Value) : (file.Stem, null);
        var results = date is null ? null : await ReadBesideAsync(file, date, cancel);
        var model = results?.Text("model_name") is { Length: > 0 } said ? said : file.FolderName.Replace("__", "/", StringComparison.Ordinal);
        var facts = results is { } known ? Facts(known, task) : [];
        await foreach (var (place, line) in RecordReading.LinesAsync(file, cancel))
            yield return RecordReading.At(place, () => Read(line, place)) with
            {
                Model = model,
                Task = task,
                Facts = facts,
            };
    }

    private static RecordedResult Read(JsonElement line, string place)
    {
        var doc = line.At("doc");
        var requests = line.Items("resps").ToList();
        var replies = requests is [var only]
            ? only.ValueKind == JsonValueKind.Array
                ? only.EnumerateArray().ToList()
                : [only]
            : [];
        var isText = replies is [{ ValueKind: JsonValueKind.String }];
        return new RecordedResult
        {
            Place = place,
            Model = "",
            Task = "",
            SampleId = line.Text("doc_id") ?? throw new RowException("'doc_id' is missing or no number. Is it a file of samples?"),
            Content = line.Text("doc_hash") is { } hash ? $"{hash} {line.Text("target_hash")}" : null,
            Input = doc is { } asked ? QuestionOf(asked) : null,
            Choices = doc is { } offered ? ChoicesOf(offered) : [],
            Target = line.Text("target"),
            Texts = doc is { } searched ? TextsOf(searched, 3) : [],
            Prompt = PromptOf(line),
            Completion = isText ? replies[0].AsText() : null,
            Answer =
                isText && line.Items("filtered_resps").FirstOrDefault() is { ValueKind: JsonValueKind.String } filtered ? filtered.AsText() : null,
            Variant = line.Text("filter"),
            Scores = [.. MetricsOf(line)],
        };
    }

    // Several numbers for one document, as of perplexity, are no score of its own.
    private static IEnumerable<KeyValuePair<string, double?>> MetricsOf(JsonElement line)
    {
        var named = line.Items("metrics").Select(m => m.AsText()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return from member in line.EnumerateObject()
            where named.Count > 0 ? named.Contains(member.Name) : !_noMetrics.Contains(member.Name)
            where member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            select KeyValuePair.Create(member.Name, member.Value.AsNumber());
    }

    // Newer versions: {"gen_args_0": {"arg_0": prompt, "arg_1": settings or continuation}}; older ones: [[prompt, ...]].
    private static string? PromptOf(JsonElement line) =>
        line.Text("arguments", "gen_args_0", "arg_0")
        ?? line.Items("arguments").FirstOrDefault() switch
        {
            { ValueKind: JsonValueKind.Array } first when first.GetArrayLength() > 0 => first[0].AsText(),
            _ => line.At("arguments", "gen_args_0", "arg_0")?.GetRawText(),
        };

    private static string QuestionOf(JsonElement doc) =>
        doc.ValueKind == JsonValueKind.Object && _questions.Select(q => doc.Text(q)).FirstOrDefault(t => t is not null) is { } question
            ? question
            : doc.AsTextOrJson();

    private static IReadOnlyList<string> ChoicesOf(JsonElement doc)
    {
        var list = doc.At("choices", "text") ?? doc.At("choices") ?? doc.At("options") ?? doc.At("endings");
        return list is { ValueKind: JsonValueKind.Array } choices && choices.EnumerateArray().All(c => c.ValueKind == JsonValueKind.String)
            ? [.. choices.EnumerateArray().Select(c => c.AsText()!)]
            : [];
    }

    private static List<string> TextsOf(JsonElement json, int depth) =>
        json.ValueKind switch
        {
            JsonValueKind.String => [json.AsText()!],
            JsonValueKind.Object when depth > 0 => [.. json.EnumerateObject().SelectMany(m => TextsOf(m.Value, depth - 1)).Take(40)],
            _ => [],
        };

    private static async Task<JsonElement?> ReadBesideAsync(ResultFile file, string date, CancellationToken cancel)
    {
        var path = Path.Combine(file.Folder, $"results_{date}.json");
        return File.Exists(path) ? await SmallJson.ReadAsync(path, cancel) : null;
    }

    private static Dictionary<string, string> Facts(JsonElement results, string task)
    {
        var facts = new Dictionary<string, string>();
        Add("version of the program", results.Text("lm_eval_version") ?? results.Text("git_hash"));
        Add("version of the task", results.Text("versions", task));
        Add("worked examples", results.Text("n-shot", task) ?? results.Text("configs", task, "num_fewshot"));
        Add("model's kind", results.Text("config", "model") ?? results.Text("model_source"));
        Add("chat template", results.Text("chat_template_sha"));
        Add("system instruction", results.Text("system_instruction_sha"));
        Add("generation", results.At("configs", task, "generation_kwargs")?.GetRawText());
        Add("repeats", results.Text("configs", task, "repeats") is "1" ? null : results.Text("configs", task, "repeats"));
        Add("recorded", results.Number("date") is { } date and > 0 and < 1e11 ? SmallJson.Time(date) : null);
        return facts;

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 and < 2000 })
                facts[name] = value;
        }
    }

    [GeneratedRegex(@"^samples_(.+)_(\d{4}-\d\d-\d\dT[\d.\-+]+)\.jsonl$", RegexOptions.CultureInvariant)]
    private static partial Regex TaskName();
}
