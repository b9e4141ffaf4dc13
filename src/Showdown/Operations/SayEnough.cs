using Showdown.Domain;
using Showdown.Results;
using Showdown.Settings;

namespace Showdown.Operations;

/// <summary>
/// A person has seen enough: evaluations that may end early end now, with what they have, and are complete. Their verdicts hold, whoever ends them
/// when. Who carries the run out hears of it with the next shard that is done, and at the latest with the next sweep.
/// </summary>
public sealed class SayEnough(EarlyEndStore ends)
{
    /// <param name="benchmark">Null: all benchmarks of the run that may end early.</param>
    /// <returns>How many evaluations end.</returns>
    /// <exception cref="SettingsException">The run has ended, or nothing of it may end early.</exception>
    public async Task<int> ExecuteAsync(RunRow run, string? benchmark, CancellationToken cancel)
    {
        ThrowIfNothingStops(run, benchmark);
        if (run.Status != RunStatus.Running)
            throw new SettingsException($"Run {run.Id} has ended ({run.Status.ToString().ToLowerInvariant()}): nothing is asked any more.");
        return await ends.WishAsync(run.Id, benchmark, StopWish.Enough, cancel);
    }

    /// <exception cref="SettingsException">The run has no such benchmark, or none that may end early.</exception>
    internal static void ThrowIfNothingStops(RunRow run, string? benchmark)
    {
        var known = run.Settings.Job.Benchmarks.Select(b => b.Id).ToList();
        if (benchmark is not null && !known.Contains(benchmark))
            throw new SettingsException($"Run {run.Id} has no benchmark '{benchmark}'.{Spelling.Hint(benchmark, known)}");
        if (known.Any(b => (benchmark is null || b == benchmark) && run.Settings.StopOf(b) is not null))
            return;
        throw new SettingsException(
            $"{(benchmark is null ? $"No benchmark of run {run.Id}" : $"Benchmark '{benchmark}' of run {run.Id}")} was started with 'stop: sure' and two models or more."
                + $" Whoever stops another one when the figures please must not read verdicts from them: 'showdown cancel {run.Id}' ends it without."
        );
    }
}
