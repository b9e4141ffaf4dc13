using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>Confirmed changes as they are stored, and as findings again.</summary>
internal static class KeptChanges
{
    // Older ones are history of history.
    private const int Most = 50;

    /// <summary>Those of a job, of nights up to a time.</summary>
    /// <returns>Oldest first.</returns>
    public static async Task<IReadOnlyList<Finding>> ReadAsync(RunReader reader, string job, DateTimeOffset until, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var change in await reader.ChangesAsync(job, until, Most, cancel))
        {
            var again = new PairedComparison
            {
                Difference = change.Difference.Value,
                Low = change.Difference.Low,
                High = change.Difference.High,
                P = change.P,
                Level = new PairedOptions().Level,
            };
            findings.Add(
                new Finding
                {
                    Key = change.Key,
                    Identity = change.Identity,
                    State = FindingState.Confirmed,
                    Kind = Enum.Parse<DriftKind>(change.Kind),
                    IsDown = change.IsDown,
                    Suspected = await RunAsync(change.RunId),
                    Since = await RunAsync(change.SinceRunId),
                    RunLength = change.RunLength,
                    Tonight = again,
                    Fresh = await RunAsync(change.FreshRunId),
                    Again = again,
                }
            );
        }
        return findings;

        async Task<RunRow> RunAsync(string id) => (await reader.RunAsync(id, cancel))!;
    }

    /// <summary>Those of a trend that are to be kept.</summary>
    public static IReadOnlyList<ConfirmedChange> Of(JobTrend trend) =>
        [
            .. from f in trend.Findings
            where f is { State: FindingState.Confirmed, Again: { Difference: not null, Low: not null, High: not null, P: not null } }
            select new ConfirmedChange(f.Suspected.Id, f.Key, f.Identity, f.Kind.ToString(), f.IsDown, f.Since.Id, f.RunLength, f.Fresh!.Id)
            {
                Difference = (f.Again!.Difference!.Value, f.Again.Low!.Value, f.Again.High!.Value),
                P = f.Again.P!.Value,
            },
        ];
}
