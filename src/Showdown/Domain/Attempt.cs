namespace Showdown.Domain;

/// <summary>One reply to one sample, with its score when it could be completed.</summary>
/// <param name="Score">Null when the reply failed, or when scoring is deferred.</param>
public sealed record Attempt(AttemptKey Key, Reply Reply, Score? Score)
{
    /// <summary>What the host says it cost, else the list price of the tokens at the time of the call, in USD; null when neither is known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Names what was asked, in lower-case hex: equal for equal requests to the same model at the same place.</summary>
    public string? RequestSha256 { get; init; }

    /// <summary>
    /// The evaluation that paid for the completion; null: this one did. A reused completion costs nothing, and its times say nothing about today.
    /// </summary>
    public string? ReusedFrom { get; init; }
}
