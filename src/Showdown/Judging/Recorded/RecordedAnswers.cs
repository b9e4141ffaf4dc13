using System.Text.Json;
using Showdown.Statistics.Pairwise;

namespace Showdown.Judging.Recorded;

/// <summary>How recorded answers are laid out, by model and prompt: Arena-Hard's files of answers, which tell it beside each.</summary>
/// <remarks>lmarena/arena-hard-auto, utils/add_markdown_info.py: 'metadata' ('conv_metadata' in its first version) has token_len, and counts of
/// headers, lists and bold by kind, which are added up.</remarks>
public sealed class RecordedAnswers
{
    private readonly Dictionary<(string Model, string Prompt), StyleCounts> _styles = [];

    public static RecordedAnswers None { get; } = new();

    private RecordedAnswers() { }

    /// <exception cref="Domain.SettingsException">A file is not there, or has no answers.</exception>
    public static async Task<RecordedAnswers> ReadAsync(IReadOnlyList<string> files, CancellationToken cancel)
    {
        var answers = new RecordedAnswers();
        foreach (var file in files)
        {
            foreach (var row in await RecordedLines.ReadAsync(file, cancel))
                answers._styles[(row.Text("model", "model_id") ?? row.Text("model"), PromptOf(row))] = Counts(row);
        }

        return answers;
    }

    internal bool Any => _styles.Count > 0;

    /// <returns>Null where the answer is not known.</returns>
    internal StyleCounts? Of(string model, string prompt) => _styles.TryGetValue((model, prompt), out var counts) ? counts : null;

    internal static string PromptOf(RecordedRow row) => row.Text("uid", "question_id") ?? row.Text("uid");

    private static StyleCounts Counts(RecordedRow row)
    {
        var metadata =
            row.Row.TryGetProperty("metadata", out var found) || row.Row.TryGetProperty("conv_metadata", out found)
                ? found
                : throw new Domain.SettingsException($"{row.Place}: 'metadata' is missing: how long the answer is, and how it is laid out.");
        return new StyleCounts(Sum("token_len"), Sum("header_count"), Sum("list_count"), Sum("bold_count"));

        double Sum(string name) =>
            metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var count)
                ? count.ValueKind switch
                {
                    JsonValueKind.Number => count.GetDouble(),
                    JsonValueKind.Object => count.EnumerateObject().Sum(c => c.Value.ValueKind == JsonValueKind.Number ? c.Value.GetDouble() : 0),
                    _ => 0,
                }
                : throw new Domain.SettingsException($"{row.Place}: '{name}' is missing in the answer's metadata.");
    }
}
