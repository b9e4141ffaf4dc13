using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>What must hold for a run to end with exit code 0. The names are those of job files, under which gates were always stored.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "On")]
[JsonDerivedType(typeof(Drop), "drop")]
[JsonDerivedType(typeof(Below), "below")]
[JsonDerivedType(typeof(WorseThan), "worse-than")]
[JsonDerivedType(typeof(Cost), "cost")]
[JsonDerivedType(typeof(Latency), "latency")]
[JsonDerivedType(typeof(TokensPerSecond), "tokens-per-second")]
[JsonDerivedType(typeof(Coverage), "coverage")]
public abstract record Gate
{
    private Gate() { }

    /// <summary>Only this benchmark; null: every one.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Only this model; null: every one.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it is about an evaluation of this model on this benchmark.</summary>
    public bool IsAbout(string benchmarkId, string modelId) => (Benchmark ?? benchmarkId) == benchmarkId && (Model ?? modelId) == modelId;

    /// <summary>No drop against earlier nights.</summary>
    public sealed record Drop : Gate
    {
        /// <summary>"last-7-runs".</summary>
        public string? Baseline { get; init; }

        /// <summary>The drop that is allowed, as a share from 0; null: none that is shown.</summary>
        public double? Value { get; init; }

        /// <summary>Fresh attempts must show it again before anybody is told. The default of a job file.</summary>
        public bool Confirm { get; init; }

        /// <summary>How many earlier runs it is held against.</summary>
        [JsonIgnore]
        public int Runs => Baseline is { } baseline ? int.Parse(baseline.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
    }

    /// <summary>A score of so much or more.</summary>
    /// <param name="Value">A share from 0 to 1.</param>
    public sealed record Below(double Value) : Gate;

    /// <summary>Not shown to be worse than another model.</summary>
    /// <param name="Than">The other model.</param>
    public sealed record WorseThan(string Than) : Gate
    {
        /// <summary>How much worse is allowed, as a share from 0; null: nothing that is shown.</summary>
        public double? Value { get; init; }
    }

    /// <summary>Output after the first token as fast as this, or faster.</summary>
    /// <param name="Value">Tokens a second, the median.</param>
    public sealed record TokensPerSecond(double Value) : Gate;

    /// <summary>A run of so much money at most.</summary>
    /// <param name="Value">In USD.</param>
    public sealed record Cost(double Value) : Gate;

    /// <summary>95 of 100 first tokens within a time.</summary>
    /// <param name="Value">In seconds.</param>
    public sealed record Latency(double Value) : Gate;

    /// <summary>So many of the attempts scored.</summary>
    /// <param name="Value">A share from 0 to 1.</param>
    public sealed record Coverage(double Value) : Gate;
}
