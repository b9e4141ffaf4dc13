using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Rendering.Charts;

namespace Showdown.Pages.Run;

/// <summary>What each endpoint was like when the run began, and what changed since the model was last checked.</summary>
internal static class PassportSections
{
    /// <returns>Null when no endpoint was checked.</returns>
    public static PassportSection? Of(RunResults results, RunNames names)
    {
        var passports = results.Facts.Passports;
        if (passports.Count == 0)
            return null;
        var ordered = names
            .Models.SelectMany(m => passports.Where(p => p.Passport.ModelId == m.Id).Select(p => (Name: m.Series(), Comparison: p)))
            .ToList();
        var costs = ordered.Select(o => o.Comparison.Passport.CostUsd).ToList();
        return new PassportSection(
            [
                .. ordered
                    .Where(o => o.Comparison.Changes.Count > 0)
                    .Select(o => new PassportChanges(o.Name, Format.Date(o.Comparison.Previous!.At), o.Comparison.Changes)),
            ],
            [.. ordered.Select(o => Row(o.Name, o.Comparison.Passport))],
            $"{Format.Counted(ordered.Sum(o => o.Comparison.Passport.Requests), "request", "requests")}, {(costs.Contains(null) ? "cost not known" : Format.Usd(costs.Sum()))}."
        );
    }

    private static PassportRow Row(Series name, EndpointPassport passport) =>
        passport.Answers
            ? new PassportRow(
                name,
                passport.Host,
                (passport.ServedModel ?? Format.Unknown) + (passport.ServesAskedModel == false ? " (not the model asked for)" : ""),
                passport.Provider ?? Format.Unknown,
                passport.SystemFingerprint ?? Format.Unknown,
                passport.Streams switch
                {
                    true => "streams",
                    false => "in one burst",
                    null => "could not be told",
                },
                passport.RefusedParameters.Count == 0 ? "none" : Format.List(passport.RefusedParameters),
                passport.UsageIsPlausible switch
                {
                    true => "plausible",
                    false => "not plausible",
                    null => passport.ReportsUsage == false ? "not reported" : Format.Unknown,
                },
                passport.HonoursOutputCap switch
                {
                    true => "kept",
                    false => "not kept",
                    null => Format.Unknown,
                },
                Format.Seconds(passport.FirstToken),
                Format.Rate(passport.OutputTokensPerSecond),
                passport.Tools is { } tools ? tools.Said + (tools.Refusal is { } refusal ? $": {refusal}" : "") : null,
                null
            )
            : new PassportRow(name, passport.Host, "", "", "", "", "", "", "", "", "", null, $"Does not answer: {passport.Failure?.Message}");
}

/// <param name="Cost">What the checks took: "4 requests, $0.0012."</param>
internal sealed record PassportSection(IReadOnlyList<PassportChanges> Changes, IReadOnlyList<PassportRow> Rows, string Cost);

/// <param name="Since">Date of the passport that this one is compared with.</param>
internal sealed record PassportChanges(Series Model, string Since, IReadOnlyList<string> What);

/// <param name="Tools">What becomes of tools; null where that was not asked.</param>
/// <param name="Dead">Why there is nothing to tell; null when the endpoint answered.</param>
internal sealed record PassportRow(
    Series Model,
    string Host,
    string Served,
    string Provider,
    string Fingerprint,
    string Streaming,
    string Refused,
    string Usage,
    string OutputCap,
    string FirstToken,
    string Speed,
    string? Tools,
    string? Dead
);
