using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Analysis.Facts;

/// <summary>How a run's models and benchmarks are called, and where their pages are filed.</summary>
internal sealed class RunNames
{
    public RunNames(RunSettings settings)
    {
        var ids = settings.Job.Models.Where(id => settings.Models.Any(m => m.Id == id)).Distinct().ToList();
        ids.AddRange(settings.Models.Select(m => m.Id).Except(ids));
        var taken = ids.Select(id => settings.Model(id).DisplayName).CountBy(name => name).ToDictionary();
        Models = ids.Select((id, i) => Named(settings.Model(id), i, taken)).ToList();
        Benchmarks = settings
            .Benchmarks.Select(b => new BenchmarkName(b.Id, b.IsJudged ? $"{b.Title} (judged)" : b.Title, Slug.Of(b.Id), b.Redacted))
            .ToList();
    }

    public IReadOnlyList<ModelName> Models { get; }

    public IReadOnlyList<BenchmarkName> Benchmarks { get; }

    public ModelName Model(string id) => Models.First(m => m.Id == id);

    public BenchmarkName Benchmark(string id) => Benchmarks.First(b => b.Id == id);

    // Two models of one family would read alike: then the id tells them apart.
    private static ModelName Named(ModelSettings model, int index, Dictionary<string, int> taken) =>
        new(model.Id, taken[model.DisplayName] == 1 ? model.DisplayName : $"{model.DisplayName} ({model.Id})", index, model.IsSimulated);
}
