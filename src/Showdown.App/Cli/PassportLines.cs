using System.Globalization;
using Showdown.Domain;

namespace Showdown.App.Cli;

/// <summary>An endpoint passport in the terminal.</summary>
internal static class PassportLines
{
    /// <summary>One line on what the endpoint is like.</summary>
    public static string Line(EndpointPassport passport)
    {
        if (!passport.Answers)
            return $"{passport.ModelId}: does not answer: {passport.Failure?.Kind}: {passport.Failure?.Message}";
        var facts = new List<string> { $"{passport.ModelId}: answers as {passport.ServedModel ?? "an unnamed model"}" };
        if (passport.Provider is { } provider)
            facts.Add($"served by {provider}");
        if (passport.ServesAskedModel == false)
            facts.Add("NOT the model asked for");
        if (passport.RefusedParameters.Count > 0)
            facts.Add($"refuses {string.Join(", ", passport.RefusedParameters)}");
        facts.Add(
            passport.Streams switch
            {
                true => "streams",
                false => "sends all at once",
                null => "could not be told whether it streams",
            }
        );
        facts.Add(
            passport.UsageIsPlausible switch
            {
                true => "usage plausible",
                false => "usage NOT plausible",
                null => "usage not reported",
            }
        );
        facts.Add(
            passport.HonoursOutputCap switch
            {
                true => "keeps the output cap",
                false => "does NOT keep the output cap",
                null => "output cap not seen",
            }
        );
        if (passport.Tools is { } tools)
            facts.Add($"tools {tools.Said}");
        if (passport.FirstToken is { } first)
            facts.Add($"TTFT {first.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s");
        if (passport.OutputTokensPerSecond is { } speed)
            facts.Add($"{speed:0} tokens/s");
        if (passport.SystemFingerprint is { } fingerprint)
            facts.Add($"fingerprint {fingerprint}");
        facts.Add(
            $"{passport.Requests} requests, {(passport.CostUsd is { } cost ? $"${cost.ToString("0.0000", CultureInfo.InvariantCulture)}" : "cost unknown")}"
        );
        return string.Join("; ", facts);
    }

    /// <summary>What a reader must not miss: one line for each change since the last passport; empty when nothing changed.</summary>
    public static IEnumerable<string> Changes(PassportComparison comparison) =>
        comparison.Changes.Select(change =>
            $"{comparison.Passport.ModelId} CHANGED since {comparison.Previous!.At.UtcDateTime:yyyy-MM-dd}: {change}"
        );
}
