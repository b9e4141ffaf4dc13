namespace Showdown.Domain;

/// <summary>When and how long. Service times belong to the last try alone; waiting for our own limits and between tries stands apart.</summary>
public sealed record Timings
{
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Waited for a place under the model's limits.</summary>
    public TimeSpan Queued { get; init; }

    /// <summary>Spent in tries that failed and in the pauses between them.</summary>
    public TimeSpan Retrying { get; init; }

    /// <summary>Request sent to first token of any kind (TTFT); null when nothing streamed.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Request sent to first token of the answer.</summary>
    public TimeSpan? FirstAnswerToken { get; init; }

    /// <summary>Request sent to last byte.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Requests made, from 1.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>False of an attempt that another program made: then nothing above means anything.</summary>
    public bool AreKnown { get; init; } = true;

    /// <summary>How long the other program says that it took; null: it says nothing, or the attempt is our own.</summary>
    public TimeSpan? Recorded { get; init; }

    /// <summary>Of an attempt that another program made.</summary>
    /// <param name="importedAt">Stands in the table where a time is needed.</param>
    public static Timings Unknown(DateTimeOffset importedAt, TimeSpan? recorded) =>
        new()
        {
            StartedAt = importedAt,
            AreKnown = false,
            Recorded = recorded,
        };
}
