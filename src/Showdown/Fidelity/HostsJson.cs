using System.Text.Json;
using System.Text.Json.Serialization;
using Showdown.Statistics;
using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity;

/// <summary>A night of hosts for other programs: shares and bounds from 0 to 1, null for what is not known.</summary>
internal static class HostsJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Serialize(HostsResult result) =>
        JsonSerializer.Serialize(
            new
            {
                Run = result.Night.Run.Id,
                Job = result.Night.Run.Settings.Job.Name,
                Simulated = result.Night.Run.Settings.IsSimulated,
                result.Night.Plan.Family,
                result.Night.Plan.Reference,
                Sentences = HostWords.Headline(result),
                ComparedWith = result.Before?.Run.Id,
                Control = result.Control is { } control ? Of(result, control) : null,
                Hosts = result.Hosts.Select(h => Of(result, h)),
            },
            _options
        );

    private static object Of(HostsResult result, HostFinding host)
    {
        var replies = result.Night.Find(host.ModelId);
        return new
        {
            Model = host.ModelId,
            host.Verdict,
            CanStandFor = result.StandIns.Contains(host),
            Finding = HostWords.Found(host, result.Control),
            Texts = new
            {
                P = host.TextsTest?.P,
                AdjustedP = host.TextsTest?.Adjusted,
                host.Texts.Distance,
                host.Texts.DistanceRange.Low,
                host.Texts.DistanceRange.High,
                host.Texts.WithinReference,
                host.Texts.BetweenHosts,
                host.Texts.Prompts,
                host.Texts.Replies,
            },
            LogProbabilitiesAdjustedP = host.LogsTest?.Adjusted,
            ToolCallF1 = Of(host.Triggers.Host),
            ReferenceF1WithItself = Of(host.Triggers.Itself),
            TriggerAdjustedP = host.TriggersTest?.Adjusted,
            SchemaAccuracy = Of(host.Schema),
            SchemaAdjustedP = host.SchemaTest?.Adjusted,
            Contract = new
            {
                host.Held,
                Of = host.Held + host.Broken,
                Checks = host.Contract.Select(c => new
                {
                    c.Check,
                    c.Verdict,
                    c.Said,
                }),
            },
            Quality = host.Quality.Select(q => new
            {
                Benchmark = q.Title,
                q.Verdict,
                q.Comparison.Difference,
                q.Comparison.Low,
                q.Comparison.High,
                q.Words,
            }),
            Providers = host.Served.Select(s => new
            {
                s.Provider,
                s.Replies,
                s.Share,
                Pinned = s.IsPinned,
                P = s.Equality?.P,
            }),
            host.Changes,
            FirstTokenSeconds = Median(replies?.FirstTokens),
            OutputTokensPerSecond = Median(replies?.Rates),
            CostUsdPerThousand = HostWords.UsdOf(replies),
            replies?.Answered,
            replies?.Failed,
        };
    }

    private static double? Median(List<double>? values) => values is { Count: > 0 } ? Quantiles.Of(values, 0.5) : null;

    private static object? Of(ShareEstimate? share) =>
        share is null
            ? null
            : new
            {
                share.Share,
                share.Range.Low,
                share.Range.High,
                share.Count,
            };
}
