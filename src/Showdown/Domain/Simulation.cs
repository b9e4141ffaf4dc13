using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>How a simulated model behaves. Everything it touches is labelled simulated.</summary>
public sealed record Simulation
{
    /// <summary>Chance of a right answer, 0 to 1, by benchmark id; "default" stands for the rest.</summary>
    public IReadOnlyDictionary<string, double> Skill { get; init; } = new Dictionary<string, double>();

    public long Seed { get; init; } = 1;

    /// <summary>Median time to the first token.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Spread of the time to the first token: standard deviation of its natural logarithm; 0 is fixed.</summary>
    public double FirstTokenSpread { get; init; } = 0.3;

    /// <summary>Output speed after the first token; 0 is as fast as possible.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>Mean length of an answer in tokens.</summary>
    public int AnswerTokens { get; init; } = 60;

    public FaultRates Faults { get; init; } = new();

    /// <summary>Requests that its host serves at the same time, the others waiting in line; 0: any number.</summary>
    public int AtOnce { get; init; }

    /// <summary>So many may wait in line, and one more is refused; null: any number.</summary>
    public int? Line { get; init; }

    /// <summary>How its host's times change in the course of hours and days.</summary>
    public HostMoods Moods { get; init; } = new();

    /// <summary>How it judges; null: as well as its skill in "judge", without a lean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SimulatedJudge? Judge { get; init; }

    /// <summary>USD for a million tokens, by which the host says of each reply what it cost; null: it says nothing.</summary>
    public ReportedPrice? ReportsPrice { get; init; }

    /// <summary>The weights it serves and how it departs from them; null: it talks as simulated models do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HostDistortion? Host { get; init; }
}

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

/// <summary>The declared faults of a simulated judge.</summary>
public sealed record SimulatedJudge
{
    /// <summary>Share of verdicts that are right, 0 to 1, over pairs in which the better answer stands first as often as second and is the longer one
    /// as often as the shorter.</summary>
    public double Accuracy { get; init; } = 0.8;

    /// <summary>Share of verdicts for what stands first less one half, -0.5 to 0.5, over both orders of all pairs.</summary>
    public double PositionLean { get; init; }

    /// <summary>Share of verdicts for the longer answer less one half, -0.5 to 0.5, over pairs in which it is the better one as often as
    /// not.</summary>
    public double LengthLean { get; init; }

    /// <summary>Share of replies from which no verdict can be read, 0 to 1.</summary>
    public double FailureRate { get; init; }
}

/// <summary>Prices of a million tokens in USD.</summary>
public sealed record ReportedPrice(double Input, double Output);

/// <summary>What all times of a simulated host go by. Spreads are standard deviations of the natural logarithm of a time.</summary>
public sealed record HostMoods
{
    /// <summary>Of a mood that wanders as an autoregressive process of the first order.</summary>
    public double Spread { get; init; }

    /// <summary>After this time the correlation of a mood with itself is 1/e.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Half of the way from the fastest to the slowest hour of the day; the slowest is 15:00 UTC.</summary>
    public double Rhythm { get; init; }

    /// <summary>From <see cref="ChangesAt"/> on all times are so many times as long.</summary>
    public double Change { get; init; } = 1;

    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>How much longer the first request after a pause takes.</summary>
    public TimeSpan ColdStart { get; init; }

    public TimeSpan ColdAfter { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Shares of requests, 0 to 1, that meet a fault. Each request meets at most one.</summary>
public sealed record FaultRates
{
    /// <summary>HTTP 429 with Retry-After.</summary>
    public double RateLimit { get; init; }

    /// <summary>HTTP 500.</summary>
    public double ServerError { get; init; }

    /// <summary>The connection is reset.</summary>
    public double Reset { get; init; }

    /// <summary>The stream ends without a finish reason.</summary>
    public double TruncatedStream { get; init; }

    public double MalformedJson { get; init; }

    /// <summary>The request is accepted and never answered.</summary>
    public double Hang { get; init; }

    public double EmptyAnswer { get; init; }

    /// <summary>The answer is cut with finish reason "length".</summary>
    public double OutputCap { get; init; }
}
