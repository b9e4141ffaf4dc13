using System.Collections.Concurrent;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>Speed is measured in turns: an hour's mood of network and hosts then meets all models of a run alike.</summary>
/// <remarks>
/// Who takes part has one turn in each block, in an order that is drawn for each block from the run's id; a turn is one request, or as many at once
/// as the benchmark asks. Who comes late is in the next block; who leaves is waited for no longer. Of one process: workers of several take turns each
/// among their own.
/// </remarks>
internal sealed class Turns
{
    private readonly ConcurrentDictionary<string, Round> _rounds = new(StringComparer.Ordinal);

    /// <summary>Takes part until the result is disposed of.</summary>
    /// <param name="runId">Whose models take turns among one another.</param>
    /// <param name="who">Names the participant, such as the id of its evaluation.</param>
    public Participant Join(string runId, string who)
    {
        while (true)
        {
            var round = _rounds.GetOrAdd(runId, id => new Round(id));
            if (round.Join(who))
                return new Participant(this, round, who);
        }
    }

    private void Leave(Round round, string who)
    {
        if (round.Leave(who))
            _rounds.TryRemove(KeyValuePair.Create(round.RunId, round));
    }

    internal sealed class Participant(Turns turns, Round round, string who) : IDisposable
    {
        /// <summary>Waits for this participant's turn; it ends when the result is disposed of.</summary>
        public Task<IDisposable> TakeAsync(CancellationToken cancel) => round.TakeAsync(who, cancel);

        public void Dispose() => turns.Leave(round, who);
    }

    internal sealed class Round(string runId)
    {
        private readonly Lock _gate = new();
        private readonly List<string> _present = [];
        private readonly Dictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

        // Who is still to come in this block, the next one first.
        private readonly Queue<string> _block = new();
        private ulong _draws = SplitMix64.Seed("turns", runId, 1);
        private string? _holder;
        private bool _isOver;

        public string RunId => runId;

        /// <returns>False when the last one has just left: the next round is another.</returns>
        public bool Join(string who)
        {
            lock (_gate)
            {
                if (!_isOver)
                    _present.Add(who);
                return !_isOver;
            }
        }

        /// <returns>True when nobody is left.</returns>
        public bool Leave(string who)
        {
            lock (_gate)
            {
                _present.Remove(who);
                if (_holder == who)
                    _holder = null;
                PassOn();
                return _isOver = _present.Count == 0;
            }
        }

        public async Task<IDisposable> TakeAsync(string who, CancellationToken cancel)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _waiting[who] = turn;
                PassOn();
            }
            await using var _ = cancel.UnsafeRegister(_ => turn.TrySetCanceled(cancel), null);
            await turn.Task;
            return new Turn(this, who);
        }

        private void End(string who)
        {
            lock (_gate)
            {
                if (_holder == who)
                    _holder = null;
                PassOn();
            }
        }

        /// <summary>Gives the turn to the next of the block if that one is there to take it. Under the lock.</summary>
        private void PassOn()
        {
            while (_holder is null && _present.Count > 0)
            {
                if (_block.Count == 0)
                    Draw();
                var next = _block.Peek();
                if (!_present.Contains(next))
                {
                    _block.Dequeue();
                    continue;
                }
                if (!_waiting.Remove(next, out var turn))
                    return; // it is about to come, or to leave
                _block.Dequeue();
                if (turn.TrySetResult())
                    _holder = next;
            }
        }

        private void Draw()
        {
            var order = _present.ToArray();
            for (var i = order.Length - 1; i > 0; i--)
            {
                var other = (int)SplitMix64.Below(ref _draws, (ulong)i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }
            foreach (var who in order)
                _block.Enqueue(who);
        }

        private sealed class Turn(Round round, string who) : IDisposable
        {
            public void Dispose() => round.End(who);
        }
    }
}
