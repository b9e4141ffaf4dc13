using Showdown.Domain;

namespace Showdown.Models;

/// <summary>A model that can be asked. Limits, retries and time-outs are inside: one call is one attempt's reply.</summary>
public interface IChatModel : IAsyncDisposable
{
    ModelSettings Settings { get; }

    /// <summary>Asks once and waits for the end of the reply. A host's failure is a <see cref="Reply.Failed"/>, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing is known about the reply.</exception>
    Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel);
}
