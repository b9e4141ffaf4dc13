using Showdown.Domain;

namespace Showdown.Models;

/// <summary>A model that can be asked. Limits, retries and time-outs are inside: one call is one attempt's reply.</summary>
public interface IChatModel : IAsyncDisposable
{
    ModelSettings Settings { get; }

    /// <summary>Asks once and waits for the end of the reply. A host's failure is a <see cref="Reply.Failed"/>, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing is known about the reply.</exception>
    Task<Reply> AskAsync(ModelRequest request, CancellationToken cancel) => AskAsync(request, _ => Task.CompletedTask, cancel);

    /// <summary>Asks once, and hands the reply to <paramref name="keep"/>. A request that was answered counts against the model's concurrency until its reply is kept.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="keep">Called once. It saves the reply, say: then no more replies than may be in flight can be paid for and lost, however this process ends.</param>
    /// <param name="cancel">Ends the asking, not the keeping.</param>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing is known about the reply.</exception>
    Task<Reply> AskAsync(ModelRequest request, Func<Reply, Task> keep, CancellationToken cancel);
}
