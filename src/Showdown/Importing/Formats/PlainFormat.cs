using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>
/// A table that somebody made: JSONL, CSV or TSV with <c>id</c> and <c>score</c>, or <c>completion</c> and <c>target</c>; further columns are taken
/// by their names. What <c>showdown export</c> writes is read too.
/// </summary>
internal sealed class PlainFormat : ResultFormat
{
    private static readonly string[] _ids = ["id", "sample_id", "sample", "question_id"];
    private static readonly string[] _scores = ["score", "correct", "value", "is_correct", "passed", "pass", "accuracy"];
    private static readonly string[] _completions = ["completion", "response", "output", "prediction"];

    public override string Name => "plain";

    public override string Program => "a plain file";

    public override IReadOnlyList<string> Preferred => _scores;

    public override bool Recognizes(FileHead head) =>
        IsTable(head.File) || head.First is { } first && _ids.Any(n => first.Has(n)) && _scores.Concat(_completions).Any(n => first.Has(n));

    public override async IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var source = new DatasetSource
        {
            Format =
                file.EndsWith(".csv") ? "csv"
                : file.EndsWith(".tsv") ? "tsv"
                : "jsonl",
        };
        await foreach (var row in RowReader.ReadAsync(file.Data, source, cancel))
        {
            var place = $"{file.Shown}({row.Place})";
            yield return RecordReading.At(place, () => Read(file, row, place));
        }
    }

    private static bool IsTable(ResultFile file) => file.EndsWith(".csv") || file.EndsWith(".tsv");

    private static RecordedResult Read(ResultFile file, Row row, string place)
    {
        var completion = Completion(row);
        var scores = Scores(row);
        if (completion is null && scores.Count == 0)
            throw new RowException(
                $"there is neither a 'score' nor a 'completion'. There is: {string.Join(", ", row.Names.Take(20).Select(n => $"'{n}'"))}."
            );
        return new RecordedResult
        {
            Place = place,
            Model = Given(row, "model") ?? file.Stem,
            Task = Given(row, "benchmark", "task") ?? "imported",
            SampleId =
                First(row, _ids)
                ?? throw new RowException($"'id' is missing. There is: {string.Join(", ", row.Names.Take(20).Select(n => $"'{n}'"))}."),
            Epoch = Epoch(row),
            Group = Given(row, "group"),
            Input = Given(row, "question", "input", "prompt"),
            Target = Given(row, "target", "reference", "expected"),
            Choices = row.Has("choices") ? Choices(row) : [],
            Prompt = Given(row, "prompt"),
            Completion = completion,
            Reasoning = Given(row, "reasoning"),
            FinishReason = Given(row, "finish_reason"),
            CutOff = Given(row, "finish_reason") is "length" or "max_tokens",
            Error = Given(row, "error"),
            Scores = scores,
            Answer = Given(row, "answer"),
            Reason = Given(row, "reason"),
            Usage = new Usage
            {
                InputTokens = (int?)Number(row, "input_tokens"),
                OutputTokens = (int?)Number(row, "output_tokens"),
                CostUsd = Number(row, "cost_usd") is { } cost ? (decimal)cost : null,
            },
            Duration = Number(row, "duration_seconds") is { } seconds and >= 0 and < 1e7 ? TimeSpan.FromSeconds(seconds) : null,
            ServedModel = Given(row, "served_model"),
        };
    }

    // A column "outcome" is what our own export and other programs write in words.
    private static List<KeyValuePair<string, double?>> Scores(Row row)
    {
        var scores = _scores.Where(row.IsGiven).Select(name => KeyValuePair.Create(name, (double?)Score(row, name))).ToList();
        if (scores.Count == 0 && Given(row, "outcome") is { } outcome)
            scores.Add(
                KeyValuePair.Create(
                    "outcome",
                    outcome.ToLowerInvariant() switch
                    {
                        "right" or "correct" or "pass" or "passed" => 1,
                        "wrong" or "incorrect" or "fail" or "truncated" => 0,
                        "failed" or "unscored" or "" => (double?)null,
                        _ => throw new RowException(
                            $"'outcome' is '{Row.Short(outcome)}', and right, wrong, truncated, failed or unscored is expected."
                        ),
                    }
                )
            );
        return scores;
    }

    private static double Score(Row row, string name) =>
        row.Text(name).Trim().ToLowerInvariant() switch
        {
            "true" or "yes" => 1,
            "false" or "no" => 0,
            _ => Number(row, name)
                ?? throw new RowException($"'{name}' is '{Row.Short(row.Text(name))}', and a number is expected, such as 0, 1 or 0.5."),
        };

    private static double? Number(Row row, string name)
    {
        if (!row.IsGiven(name) || row.Text(name) is not { Length: > 0 } text)
            return null;
        return
            double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw new RowException($"'{name}' is '{Row.Short(text)}', and a number is expected.");
    }

    private static int? Epoch(Row row) =>
        Number(row, "epoch") switch
        {
            null => null,
            >= 1 and <= 100_000 and var epoch when epoch % 1 == 0 => (int)epoch,
            var epoch => throw new RowException($"'epoch' is {epoch}, and a whole number from 1 is expected."),
        };

    // A list, or its JSON in a cell.
    private static List<string> Choices(Row row)
    {
        if (row is JsonRow { Json: var json } && json.At("choices") is { ValueKind: JsonValueKind.Array } list)
            return [.. list.EnumerateArray().Select(c => c.AsTextOrJson())];
        try
        {
            return row.IsGiven("choices") && row.Text("choices") is ['[', ..] text ? JsonSerializer.Deserialize<List<string>>(text) ?? [] : [];
        }
        catch (JsonException)
        {
            throw new RowException($"'choices' is '{Row.Short(row.Text("choices"))}', and a JSON list of texts is expected.");
        }
    }

    // An empty text is an answer; an empty cell of a table need not be one.
    private static string? Completion(Row row) =>
        _completions.FirstOrDefault(row.IsGiven) is { } name && row.Text(name) is var text && (text.Length > 0 || row is JsonRow) ? text : null;

    private static string? First(Row row, IEnumerable<string> names) => names.Select(n => Given(row, n)).FirstOrDefault(t => t is not null);

    private static string? Given(Row row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (row.IsGiven(name) && row.Text(name) is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
