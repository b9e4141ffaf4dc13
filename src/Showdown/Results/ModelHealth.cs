namespace Showdown.Results;

/// <summary>What became of a model's requests lately.</summary>
public sealed record ModelHealth
{
    public required string ModelId { get; init; }

    public int Attempts { get; init; }

    /// <summary>Attempts that failed after all their tries.</summary>
    public int Failed { get; init; }

    /// <summary>The kind that failed most often; null when none failed.</summary>
    public string? CommonFailure { get; init; }

    /// <summary>When the newest run that asked it began.</summary>
    public DateTimeOffset LastRunAt { get; init; }
}
