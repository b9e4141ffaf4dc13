using Microsoft.SemanticKernel;

namespace Showdown.Models.Wire;

/// <summary>A piece of a call as a host streams it, or a whole call. Null: it does not say.</summary>
/// <param name="Index">Which call of the reply it belongs to, by the host's word.</param>
/// <param name="Arguments">To be put behind the pieces that came before.</param>
internal sealed record CallPiece(int? Index, string? Id, string? Name, string? Arguments)
{
    /// <summary>As Semantic Kernel carries it through a stream; there a host that gives no number has -1.</summary>
    public StreamingFunctionCallUpdateContent ToContent() => new(Id, Name, Arguments, Index ?? -1);
}
