namespace Showdown.Running;

/// <summary>What the shards that this process judges of a run have in common: how much they ask at once, and judges that fell silent.</summary>
/// <remarks>So a judge is not asked for more at once, nor more is spent when the money is gone, because a run's pairs lie in many shards.</remarks>
internal sealed class PairsInHand
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Hand> _hands = new(StringComparer.Ordinal);

    /// <summary>Takes part until the result is disposed of.</summary>
    /// <param name="atOnce">Verdicts that are waited for at once; the first one's word counts.</param>
    public Part Join(string runId, int atOnce)
    {
        lock (_gate)
        {
            if (!_hands.TryGetValue(runId, out var hand))
                _hands[runId] = hand = new Hand(atOnce);
            hand.Parts++;
            return new Part(this, runId, hand);
        }
    }

    private void Leave(string runId, Hand hand)
    {
        lock (_gate)
        {
            if (--hand.Parts > 0)
                return;
            _hands.Remove(runId);
            hand.Places.Dispose();
        }
    }

    internal sealed class Part(PairsInHand owner, string runId, Hand hand) : IDisposable
    {
        public Task EnterAsync(CancellationToken cancel) => hand.Places.WaitAsync(cancel);

        public void Exit() => hand.Places.Release();

        /// <summary>Notes whether a judge gave a verdict.</summary>
        /// <returns>On how many pairs in a row it has given none.</returns>
        public int Heard(string judge, bool verdict)
        {
            lock (hand)
                return hand.Silent[judge] = verdict ? 0 : hand.Silent.GetValueOrDefault(judge) + 1;
        }

        public void Dispose() => owner.Leave(runId, hand);
    }

    internal sealed class Hand(int atOnce)
    {
        public SemaphoreSlim Places { get; } = new(atOnce);

        public Dictionary<string, int> Silent { get; } = new(StringComparer.Ordinal);

        public int Parts { get; set; }
    }
}
