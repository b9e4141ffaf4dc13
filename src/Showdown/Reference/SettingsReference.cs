using Showdown.Benchmarks;
using Showdown.Models;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Reference;

/// <summary>
/// Every key of the files that people edit. Keys, types, ranges and allowed words are learnt from the readers themselves; what they mean stands in
/// words.yaml.
/// </summary>
public static class SettingsReference
{
    public static IReadOnlyList<ReferenceFile> Files { get; } =
    [
        File("job", "A job file, jobs/*.yaml: what to run, when, for how much money.", JobFile.Shape, JobFile.Shape),
        File(
            "models",
            "jobs/models.yaml: a block for each model, under the name that job files use.",
            ModelsFile.Shape,
            ModelsFile.Shape.Keys[0].Inner!
        ),
        File("benchmark", "datasets/*/benchmark.yaml: a dataset, a prompt, a scorer and a protocol.", BenchmarkFile.Shape, BenchmarkFile.Shape),
    ];

    public static IReadOnlyList<ReferenceScorer> AllScorers { get; } = [.. Scorers.Names.Select(Scorer)];

    private static ReferenceFile File(string name, string about, SectionShape whole, SectionShape top) =>
        new(name, about, whole, [.. Entries(name, "", top)]);

    private static IEnumerable<ReferenceEntry> Entries(string file, string above, SectionShape shape)
    {
        foreach (var key in shape.Keys)
        {
            var path = above.Length == 0 ? key.Name : $"{above}.{key.Name}";
            var words = WordList.Of(file, path).Words;
            yield return new ReferenceEntry(path, key, words);
            if (key.Inner is null || words.SameAs is not null)
                continue;
            foreach (var inner in Entries(file, path, key.Inner))
                yield return inner;
        }
    }

    private static ReferenceScorer Scorer(string name) =>
        new(
            name,
            WordList.Of("scorers", name).Words.Means,
            [
                .. Scorers
                    .OptionsOf(name)
                    .Select(option => new ReferenceOption(option.Name, KeyTypes.Of(option), WordList.Of("scorers", $"{name}.{option.Name}").Words)),
            ]
        );
}
