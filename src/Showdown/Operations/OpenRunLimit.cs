using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Operations;

/// <summary>How many runs may go on or wait at a time: a program that holds the token, or a finger on a button, starts no thousand of them.</summary>
/// <param name="most">Null: any number, as at a terminal, which carries out its own.</param>
public sealed class OpenRunLimit(RunStore runs, int? most)
{
    /// <exception cref="SettingsException">There are as many as may be.</exception>
    public async Task ThrowIfReachedAsync(CancellationToken cancel)
    {
        if (most is { } limit && (await runs.UnfinishedAsync(cancel)).Count(r => r.Status == RunStatus.Running) >= limit)
            throw new SettingsException(
                $"{limit} runs go on or wait already, and no more may (SHOWDOWN_MAX_OPEN_RUNS). Wait until one has ended, or cancel one."
            );
    }
}
