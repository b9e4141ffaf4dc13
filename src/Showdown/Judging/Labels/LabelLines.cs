using System.Text.Json;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Judging.Labels;

/// <summary>People's labels of a run's pairs as a file, one JSON object a line. 'judges check --labels' reads the same file.</summary>
public static class LabelLines
{
    private const string Form =
        """A line looks like {"sample": "...", "first_model": "...", "second_model": "...", "better": "first", "rater": "..."}; 'showdown labels export' writes such ones.""";

    /// <summary>One line, without its break. What a rater could not say has none.</summary>
    public static string Write(PairTexts pair, PairLabelRow label)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(label);
        return JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["prompt"] = pair.Sample.Input,
                ["first"] = pair.First,
                ["second"] = pair.Second,
                ["better"] = label.Label?.ToLowerInvariant(),
                ["set"] = label.BenchmarkId,
                ["rater"] = label.Rater,
                ["sample"] = label.SampleId,
                ["epoch"] = label.Epoch,
                ["first_model"] = label.FirstModel,
                ["second_model"] = label.SecondModel,
            }
        );
    }

    /// <summary>Which pair of a run a line labels, and how; run and benchmark are left empty.</summary>
    /// <param name="place">File and line, for what is wrong.</param>
    /// <exception cref="SettingsException">The line is no label of a run's pair.</exception>
    public static PairLabelRow Read(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (row.ValueKind != JsonValueKind.Object)
                throw new SettingsException($"{place}: is no JSON object. {Form}");
            var epoch = 1;
            if (row.TryGetProperty("epoch", out var given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out epoch) || epoch < 1))
                throw new SettingsException($"{place}: 'epoch' is {Short(given.GetRawText())}, and must be a whole number from 1.");
            var better = Text(row, "better", place);
            return new PairLabelRow
            {
                SampleId = Text(row, "sample", place),
                Epoch = epoch,
                FirstModel = Text(row, "first_model", place),
                SecondModel = Text(row, "second_model", place),
                Rater = Rater(Text(row, "rater", place), place),
                Label = better switch
                {
                    "first" => nameof(PairOutcome.First),
                    "second" => nameof(PairOutcome.Second),
                    "tie" => nameof(PairOutcome.Tie),
                    _ => throw new SettingsException($"{place}: 'better' is '{Short(better)}', and must be first, second or tie."),
                },
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the second: half a character in an escape
        {
            throw new SettingsException($"{place}: is no JSON. {Form}", e);
        }
    }

    /// <summary>How a rater may be called: a name that people type.</summary>
    /// <exception cref="SettingsException">It is empty, too long, or holds signs that cannot be seen.</exception>
    public static string Rater(string name, string place)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= 60 && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new SettingsException($"{place}: a rater's name has 1 to 60 letters, such as 'anna'.");
    }

    private static string Text(JsonElement row, string name, string place) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new SettingsException($"{place}: '{name}' is missing, or is no text. {Form}");

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
