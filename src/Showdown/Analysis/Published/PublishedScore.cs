namespace Showdown.Analysis.Published;

/// <summary>A figure that somebody published, with everything that decides what it can be compared with.</summary>
public sealed record PublishedScore
{
    public required PublishedModel Model { get; init; }

    public required PublishedBenchmark Benchmark { get; init; }

    /// <summary>accuracy, em, macro (mean of groups), pass@1, or avg@N: mean over samples of the mean over N attempts.</summary>
    public required string Metric { get; init; }

    /// <summary>A share from 0 to 1.</summary>
    public required double Value { get; init; }

    public required PublishedProtocol Protocol { get; init; }

    /// <summary>The file it was read in, such as "MoonshotAI/Kimi-K2: README.md, section 3".</summary>
    public required string Source { get; init; }

    public string? Commit { get; init; }

    /// <summary>True when the publisher's own file was read, false when a copy was.</summary>
    public required bool IsPrimary { get; init; }

    public required string RunBy { get; init; }

    /// <summary>Whose own report the source copied it from; null when the source's authors ran it.</summary>
    public string? CopiedFrom { get; init; }

    public string? Note { get; init; }

    /// <summary>N of avg@N; null for other metrics.</summary>
    public int? Repeats => Metric.StartsWith("avg@", StringComparison.Ordinal) ? int.Parse(Metric.AsSpan(4)) : null;
}

/// <summary>How the figure was made. Null: not published.</summary>
public sealed record PublishedProtocol
{
    public int? Shots { get; init; }

    /// <summary>"generated" or "likelihood" (the options' probabilities are compared, no text is generated).</summary>
    public string? Scoring { get; init; }

    /// <summary>In tokens, a thinking budget included.</summary>
    public int? OutputCap { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public bool? Thinking { get; init; }
}
