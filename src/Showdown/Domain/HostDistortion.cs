using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>A host of a simulated model. Hosts of the same weights answer from one distribution, but for what they are told to do
/// otherwise.</summary>
public sealed record HostDistortion
{
    /// <summary>Names the weights.</summary>
    public string Weights { get; init; } = "simulated";

    /// <summary>Added to the temperature that was asked for.</summary>
    public double TemperatureOff { get; init; }

    /// <summary>Share of tokens, 0 to 1, that are replaced by others, as coarse precision does.</summary>
    public double Replaced { get; init; }

    /// <summary>How much a system prompt that nobody sent moves every word, 0: not at all. It takes twenty tokens for each 0.1.</summary>
    public double HiddenPrompt { get; init; }

    /// <summary>Share of replies, 0 to 1, that another provider gives, from another build of the model.</summary>
    public double Mixture { get; init; }

    /// <summary>Share of calls, 0 to 1, in place of which the model answers in words.</summary>
    public double CallsLess { get; init; }

    /// <summary>Share of calls, 0 to 1, whose arguments break the schema.</summary>
    public double BreaksSchema { get; init; }

    /// <summary>Tokens that it takes, whatever models.yaml declares; null: all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Context { get; init; }

    /// <summary>What the host does against the protocol at requests that no benchmark stands behind, such as "ignores-stop"; docs/hosts.md lists
    /// them.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
