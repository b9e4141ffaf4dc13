using Showdown.Results;

namespace Showdown.Fidelity;

/// <summary>How hosts stood on a night, as it is kept for reports of other runs.</summary>
public static class HostStandings
{
    /// <summary>Works out how the hosts of an ended run stand, and keeps it. Nothing happens for a run that compares none.</summary>
    public static async Task KeepAsync(RunReader reader, HostStore store, RunRow run, CancellationToken cancel)
    {
        if (run is { GivesVerdicts: true, Settings.Job.Hosts: not null })
            await store.KeepStandingsAsync(Of(await HostsNight.CompareAsync(reader, run, cancel)), cancel);
    }

    /// <summary>What the page of hosts says above its table, and who has changed since the last night.</summary>
    public static async Task<IReadOnlyList<string>> SentencesAsync(RunReader reader, RunRow run, CancellationToken cancel)
    {
        var result = await HostsNight.CompareAsync(reader, run, cancel);
        return [.. HostWords.Headline(result), .. HostWords.Changes(result)];
    }

    /// <returns>None where nothing can be said about hosts.</returns>
    internal static IReadOnlyList<HostStanding> Of(HostsResult result) =>
        result.IsControlLoud || result.Control?.TextsTest is null
            ? []
            :
            [
                // The reference, for what has changed of it.
                new(
                    result.Night.Run.Id,
                    result.Control.ModelId,
                    result.Night.Plan.Family,
                    result.Night.Plan.Reference,
                    result.Night.Run.CreatedAt,
                    false,
                    ""
                )
                {
                    Changed = result.Control.Changes.Count > 0,
                },
                .. result
                    .Hosts.Where(h => h.Verdict != HostVerdict.NotEnough)
                    .Select(h => new HostStanding(
                        result.Night.Run.Id,
                        h.ModelId,
                        result.Night.Plan.Family,
                        result.Night.Plan.Reference,
                        result.Night.Run.CreatedAt,
                        !result.StandIns.Contains(h),
                        HostWords.Found(h, result.Control) ?? ""
                    )
                    {
                        Changed = h.Changes.Count > 0,
                        Likeness = h.Texts.P is null ? null : 1 - h.Texts.Distance,
                    }),
            ];
}
