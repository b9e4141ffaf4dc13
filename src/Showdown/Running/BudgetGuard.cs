using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// Stops a run that has spent its budget. All workers read the same sum from the database, so what is spent beyond it is at most what was in flight
/// and what few seconds bring.
/// </summary>
public sealed class BudgetGuard(RunReader reader, TimeProvider time, ILogger<BudgetGuard>? log = null) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(2);
    private readonly ILogger _log = log ?? (ILogger)NullLogger.Instance;
    private readonly SlidingCache<Spending> _runs = new(time);

    /// <summary>Counts tokens of this process before the database has them, those of discarded replies included.</summary>
    public void Add(string runId, Usage usage, Price? price) =>
        _runs.Find(runId)?.Add(Prices.CostUsd(price, usage) ?? 0, (usage.InputTokens ?? 0) + (usage.OutputTokens ?? 0));

    /// <returns>Why nothing more may be asked; null while the budget lasts or when there is none.</returns>
    public async ValueTask<string?> ExhaustedAsync(string runId, CancellationToken cancel)
    {
        var spending = _runs.GetOrAdd(runId, static _ => new Spending());
        if (!spending.IsRead)
            await ReadFirstAsync(runId, spending, cancel);
        else if (spending.IsOlderThan(_fresh, time))
            await ReadAsync(runId, spending, cancel);
        if (spending.Exhausted() is null)
            return null;
        // What is known may be old: a resumed run has more to spend.
        await ReadAsync(runId, spending, cancel);
        var reason = spending.Exhausted();
        if (reason is not null && spending.IsFirst())
            RunningLog.BudgetReached(_log, runId, reason);
        return reason;
    }

    public void Dispose() => _runs.Dispose();

    // Until it is read nobody knows that there is a budget at all: all wait for it.
    private async Task ReadFirstAsync(string runId, Spending spending, CancellationToken cancel)
    {
        await spending.First.WaitAsync(cancel);
        try
        {
            if (!spending.IsRead)
                await ReadAsync(runId, spending, cancel);
        }
        finally
        {
            spending.First.Release();
        }
    }

    private async Task ReadAsync(string runId, Spending spending, CancellationToken cancel)
    {
        // The budget is read each time too: it may have been raised.
        var budget = (await reader.RunAsync(runId, cancel))?.Settings.Job.Budget;
        spending.Set(budget, budget is null ? (0, 0) : await reader.SpentAsync(runId, cancel));
    }

    private sealed class Spending
    {
        private readonly Lock _lock = new();
        private (decimal Usd, long Tokens) _total;
        private long? _readAt;
        private bool _told;

        private Budget? _budget;
        private volatile bool _read;

        /// <summary>Lets one in at a time until the budget is read.</summary>
        public SemaphoreSlim First { get; } = new(1);

        public bool IsRead => _read;

        public string? Exhausted()
        {
            lock (_lock)
            {
                if (_budget?.Usd is { } usd && _total.Usd >= usd)
                    return $"the budget of ${usd} is spent (${_total.Usd:0.00##})";
                return _budget?.Tokens is { } tokens && _total.Tokens >= tokens ? $"the budget of {tokens} tokens is spent ({_total.Tokens})" : null;
            }
        }

        /// <summary>True once until there is more to spend: each attempt in flight finds the budget spent.</summary>
        public bool IsFirst()
        {
            lock (_lock)
            {
                var first = !_told;
                _told = true;
                return first;
            }
        }

        public bool IsOlderThan(TimeSpan age, TimeProvider time)
        {
            lock (_lock)
            {
                if (_readAt is { } at && time.GetElapsedTime(at) < age)
                    return false;
                _readAt = time.GetTimestamp(); // one reader at a time: the others go on with what is known
                return true;
            }
        }

        public void Set(Budget? budget, (decimal Usd, long Tokens) total)
        {
            // What this process asked meanwhile may not be saved yet: never count down.
            lock (_lock)
            {
                (_budget, _total) = (budget, (Math.Max(_total.Usd, total.Usd), Math.Max(_total.Tokens, total.Tokens)));
                _told = _told && Exhausted() is not null;
                _read = true;
            }
        }

        public void Add(decimal usd, long tokens)
        {
            lock (_lock)
                _total = (_total.Usd + usd, _total.Tokens + tokens);
        }
    }
}
