using Showdown.Domain;

namespace Showdown.Running;

/// <summary>Tells a host that refuses tools from one that refuses a question: it refused several in one evaluation, and answered none.</summary>
internal sealed class ToolRefusals
{
    private const int Enough = 5;

    private int _refused;
    private volatile bool _answered;

    /// <returns>What the host said, once that is clear; else null.</returns>
    public string? Are(Reply reply)
    {
        _answered |= reply is Reply.Completed;
        return
            !_answered
            && reply is Reply.Failed { Failure: { Kind: FailureKind.ToolsRefused } failure }
            && Interlocked.Increment(ref _refused) >= Enough
            ? failure.Message
            : null;
    }
}
