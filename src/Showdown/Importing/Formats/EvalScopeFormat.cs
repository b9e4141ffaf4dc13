using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>
/// What EvalScope writes: <c>reviews/MODEL/DATASET_SUBSET.jsonl</c> with the scores; in <c>predictions/</c> under the same name what the model said,
/// with tokens and times; <c>reports/MODEL/DATASET.json</c> tells where a dataset's name ends.
/// </summary>
internal sealed class EvalScopeFormat : ResultFormat
{
    public override string Name => "evalscope";

    public override string Program => "EvalScope";

    public override bool Recognizes(FileHead head) =>
        head.First is { } first && first.Has("index") && (first.Has("sample_score") || first.Items("choices").Any(c => c.Has("review")));

    public override bool IsBeside(FileHead head) =>
        head.First is { } first && first.HasAll("index", "model_output") || head.Keys.Contains("model_name") && head.Keys.Contains("metrics");

    public override async IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (model, (task, subset)) = (file.FolderName, Named(file));
        var asked = await AskedAsync(file, cancel);
        await foreach (var (place, line) in RecordReading.LinesAsync(file, cancel))
        {
            var result = RecordReading.At(place, () => Read(line, place));
            var told = asked.GetValueOrDefault(line.Text("index")!);
            yield return result with
            {
                Model = told?.Model is { Length: > 0 } name ? name : model,
                Task = task,
                Group = subset,
                SampleId = subset is null ? result.SampleId : $"{subset}/{result.SampleId}",
                Usage = told?.Usage ?? result.Usage,
                Duration = told?.Duration,
                FinishReason = told?.FinishReason,
                CutOff = told?.FinishReason is "max_tokens" or "length",
                ServedModel = told?.ServedModel,
            };
        }
    }

    private static RecordedResult Read(JsonElement line, string place)
    {
        var index = line.Text("index") ?? throw new RowException("'index' is missing. Is it a file of reviews?");
        var score = line.At("sample_score", "score");
        var old = line.Items("choices").FirstOrDefault();
        var main = score?.Text("main_score_name");
        return new RecordedResult
        {
            Place = place,
            Model = "",
            Task = "",
            // Attempts at one question have a group in common.
            SampleId = line.Text("sample_score", "group_id") ?? index,
            Input = line.At("input") switch
            {
                { ValueKind: JsonValueKind.Array } messages => messages.EnumerateArray().LastOrDefault(m => m.Text("role") == "user")
                    is { ValueKind: JsonValueKind.Object } user
                    ? user.At("content")?.AsTextOrJson()
                    : null,
                { } input => input.AsTextOrJson(),
                null => line.Text("raw_input", "question"),
            },
            Target = line.Text("target") ?? Gold(old),
            Prompt = line.At("input")?.AsTextOrJson(),
            Completion = score?.Text("prediction") ?? old.Text("message", "content"),
            Answer = score?.Text("extracted_prediction") ?? old.At("review", "pred")?.AsTextOrJson(),
            Reason = score?.Text("explanation"),
            Scores =
            [
                .. (
                    score is { } given ? given.Members("value").Select(v => KeyValuePair.Create(v.Name, v.Value.AsNumber()))
                    : old.At("review", "result") is { } result ? [KeyValuePair.Create("result", result.AsNumber())]
                    : []
                ).OrderBy(s => s.Key == main ? 0 : 1),
            ],
        };
    }

    // Before version 1.0: where the whole row is what the answer is held against, these words stand for it.
    private static string? Gold(JsonElement choice) =>
        choice.At("review", "gold")?.AsTextOrJson() is { } gold && gold != "*Same as Input*" ? gold : null;

    // The dataset's name is that of its report; what is left of the file's name is the subset.
    private static (string Task, string? Subset) Named(ResultFile file)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Name);
        var reports = Beside(file, "reports");
        var dataset = Directory.Exists(reports)
            ? Directory
                .EnumerateFiles(reports, "*.json")
                .Select(Path.GetFileNameWithoutExtension)
                .OfType<string>()
                .Where(name => stem.StartsWith(name + "_", StringComparison.Ordinal))
                .MaxBy(name => name.Length)
            : null;
        return dataset is null ? (stem, null) : (dataset, stem[(dataset.Length + 1)..]);
    }

    private static string Beside(ResultFile file, string kind) => Path.Combine(file.Folder, "..", "..", kind, file.FolderName);

    private static async Task<Dictionary<string, Asked>> AskedAsync(ResultFile file, CancellationToken cancel)
    {
        var asked = new Dictionary<string, Asked>(StringComparer.Ordinal);
        var path = Path.Combine(Beside(file, "predictions"), file.Name);
        if (!File.Exists(path))
            return asked;
        await foreach (var (place, line) in RecordReading.LinesAsync(new ResultFile(path, null), cancel))
        {
            if (line.Text("index") is { } index)
                asked[index] = RecordReading.At(place, () => Asked.Of(line));
        }

        return asked;
    }

    /// <summary>What a prediction adds to a review.</summary>
    private sealed record Asked(string? Model, string? ServedModel, string? FinishReason, Usage Usage, TimeSpan? Duration)
    {
        public static Asked Of(JsonElement line) =>
            new(
                line.Text("model"),
                line.Text("model_output", "model"),
                line.Items("model_output", "choices").FirstOrDefault().Text("stop_reason"),
                new Usage
                {
                    InputTokens = line.Whole("model_output", "usage", "input_tokens"),
                    OutputTokens = line.Whole("model_output", "usage", "output_tokens"),
                },
                line.Number("model_output", "time") is { } seconds and >= 0 and < 1e7 ? TimeSpan.FromSeconds(seconds) : null
            );
    }
}
