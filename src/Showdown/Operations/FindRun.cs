using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Operations;

/// <summary>Finds the run that somebody means.</summary>
public sealed class FindRun(RunReader reader)
{
    private const int LookedAt = 10_000;

    /// <param name="id">An id, the beginning of one alone, or "last": the newest that does not merely ask again for another.</param>
    /// <exception cref="SettingsException">There is none, or more than one.</exception>
    public async Task<RunRow> ExecuteAsync(string id, CancellationToken cancel)
    {
        if (await reader.RunAsync(id, cancel) is { } run)
            return run;
        var all = await reader.RunsAsync(LookedAt, cancel);
        if (id == "last" && all.Count > 0)
            return all.FirstOrDefault(r => r.Settings.Confirms is null) ?? all[0];
        var alike = all.Where(r => r.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return alike.Count switch
        {
            1 => alike[0],
            0 => throw new SettingsException($"There is no run '{id}'. 'showdown runs' lists them."),
            _ => throw new SettingsException($"'{id}' may be any of {string.Join(", ", alike.Take(5).Select(r => r.Id))}. Give more of the id."),
        };
    }
}
