using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>A job file: what to run, when, for how much money.</summary>
public sealed record Job
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<JobBenchmark> Benchmarks { get; init; }

    public Schedule? Schedule { get; init; }

    public Budget? Budget { get; init; }

    public IReadOnlyList<Gate> Gates { get; init; } = [];

    public IReadOnlyList<Notify> Notify { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Whether completions of earlier runs may stand for new ones.</summary>
    public Reuse Reuse { get; init; }

    /// <summary>What becomes of the run when the data of one of its benchmarks cannot be had.</summary>
    public MissingData MissingData { get; init; }

    /// <summary>False: endpoints are not checked before the run.</summary>
    public bool Probe { get; init; } = true;

    /// <summary>When evaluations may end before all is asked; null: as their benchmarks say.</summary>
    public StopRule? Stop { get; init; }

    /// <summary>The models are hosts of one family, to be held against its reference; null: they are models of their own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HostsPlan? Hosts { get; init; }

    /// <summary>Who judges the benchmarks that are judged, and how; wins over what they say themselves. Null: as they say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JudgeSettings? Judging { get; init; }

    /// <summary>The largest difference that still counts as equivalent, as a share from 0 to 1.</summary>
    public double EquivalenceMargin { get; init; } = 0.02;
}
