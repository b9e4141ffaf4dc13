using Showdown.Analysis.Facts;
using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Pages.Hosts;

/// <summary>How each host stood, night by night.</summary>
internal static class HostNightsSection
{
    private const int Shown = 14;

    /// <returns>Null on a job's first night.</returns>
    public static HostNights? Of(HostsResult hosts, RunNames names, IReadOnlyList<HostStanding> history)
    {
        var nights = history.Select(h => (h.RunId, h.MadeAt)).Distinct().OrderBy(n => n.MadeAt).TakeLast(Shown).ToList();
        if (nights.Count < 2)
            return null;
        var byCell = history.ToDictionary(h => (h.RunId, h.ModelId));
        return new HostNights(
            "A change is marked on the night on which it showed: by mere luck on one night in a hundred at most, all hosts together.",
            [.. nights.Select(n => Format.Date(n.MadeAt))],
            [
                .. hosts.Hosts.Select(h => new HostNightsRow(
                    names.Series(h.ModelId),
                    [.. nights.Select(n => byCell.TryGetValue((n.RunId, h.ModelId), out var stood) ? Cell(stood) : new HostCell(Format.Unknown))]
                )),
            ]
        );
    }

    private static HostCell Cell(HostStanding stood) =>
        new(stood.Differs ? "differs" : "as reference", stood.Changed ? "changed" : "", stood.Differs ? "differs" : "same");
}
