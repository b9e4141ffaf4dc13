using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.OpenAi;

/// <summary>What one event of a stream, or a whole reply, says. Null: it does not say.</summary>
internal sealed class Chunk
{
    public static readonly Chunk End = new() { IsEnd = true };

    /// <summary>The [DONE] line.</summary>
    public bool IsEnd { get; init; }

    public bool HasChoice { get; set; }

    public string? Text { get; set; }

    public string? Reasoning { get; set; }

    /// <summary>Pieces of calls; null: none.</summary>
    public List<CallPiece>? Calls { get; set; }

    /// <summary>As spelt; some hosts send an empty one with every chunk.</summary>
    public string? FinishReason { get; set; }

    public Usage? Usage { get; set; }

    public string? Model { get; set; }

    public string? SystemFingerprint { get; set; }

    /// <summary>Who served it behind a router, where the router says so.</summary>
    public string? Provider { get; set; }

    public ErrorObject? Error { get; set; }
}
