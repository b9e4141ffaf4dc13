using Showdown.Domain;

namespace Showdown.Running;

/// <summary>Raises the load step by step. Within a step every request goes out when it is due; the next step waits until all are answered.</summary>
/// <remarks>A step that was interrupted is asked to its end at its rate, from an empty queue: the page says so of it.</remarks>
internal sealed class OpenArrivals(LoadPlan plan, string evaluationId, TimeProvider time)
{
    private bool _isStopped;

    /// <param name="left">What is to be asked.</param>
    /// <param name="tallies">By step, what became of all requests so far, those of earlier processes included; asked when none is under way.</param>
    /// <param name="turn">Takes the model's turn among the others of the run.</param>
    /// <param name="ask">One request, with when it was due by the calendar and by the clock's timestamps. True: it failed.</param>
    /// <returns>Why no higher rate was asked; null: all were.</returns>
    public async Task<string?> RaiseAsync(
        IReadOnlyCollection<Due> left,
        Func<Task<IReadOnlyDictionary<string, LoadTally>>> tallies,
        Func<Task<IDisposable>> turn,
        Func<Due, DateTimeOffset, long, Task<bool>> ask,
        CancellationToken cancel
    )
    {
        var bySteps = left.ToLookup(d => d.Prompts.Sample.Group);
        foreach (var warmUp in bySteps[LoadPlan.WarmUp])
        {
            cancel.ThrowIfCancellationRequested();
            using var _ = await turn();
            await ask(warmUp, time.GetUtcNow(), time.GetTimestamp());
        }
        var before = await tallies();
        foreach (var step in plan.Rates())
        {
            if (plan.WhyOver(before) is { } over)
                return over;
            if (bySteps[step.Name].OrderBy(d => step.PlaceOf(d.SampleId)).ToList() is not { Count: > 0 } due)
                continue;
            using (await turn())
                await SendAsync(step, due, before.GetValueOrDefault(step.Name)?.Failed ?? 0, ask, cancel);
            before = await tallies();
        }
        return plan.WhyOver(before);
    }

    private async Task SendAsync(
        LoadStep step,
        List<Due> due,
        int failures,
        Func<Due, DateTimeOffset, long, Task<bool>> ask,
        CancellationToken cancel
    )
    {
        var arrivals = step.Arrivals(evaluationId);
        var first = arrivals[step.PlaceOf(due[0].SampleId)];
        var (beganAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        var sent = new List<Task>(due.Count);
        foreach (var request in due)
        {
            var offset = arrivals[step.PlaceOf(request.SampleId)] - first;
            if (offset - time.GetElapsedTime(began) is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Volatile.Read(ref _isStopped) || cancel.IsCancellationRequested || LoadPlan.IsTooMany(Volatile.Read(ref failures), step.Requests))
                break;
            sent.Add(AskAsync(request, offset));
        }
        await Task.WhenAll(sent); // what is under way is paid for: it is waited for and saved
        cancel.ThrowIfCancellationRequested();

        async Task AskAsync(Due request, TimeSpan offset)
        {
            await Task.Yield();
            try
            {
                if (await ask(request, beganAt + offset, began + (long)(offset.TotalSeconds * time.TimestampFrequency)))
                    Interlocked.Increment(ref failures);
            }
            catch
            {
                Volatile.Write(ref _isStopped, true);
                throw;
            }
        }
    }
}
