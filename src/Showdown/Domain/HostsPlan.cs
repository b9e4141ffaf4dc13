using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>Which host is held against which: the block <c>hosts</c> of a job.</summary>
/// <param name="Family">What the hosts serve, in words: "Kimi K2".</param>
/// <param name="Reference">The model of the job that the others are held against.</param>
public sealed record HostsPlan(string Family, string Reference)
{
    /// <summary>Open-ended prompts, asked several times: the same distribution?</summary>
    public const string TextsBenchmark = "host-texts";

    /// <summary>Requests that offer tools. Also the name of what makes them.</summary>
    public const string CallsBenchmark = "host-calls";

    private const string AgainSuffix = ".again";

    /// <summary>Replies to each prompt.</summary>
    public int Samples { get; init; } = 10;

    /// <summary>Requests that offer tools.</summary>
    public int Requests { get; init; } = 500;

    /// <summary>Whether the declared context is tried, which costs as much as so many tokens.</summary>
    public bool TriesContext { get; init; }

    /// <summary>The reference asked a second time on the same night: what it does differently from itself is the yardstick.</summary>
    [JsonIgnore]
    public string Again => Reference + AgainSuffix;

    /// <summary>The second asking of the reference has the benchmarks of the check alone.</summary>
    public bool Asks(BenchmarkSettings benchmark, string modelId) => modelId != Again || benchmark.ComparesHosts;

    /// <summary>The models of a job with the second asking of the reference behind it.</summary>
    /// <param name="models">By id.</param>
    public static IEnumerable<string> WithAgain(IEnumerable<string> models, string reference) =>
        models.SelectMany(id => id == reference ? [id, id + AgainSuffix] : new[] { id });

    /// <summary>The model of a job by its name, where that may be a second asking.</summary>
    public static ModelSettings Find(IReadOnlyDictionary<string, ModelSettings> models, string id) =>
        models.TryGetValue(id, out var model) ? model : AskedAgain(models[id[..^AgainSuffix.Length]]);

    private static ModelSettings AskedAgain(ModelSettings reference) =>
        reference with
        {
            Id = reference.Id + AgainSuffix,
            Family = $"{reference.DisplayName}, asked again",
            IsReference = false,
            Sampling = reference.Sampling with { Seed = reference.Sampling.Seed + 1 },
            // A simulated model has other luck, and is the same model.
            Simulation = reference.Simulation is { } simulation ? simulation with { Seed = simulation.Seed + 1_000_003 } : null,
        };
}
