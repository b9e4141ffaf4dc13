using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// Tells those who ask an evaluation that it has ended early, so that they ask nothing more: at once in the process that ended it, within a second in
/// others.
/// </summary>
public sealed class EndedEvaluations(EarlyEndStore ends, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);
    private readonly SlidingCache<State> _evaluations = new(time);

    /// <summary>Whether it has ended, as far as this process knows.</summary>
    public async ValueTask<bool> HasAsync(string evaluationId, CancellationToken cancel)
    {
        var state = _evaluations.GetOrAdd(evaluationId, static _ => new State());
        return state.ReadAt is { } at && time.GetElapsedTime(at) < _fresh ? state.HasEnded : await ReadAsync(evaluationId, cancel);
    }

    /// <summary>Whether it has ended, from the database.</summary>
    public async ValueTask<bool> ReadAsync(string evaluationId, CancellationToken cancel)
    {
        var state = _evaluations.GetOrAdd(evaluationId, static _ => new State());
        state.ReadAt = time.GetTimestamp(); // one reader at a time: the others go on with what is known
        return state.HasEnded = await ends.HasEndedAsync(evaluationId, cancel);
    }

    /// <summary>It has ended, or goes on.</summary>
    public void Tell(string evaluationId, bool hasEnded) => _evaluations.GetOrAdd(evaluationId, static _ => new State()).HasEnded = hasEnded;

    public void Dispose() => _evaluations.Dispose();

    private sealed class State
    {
        private long _readAt = -1;
        private volatile bool _hasEnded;

        public long? ReadAt
        {
            get => Interlocked.Read(ref _readAt) is var at and >= 0 ? at : null;
            set => Interlocked.Exchange(ref _readAt, value ?? -1);
        }

        public bool HasEnded
        {
            get => _hasEnded;
            set => _hasEnded = value;
        }
    }
}
