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
