using System.Data.Common;
using System.Threading.Channels;
using Polly;
using Polly.Retry;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>The process's one writer of attempts: batches form by themselves while the last one is written, so asking never waits for the database.</summary>
public sealed class AttemptSink : IAsyncDisposable
{
    // What is not saved dies with the process and is paid for again: so few may wait, and asking waits for a database that cannot keep up.
    private const int Waiting = 32;
    private const int LargestBatch = 64;

    /// <summary>Attempts that a process can lose when it is killed, beside those in flight.</summary>
    public const int MostUnsaved = Waiting + LargestBatch;

    // The replies are paid for: a database that restarts is waited for, two minutes or so.
    private static readonly ResiliencePipeline _patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DbException>().Handle<IOException>().Handle<TimeoutException>(),
            MaxRetryAttempts = 30,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();

    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly AttemptWriter _writer;
    private readonly Task _writing;

    public AttemptSink(AttemptWriter writer)
    {
        _writer = writer;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Hands an attempt over. It is saved when a later <see cref="FlushAsync"/> has ended.</summary>
    public ValueTask WriteAsync(Attempt attempt, int scorerVersion, CancellationToken cancel) =>
        _entries.Writer.WriteAsync(new Entry(attempt, scorerVersion, null), cancel);

    /// <summary>Waits until all that was handed over before is saved.</summary>
    /// <exception cref="Exception">What the database said, when it could not be saved.</exception>
    public async Task FlushAsync()
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _entries.Writer.WriteAsync(new Entry(null, 0, mark));
        await mark.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<(Attempt, int)>(LargestBatch);
        var marks = new List<TaskCompletionSource>();
        Exception? lost = null; // a failed batch fails every flush until one has told of it
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _entries.Reader.TryRead(out var entry))
            {
                if (entry.Attempt is not null)
                    batch.Add((entry.Attempt, entry.ScorerVersion));
                if (entry.Mark is not null)
                    marks.Add(entry.Mark);
            }

            try
            {
                if (batch.Count > 0)
                    await _patience.ExecuteAsync(async cancel => await _writer.SaveAsync(batch, cancel));
            }
#pragma warning disable CA1031 // whatever the database says is told to those who wait
            catch (Exception e)
#pragma warning restore CA1031
            {
                lost = e;
            }

            foreach (var mark in marks)
            {
                if (lost is null)
                    mark.TrySetResult();
                else
                    mark.TrySetException(lost);
            }

            if (marks.Count > 0)
                lost = null;
            batch.Clear();
            marks.Clear();
        }
    }

    private readonly record struct Entry(Attempt? Attempt, int ScorerVersion, TaskCompletionSource? Mark);
}
