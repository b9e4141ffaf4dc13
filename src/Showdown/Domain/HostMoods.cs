namespace Showdown.Domain;

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
