using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>A benchmark as a job asks for it; null leaves the protocol's own value.</summary>
public sealed record JobBenchmark(string Id)
{
    public int? Epochs { get; init; }

    /// <summary>Only so many samples: the first of a fixed pseudo-random order, the same for every model and night.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Which records to ask, by fields of the dataset, as in <see cref="DatasetSource.Where"/>; a field named here wins over the benchmark's own rule
    /// for it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    public Sampling Sampling { get; init; } = new();

    /// <summary>Wins over <see cref="Job.Stop"/> and over the benchmark's own rule; null: the job's.</summary>
    public StopRule? Stop { get; init; }

    /// <summary>How the load is raised, of a benchmark that does; null of the others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoadPlan? Load { get; init; }

    /// <summary>Of a benchmark that compares answers the one model that all others are compared with; null: each with each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Baseline { get; init; }

    /// <summary>What the job takes the benchmark to be a test of; null: what the benchmark itself says.</summary>
    public Capability? Capability { get; init; }
}
