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

/// <summary>List price in USD per million tokens. Absent means unknown, not free.</summary>
public sealed record Price(decimal Input, decimal Output)
{
    public decimal? CachedInput { get; init; }

    /// <summary>Of reasoning tokens; null: as other output.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>Where the host takes batches: what a reader would pay that way. Nothing is asked in batches here.</summary>
    public decimal? BatchInput { get; init; }

    public decimal? BatchOutput { get; init; }

    public DateOnly? AsOf { get; init; }

    public string? Source { get; init; }

    /// <summary>List price of tokens in USD. Cached ones are part of the input, reasoning ones of the output.</summary>
    public decimal Of(long input, long cached, long output, long reasoning)
    {
        (cached, reasoning) = (Math.Clamp(cached, 0, input), Math.Clamp(reasoning, 0, output));
        return ((input - cached) * Input + cached * (CachedInput ?? Input) + (output - reasoning) * Output + reasoning * (Reasoning ?? Output))
            / 1_000_000m;
    }
}

public sealed record ModelLimits
{
    /// <summary>Requests in flight, from 1.</summary>
    public int Concurrency { get; init; } = 8;

    public int? RequestsPerMinute { get; init; }

    public int? TokensPerMinute { get; init; }

    /// <summary>True: each process may use all of this. False: it is what the host bears from all processes together, and they divide it.</summary>
    public bool PerProcess { get; init; }

    /// <summary>Tries of one request in all, from 1.</summary>
    public int Tries { get; init; } = 5;
}

public sealed record ModelTimeouts
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest silence between two tokens.</summary>
    public TimeSpan BetweenTokens { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a host that is down is waited for before its model is asked no more.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>Facts for the comparison table; nothing here changes a request.</summary>
public sealed record ModelFacts
{
    public bool? OpenWeights { get; init; }

    public string? Licence { get; init; }

    public string? Architecture { get; init; }

    /// <summary>"instruct" or "base": published figures of one never stand for the other.</summary>
    public string? Variant { get; init; }

    public string? Source { get; init; }
}
