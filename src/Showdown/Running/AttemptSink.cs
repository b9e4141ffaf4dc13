using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>The process's one writer of attempts: batches form by themselves while the last one is written.</summary>
public sealed class AttemptSink : IAsyncDisposable
{
    // Larger ones save little, and those who wait for them keep their places meanwhile.
    private const int LargestBatch = 32;

    /// <summary>How long what is left is tried to be saved when the process ends.</summary>
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(10);

    /// <summary>A minute.</summary>
    private const int TriesBetweenWords = 12;

    private readonly CancellationTokenSource _closing;
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly AttemptWriter _writer;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _patience;
    private readonly Task _writing;

    public AttemptSink(AttemptWriter writer, TimeProvider time, ILogger<AttemptSink>? log = null)
    {
        _log = log ?? (ILogger)NullLogger.Instance;
        _writer = writer;
        _closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _patience = new ResiliencePipelineBuilder { TimeProvider = time }
            // A full disk is waited for until somebody makes room: whoever asks waits with it, so nothing more is asked and paid for.
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<Exception>(DatabaseErrors.IsFull),
                    MaxRetryAttempts = int.MaxValue,
                    Delay = TimeSpan.FromSeconds(5),
                    OnRetry = tried =>
                    {
                        if (tried.AttemptNumber % TriesBetweenWords == 0)
                            RunningLog.DiskFull(_log);
                        return default;
                    },
                }
            )
            // The replies are paid for: a database that restarts is waited for, two and a half minutes long.
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder()
                        .Handle<DbException>(said => !AttemptWriter.IsRefusal(said) && !DatabaseErrors.IsFull(said))
                        .Handle<IOException>()
                        .Handle<TimeoutException>(),
                    MaxRetryAttempts = 30,
                    Delay = TimeSpan.FromMilliseconds(100),
                    MaxDelay = TimeSpan.FromSeconds(5),
                    BackoffType = DelayBackoffType.Exponential,
                }
            )
            .Build();
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>
    /// Returns when the attempt is saved. Those who ask wait for it, so that few attempts at a time are here: no more than may be in flight.
    /// </summary>
    /// <exception cref="Exception">What the database said, when it could not be saved.</exception>
    public Task SaveAsync(Attempt attempt, int scorerVersion)
    {
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _entries.Writer.TryWrite(new Entry(attempt, scorerVersion, saved))
            ? saved.Task
            : throw new ObjectDisposedException(nameof(AttemptSink));
    }

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        _closing.CancelAfter(_farewell);
        await _writing;
        _closing.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<(Attempt, int)>(LargestBatch);
        var waiting = new List<TaskCompletionSource>(LargestBatch);
        // The first batch is empty: what saving needs, a connection and its statements, is made ready while the first replies are waited for.
        do
        {
            while (batch.Count < LargestBatch && _entries.Reader.TryRead(out var entry))
            {
                batch.Add((entry.Attempt, entry.ScorerVersion));
                waiting.Add(entry.Saved);
            }

            await SaveAsync(batch, waiting);
            batch.Clear();
            waiting.Clear();
        } while (await _entries.Reader.WaitToReadAsync());
    }

    /// <summary>
    /// Saves a batch and tells those who wait. What the database refuses in one attempt is told to those who wait for that one; the others are saved
    /// without it.
    /// </summary>
    private async Task SaveAsync(List<(Attempt, int)> batch, List<TaskCompletionSource> waiting)
    {
        try
        {
            await _patience.ExecuteAsync(async cancel => await _writer.SaveAsync(batch, cancel), _closing.Token);
            foreach (var saved in waiting)
                saved.SetResult();
        }
        catch (DbException said) when (batch.Count > 1 && AttemptWriter.IsRefusal(said))
        {
            for (var i = 0; i < batch.Count; i++)
                await SaveAsync([batch[i]], [waiting[i]]);
        }
#pragma warning disable CA1031 // whatever the database says is told to those who wait
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var (attempt, _) in batch)
                RunningLog.AttemptRefused(_log, attempt.Key.EvaluationId, e.Message);
            foreach (var saved in waiting)
                saved.SetException(e);
        }
    }

    private readonly record struct Entry(Attempt Attempt, int ScorerVersion, TaskCompletionSource Saved);
}
