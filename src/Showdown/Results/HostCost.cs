namespace Showdown.Results;

/// <summary>Cost by a host's own word, with the tokens of the same attempts.</summary>
public sealed record HostCost
{
    public decimal? Usd { get; init; }

    public int Attempts { get; init; }

    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long ReasoningTokens { get; init; }

    internal HostCost Plus(FiguresQuery.Row row, double usd) =>
        new()
        {
            Usd = (Usd ?? 0) + (decimal)usd,
            Attempts = Attempts + 1,
            InputTokens = InputTokens + (row.InputTokens ?? 0),
            CachedInputTokens = CachedInputTokens + (row.CachedInputTokens ?? 0),
            OutputTokens = OutputTokens + (row.OutputTokens ?? 0),
            ReasoningTokens = ReasoningTokens + (row.ReasoningTokens ?? 0),
        };
}
