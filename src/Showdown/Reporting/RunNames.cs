using Showdown.Domain;
using Showdown.Reporting.Charts;
using Showdown.Reporting.Templating;

namespace Showdown.Reporting;

/// <summary>How a run's models and benchmarks are called, coloured and filed on its pages.</summary>
internal sealed class RunNames
{
    private static readonly string[] _shapes = ["circle", "square", "triangle", "diamond", "down", "cross"];

    public RunNames(RunSettings settings)
    {
        var ids = settings.Job.Models.Where(id => settings.Models.Any(m => m.Id == id)).Distinct().ToList();
        ids.AddRange(settings.Models.Select(m => m.Id).Except(ids));
        var taken = ids.Select(id => settings.Model(id).DisplayName).CountBy(name => name).ToDictionary();
        Models = ids.Select((id, i) => Style(settings.Model(id), i, taken)).ToList();
        Benchmarks = settings.Benchmarks.Select(b => new BenchmarkName(b.Id, b.Title, Slug.Of(b.Id), b.Redacted)).ToList();
    }

    public IReadOnlyList<ModelName> Models { get; }

    public IReadOnlyList<BenchmarkName> Benchmarks { get; }

    public ModelName Model(string id) => Models.First(m => m.Id == id);

    public BenchmarkName Benchmark(string id) => Benchmarks.First(b => b.Id == id);

    // Two models of one family would read alike: then the id tells them apart.
    private static ModelName Style(ModelSettings model, int index, Dictionary<string, int> taken) =>
        Style(model.Id, taken[model.DisplayName] == 1 ? model.DisplayName : $"{model.DisplayName} ({model.Id})", index, model.IsSimulated);

    /// <param name="index">Decides colour and shape.</param>
    public static ModelName Style(string id, string name, int index, bool simulated) => new(id, name, index, "m" + index % 6, _shapes[index % _shapes.Length], simulated);
}

/// <param name="Css">The class that carries the model's colour.</param>
/// <param name="Shape">The mark's shape: colour never stands alone.</param>
internal sealed record ModelName(string Id, string Name, int Index, string Css, string Shape, bool Simulated)
{
    /// <summary>The mark that stands for the model in charts, to put beside its name.</summary>
    public RawHtml Icon { get; } = Svg.Icon(Shape, Css);
}

/// <param name="Slug">Names its folder of evidence.</param>
internal sealed record BenchmarkName(string Id, string Title, string Slug, bool Redacted);
