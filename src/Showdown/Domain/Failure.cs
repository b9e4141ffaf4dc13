namespace Showdown.Domain;

/// <summary>A request that failed for good, after all tries.</summary>
/// <param name="Message">One line for a person; never holds a key.</param>
public sealed record Failure(FailureKind Kind, string Message)
{
    /// <summary>The HTTP status of the last try; null when there was none.</summary>
    public int? Status { get; init; }
}
