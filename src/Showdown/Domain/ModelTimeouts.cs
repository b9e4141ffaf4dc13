namespace Showdown.Domain;

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
