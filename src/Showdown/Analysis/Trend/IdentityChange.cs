using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Analysis.Trend;

/// <summary>Says why a night may not be compared with the one before it.</summary>
internal static class IdentityChange
{
    /// <returns>What is different, each as a piece of a sentence; empty when the two are of one identity.</returns>
    public static IReadOnlyList<string> Between(Night before, Night after)
    {
        if (before.Identity == after.Identity)
            return [];
        var (b, a) = (Facts(before), Facts(after));
        var changed = a.Where(f => b[f.Key] != f.Value)
            .Select(f =>
                f.Value is "" ? $"{f.Key} was {b[f.Key]}"
                : b[f.Key] is "" ? $"{f.Key} {f.Value}"
                : $"{f.Key} {f.Value} instead of {b[f.Key]}"
            )
            .ToList();
        return changed.Count > 0 ? changed : ["other settings"];
    }

    private static Dictionary<string, string> Facts(Night night)
    {
        var (settings, row) = (night.Run.Settings, night.Evaluation);
        var (benchmark, model) = (settings.Benchmark(row.BenchmarkId), settings.Model(row.ModelId));
        var pin = settings.Pins.GetValueOrDefault(row.BenchmarkId);
        return new Dictionary<string, string>
        {
            ["questions"] = Format.Count(row.Samples),
            ["dataset"] = Short(row.DatasetSha256),
            ["worked examples"] = Short(pin?.FewShotSha256),
            ["prompt"] = Short(pin?.PromptSha256),
            ["scorer"] = settings.ScorerOf(row.BenchmarkId, row.ScorerVersion),
            ["served model"] = row.ServedModel ?? "",
            ["model"] = model.Model,
            ["host"] = settings.Import is null ? SettingsWords.Host(model.Endpoint) : "",
            ["connector"] = settings.Import is null ? model.Connector.Name : "",
            ["asked by"] = settings.Import?.Of(benchmark.Id, model.Id)?.Program ?? "",
            ["sampling"] = SettingsWords.Text(settings.SamplingOf(benchmark.Id, model.Id)),
            ["further fields"] = model.Extra is null ? "" : SettingsWords.Safe(model.Extra).ToJsonString(),
        };
    }

    private static string Short(string? hash) => hash is null ? "" : hash[..Math.Min(8, hash.Length)];
}
