using Showdown.Domain;

namespace Showdown.Results;

/// <summary>A completion that waits to be scored.</summary>
public sealed class UnscoredAttempt
{
    public int Number { get; set; }

    public required string SampleId { get; set; }

    public int Epoch { get; set; }

    public required string Text { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>How often judging it began and did not end, because the process that judged it died.</summary>
    public int Begun { get; set; }

    /// <summary>JSON; null: none.</summary>
    public string? ToolCalls { get; set; }

    public IReadOnlyList<ToolCall> Calls => ToolCalls is null ? [] : ResultsJson.Read<List<ToolCall>>(ToolCalls);

    public bool CutOff => FinishReason == nameof(Domain.FinishReason.Length);
}
