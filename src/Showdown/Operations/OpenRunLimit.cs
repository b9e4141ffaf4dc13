using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>
/// Keeps what is started within limits: a program that holds the token, or a finger on a button, starts no thousand runs. One start at a time is
/// decided on, so that many at once come no further than one after another.
/// </summary>
public sealed class OpenRunLimit(RunStore runs, StartLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _day = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Starts a run if it may be started, and keeps what it may cost.</summary>
    /// <param name="budget">The run's own.</param>
    /// <param name="start">Starts it and gives its id.</param>
    /// <exception cref="SettingsException">There are as many as may be, or they may cost as much as may be.</exception>
    public async Task<string> StartAsync(Budget? budget, RunForecast forecast, Func<Task<string>> start, CancellationToken cancel)
    {
        if (limits == StartLimits.None)
            return await start();
        await _turn.WaitAsync(cancel);
        try
        {
            await ThrowIfOpenAsync(cancel);
            var usd = MostUsd(budget, forecast);
            await ThrowIfSpentAsync(usd, cancel);
            var id = await start();
            await runs.PromiseAsync(id, usd, cancel);
            return id;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same for a run that is taken up again, perhaps with another budget.</summary>
    /// <param name="usd">The new budget; null: the old one.</param>
    /// <param name="resume">Takes it up.</param>
    /// <exception cref="SettingsException">There are as many as may be, or it may cost more than may be.</exception>
    public async Task ResumeAsync(RunRow run, decimal? usd, Func<Task> resume, CancellationToken cancel)
    {
        if (limits == StartLimits.None)
        {
            await resume();
            return;
        }

        await _turn.WaitAsync(cancel);
        try
        {
            if (run.Status != RunStatus.Running) // one that waits or goes on is counted already
                await ThrowIfOpenAsync(cancel);
            if (usd is { } to)
            {
                await ThrowIfSpentAsync(Math.Max(0, to - (run.Settings.Job.Budget?.Usd ?? 0)), cancel);
                await runs.PromiseAsync(run.Id, to, cancel);
            }

            await resume();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ThrowIfOpenAsync(CancellationToken cancel)
    {
        if (limits.Runs is { } most && (await runs.UnfinishedAsync(cancel)).Count(r => r.Status == RunStatus.Running) >= most)
            throw new SettingsException(
                $"{most} runs go on or wait already, and no more may (SHOWDOWN_MAX_OPEN_RUNS). Wait until one has ended, or cancel one."
            );
    }

    private async Task ThrowIfSpentAsync(decimal usd, CancellationToken cancel)
    {
        if (limits.UsdADay is not { } most || usd == 0)
            return;
        var promised = await runs.PromisedUsdAsync(time.GetUtcNow() - _day, cancel);
        if (promised + usd > most)
            throw new SettingsException(
                $"The runs started within 24 hours may cost ${promised:0.00}, and this one ${usd:0.00}: together more than the ${most:0.##} a day that may be started"
                    + " here (SHOWDOWN_MAX_USD_PER_DAY). Give it a smaller budget, or wait."
            );
    }

    // What has no price, or no forecast and no budget, is not known to cost anything.
    private static decimal MostUsd(Budget? budget, RunForecast forecast) =>
        (budget?.Usd, forecast.Usd) switch
        {
            ({ } allowed, { } expected) => forecast.IsBound ? Math.Min(allowed, expected) : allowed,
            (var allowed, var expected) => allowed ?? expected ?? 0,
        };
}
