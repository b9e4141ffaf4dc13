namespace Showdown.Operations;

/// <summary>What came of the wish to repeat a run.</summary>
public abstract record RerunResult
{
    private RerunResult() { }

    public sealed record Started(string RunId) : RerunResult;

    /// <summary>No attempt of the run came out as asked for: there is nothing to ask, and nothing was started.</summary>
    public sealed record NothingToAsk(string Reason) : RerunResult;
}
