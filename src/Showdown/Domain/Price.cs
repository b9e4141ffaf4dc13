namespace Showdown.Domain;

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
