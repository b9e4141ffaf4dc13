namespace Showdown.Domain;

/// <summary>Everything a run depends on, frozen at its start. Resume and rerun read this, not the files.</summary>
public sealed record RunSettings
{
    public required Job Job { get; init; }

    public required IReadOnlyList<ModelSettings> Models { get; init; }

    public required IReadOnlyList<BenchmarkSettings> Benchmarks { get; init; }

    public required string ProgramVersion { get; init; }

    public ModelSettings Model(string id) => Models.First(m => m.Id == id);

    public BenchmarkSettings Benchmark(string id) => Benchmarks.First(b => b.Id == id);

    public bool IsSimulated => Models.Any(m => m.IsSimulated);
}
