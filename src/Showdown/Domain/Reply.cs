namespace Showdown.Domain;

/// <summary>What came of a request: a completion or a failure, never both.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <summary>Tokens of tries that were paid for and gave no reply, as far as the host reported them; null: none.</summary>
    public Usage? Discarded { get; init; }

    public sealed record Completed(Completion Completion) : Reply;

    public sealed record Failed(Failure Failure, Timings Timings) : Reply
    {
        /// <summary>
        /// True when the model is to be asked no more: its host refuses everything, or was down for longer than our patience. The attempt counts as
        /// not made.
        /// </summary>
        public bool EndsModel { get; init; }
    }
}
