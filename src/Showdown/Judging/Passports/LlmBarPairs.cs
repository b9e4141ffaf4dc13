using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Judging.Passports;

/// <summary>LLMBar: 419 pairs with an objectively better answer, in one natural and four adversarial sets.</summary>
/// <remarks>princeton-nlp/LLMBar at commit 900616b, Dataset/LLMBar; Zeng et al. 2024, arXiv:2310.07641. MIT.</remarks>
public static class LlmBarPairs
{
    private const string Upstream = "https://raw.githubusercontent.com/princeton-nlp/LLMBar/900616bff90b6c6c8e1681f7d079250637c55992/Dataset/LLMBar/";

    private static readonly (string Name, string Path, string Sha256)[] _files =
    [
        ("natural", "Natural", "f7127b7aa78104cb8e03a2b1b3ac0077e95b125714dd441a8ee63666145a3375"),
        ("neighbor", "Adversarial/Neighbor", "6712c7eda6342602e0bc7c06c282fa95e2110d4e741a284026a62d937f9780a0"),
        ("gptinst", "Adversarial/GPTInst", "1002425f73c2cf54b6e6de99bce3f6c60fa2a17d13194772e37d7481c1351d42"),
        ("gptout", "Adversarial/GPTOut", "1ff56e520d7607750a9866a3be0f5b850392ca4477a1f69d80f32bd3e310f561"),
        ("manual", "Adversarial/Manual", "0d9598769a39cdbbd265778c37e49939d41d5f76dcfb17bd75dcfa07516d3837"),
    ];

    /// <summary>The sets' names.</summary>
    public static IReadOnlyList<string> Sets { get; } = [.. _files.Select(f => f.Name)];

    /// <summary>Reads sets; each is pulled once, from the mirror folder or from upstream, and held against its hash.</summary>
    /// <param name="sets">Names of <see cref="Sets"/>; empty: all.</param>
    /// <exception cref="SettingsException">A set cannot be had, or a record cannot be read.</exception>
    public static async Task<LabelledPairs> ReadAsync(DatasetCache datasets, IReadOnlyCollection<string> sets, CancellationToken cancel)
    {
        var pairs = new List<LabelledPair>();
        foreach (var (name, path, sha256) in _files.Where(f => sets.Count == 0 || sets.Contains(f.Name)))
        {
            var benchmark = Dataset(name, path, sha256);
            var data = await datasets.PullAsync(benchmark, null, cancel);
            await foreach (var sample in DatasetReader.ReadAsync(benchmark, data, cancel))
                pairs.Add(PairOf(name, sample));
        }

        return new LabelledPairs(
            sets.Count == 0 || sets.Count == Sets.Count ? "LLMBar" : $"LLMBar {string.Join(", ", Sets.Where(sets.Contains))}",
            pairs
        );
    }

    private static LabelledPair PairOf(string set, Sample sample) =>
        new(
            set,
            $"{set}/{sample.Id}",
            new PairToJudge
            {
                Prompt = sample.Input,
                First = sample.Fields["first"],
                Second = sample.Fields["second"],
                Better = sample.Target == "1" ? PairOutcome.First : PairOutcome.Second,
            }
        );

    private static BenchmarkSettings Dataset(string name, string path, string sha256)
    {
        var source = new DatasetSource
        {
            Format = "json",
            Sha256 = sha256,
            Map = new Dictionary<string, string>
            {
                ["input"] = "input",
                ["target"] = "label",
                ["first"] = "output_1",
                ["second"] = "output_2",
            },
        };
        return new BenchmarkSettings
        {
            Id = $"llmbar-{name}",
            Version = 1,
            Title = $"LLMBar {name}",
            Sources = [source with { Mirror = $"llmbar/{path}/dataset.json" }, source with { Url = $"{Upstream}{path}/dataset.json" }],
            Prompt = "",
            Scorer = new ScorerSettings("text"),
            Protocol = new Protocol(),
            Folder = "",
        };
    }
}
