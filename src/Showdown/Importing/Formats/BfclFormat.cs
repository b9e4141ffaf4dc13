using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>
/// What the Berkeley Function Calling Leaderboard writes: <c>result/MODEL/.../BFCL_v3_CATEGORY_result.json</c>, a line for each entry with what the
/// model said, and <c>score/MODEL/.../BFCL_v3_CATEGORY_score.json</c>: a line with the counts, then one for each entry that is wrong.
/// </summary>
internal sealed partial class BfclFormat : ResultFormat
{
    private const string ResultEnd = "_result.json";
    private const string ScoreEnd = "_score.json";

    public override string Name => "bfcl";

    public override string Program => "BFCL";

    public override bool Recognizes(FileHead head) => head.File.EndsWith(ResultEnd) && head.First is { } first && first.HasAll("id", "result");

    public override bool IsBeside(FileHead head) => head.First is { } first && first.HasAll("accuracy", "correct_count", "total_count");

    public override async IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var category = Category().Match(file.Name) is { Success: true } name ? name.Groups[1].Value : file.Stem;
        var scores = await ScoresAsync(file, cancel);
        var model = scores?.Model ?? ModelOf(file);
        var count = 0;
        await foreach (var (place, line) in RecordReading.LinesAsync(file, cancel))
        {
            count++;
            yield return RecordReading.At(place, () => Read(line, place, scores)) with
            {
                Model = model,
                Task = $"bfcl-{category}",
            };
        }

        if (scores is not null && scores.Total != count)
            throw new SettingsException(
                $"{file.Shown} holds {count} entries, and {scores.File} scored {scores.Total}: which of the others are right cannot be told. Evaluate again, or import a whole pair of files."
            );
    }

    private static RecordedResult Read(JsonElement line, string place, Scored? scores)
    {
        var id = line.Text("id") ?? throw new RowException("'id' is missing. Is it a file of results?");
        var wrong = scores?.Wrong.GetValueOrDefault(id);
        var result = line.At("result");
        return new RecordedResult
        {
            Place = place,
            Model = "",
            Task = "",
            SampleId = id,
            // Question and target stand only beside wrong answers: they cannot tell one dataset from another.
            Content = "",
            Completion = result is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(IsCall) ? "" : result?.AsTextOrJson(),
            ToolCalls =
                result is { ValueKind: JsonValueKind.Array } calls && calls.EnumerateArray().All(IsCall)
                    ? [.. calls.EnumerateArray().Select(c => c.EnumerateObject().Single()).Select(c => new ToolCall(c.Name, c.Value.AsTextOrJson()))]
                    : [],
            Reasoning = line.Text("reasoning_content"),
            Scores = scores is null ? [] : [KeyValuePair.Create("valid", (double?)(wrong is null ? 1 : 0))],
            Reason = wrong?.Error,
            Input = wrong?.Question,
            Target = wrong?.Target,
            Usage = new Usage { InputTokens = line.Whole("input_token_count"), OutputTokens = line.Whole("output_token_count") },
            Duration = line.Number("latency") is { } seconds and >= 0 and < 1e7 ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    // {"name_of_function": "arguments as JSON"}
    private static bool IsCall(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Count() == 1;

    // result/MODEL/file, or with groups result/MODEL/group/file.
    private static string ModelOf(ResultFile file)
    {
        var parts = file.Folder.Split(Path.DirectorySeparatorChar);
        var at = Array.FindLastIndex(parts, p => p.StartsWith("result", StringComparison.Ordinal));
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : file.FolderName;
    }

    private static IEnumerable<string> ScorePlaces(ResultFile file)
    {
        var name = file.Name[..^ResultEnd.Length] + ScoreEnd;
        yield return Path.Combine(file.Folder, name);
        var parts = file.Folder.Split(Path.DirectorySeparatorChar);
        if (Array.FindLastIndex(parts, p => p == "result") is >= 0 and var at)
            yield return string.Join(Path.DirectorySeparatorChar, [.. parts[..at], "score", .. parts[(at + 1)..], name]);
    }

    private static async Task<Scored?> ScoresAsync(ResultFile file, CancellationToken cancel)
    {
        if (ScorePlaces(file).FirstOrDefault(File.Exists) is not { } path)
            return null;
        Scored? scores = null;
        await foreach (var (place, line) in RecordReading.LinesAsync(new ResultFile(path, null), cancel))
        {
            scores ??= line.Whole("total_count") is { } total
                ? new Scored(Path.GetFileName(path), total)
                : throw new SettingsException($"{place}: 'total_count' is missing. Is it a file of scores?");
            RecordReading.At(
                place,
                () =>
                {
                    if (line.Text("id") is { } id && line.Text("valid") == "false")
                        scores.Wrong[id] = Wrong.Of(line);
                    scores.Model ??= line.Text("model_name");
                    return 0;
                }
            );
        }

        return scores;
    }

    /// <summary>What a file of scores says.</summary>
    private sealed record Scored(string File, int Total)
    {
        public string? Model { get; set; }

        public Dictionary<string, Wrong> Wrong { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Wrong(string? Error, string? Question, string? Target)
    {
        private const int Longest = 4000;

        public static Wrong Of(JsonElement line) =>
            new(
                Short(line.At("error")?.AsTextOrJson()),
                Short((line.At("prompt", "question") ?? line.At("prompt"))?.AsTextOrJson()),
                Short(line.At("possible_answer")?.AsTextOrJson())
            );

        private static string? Short(string? text) => text is { Length: > Longest } ? text[..Longest] : text;
    }

    [GeneratedRegex(@"^BFCL_v\d+_(.+)_result\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex Category();
}
