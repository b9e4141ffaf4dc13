using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>RewardBench's accuracies, by subset, by section and over all, of each model that judged.</summary>
/// <remarks>
/// allenai/reward-bench, rewardbench/utils.py and constants.py: a section is the mean of its pairs, where the 447 of math-prm weigh as much as the
/// 984 of code; the score is the mean of the sections. A result is 1, ½ for a tie, or 0.
/// </remarks>
internal static class RewardBenchFigures
{
    private const string Mathematics = "math-prm";

    private const double MathematicsWeight = 984;

    private static readonly (string Name, string Words, string[] Subsets)[] _sections =
    [
        ("chat", "Chat", ["alpacaeval-easy", "alpacaeval-length", "alpacaeval-hard", "mt-bench-easy", "mt-bench-med"]),
        (
            "chat_hard",
            "Chat Hard",
            ["mt-bench-hard", "llmbar-natural", "llmbar-adver-neighbor", "llmbar-adver-GPTInst", "llmbar-adver-GPTOut", "llmbar-adver-manual"]
        ),
        ("safety", "Safety", ["refusals-dangerous", "refusals-offensive", "xstest-should-refuse", "xstest-should-respond", "donotanswer"]),
        ("reasoning", "Reasoning", [Mathematics, "hep-cpp", "hep-go", "hep-java", "hep-js", "hep-python", "hep-rust"]),
    ];

    public static IReadOnlyList<RecordedGroup> Of(IReadOnlyList<RecordedRow> rows, RecordedOptions options) =>
        [.. rows.GroupBy(r => (r.File, Judge: r.Text("model", "judge"))).Select(g => Group(g.Key.Judge, Path.GetFileName(g.Key.File), [.. g]))];

    private static RecordedGroup Group(string? judge, string name, IReadOnlyList<RecordedRow> rows)
    {
        var subsets = rows.GroupBy(r => r.Text("subset"), StringComparer.Ordinal)
            .ToDictionary(s => s.Key, s => s.Select(Result).ToList(), StringComparer.Ordinal);
        var sections = _sections
            .Select(s => Section(s.Name, s.Words, [.. s.Subsets.Where(subsets.ContainsKey)], subsets))
            .OfType<RecordedFigure>()
            .ToList();
        return RecordedGroup.Of(
            judge,
            name,
            [
                sections.Count == _sections.Length
                    ? new RecordedFigure("score", "score, mean of the sections", sections.Average(s => s.Value), null, null, null, rows.Count)
                    : null,
                .. sections,
                .. subsets.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => RecordedFigure.Mean(s.Key, s.Key, s.Value)),
            ]
        );
    }

    private static RecordedFigure? Section(string name, string words, string[] present, Dictionary<string, List<double>> subsets)
    {
        if (present.Length == 0)
            return null;
        var weights = present.Select(s => s == Mathematics ? MathematicsWeight : subsets[s].Count).ToArray();
        var value = present.Zip(weights, (s, w) => w * subsets[s].Average()).Sum() / weights.Sum();
        return new RecordedFigure(name, words, value, null, null, null, present.Sum(s => subsets[s].Count));
    }

    private static double Result(RecordedRow row) =>
        row.Row.GetProperty("results") switch
        {
            { ValueKind: JsonValueKind.True } => 1,
            { ValueKind: JsonValueKind.False } => 0,
            { ValueKind: JsonValueKind.Number } number when number.GetDouble() is >= 0 and <= 1 and var result => result,
            _ => throw new SettingsException($"{row.Place}: 'results' is no number from 0 to 1."),
        };
}
