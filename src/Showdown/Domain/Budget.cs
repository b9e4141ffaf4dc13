namespace Showdown.Domain;

public sealed record Budget
{
    public decimal? Usd { get; init; }

    public long? Tokens { get; init; }
}
