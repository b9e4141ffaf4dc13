using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>One entry of models.yaml. Holds the name of the variable with the key, never the key.</summary>
public sealed record ModelSettings
{
    /// <summary>The name that job files use.</summary>
    public required string Id { get; init; }

    /// <summary>The model family for headlines ("Kimi K2"); null: the id.</summary>
    public string? Family { get; init; }

    /// <summary>True for the makers' own host, or weights that the user runs: what other hosts of the family are held against.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsReference { get; init; }

    /// <summary>The numbers the weights are served in, as the host declares them, such as fp8; null: it says nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Precision { get; init; }

    public required Connector Connector { get; init; }

    /// <summary>Base address, with /v1 where the host wants it; null for simulated.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string Model { get; init; }

    /// <summary>The key as written in the file, "${NAME}" or "${NAME:-default}"; read from the environment when asked.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Declared context window in tokens.</summary>
    public int? ContextWindow { get; init; }

    public Sampling Sampling { get; init; } = new();

    public Price? Price { get; init; }

    public ModelLimits Limits { get; init; } = new();

    public ModelTimeouts Timeouts { get; init; } = new();

    /// <summary>Further body fields, sent as they stand (provider routing, chat_template_kwargs ...); null leaves a field of ours out.</summary>
    public JsonObject? Extra { get; init; }

    /// <summary>The field for the output cap: max_tokens or max_completion_tokens.</summary>
    public string OutputCapField { get; init; } = "max_tokens";

    public ModelFacts Facts { get; init; } = new();

    /// <summary>How a simulated model behaves; null for all other connectors.</summary>
    public Simulation? Simulation { get; init; }

    public string DisplayName => Family ?? Id;

    public bool IsSimulated => Connector == Connector.Simulated;

    /// <summary>Answers from a file: there is no endpoint.</summary>
    public bool IsReplay => Connector == Connector.Replay;
}
