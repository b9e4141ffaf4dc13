using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Statistics.Fidelity;

namespace Showdown.Pages.Hosts;

/// <summary>The table of the K2 Vendor Verifier, with the job's own figures of the same hosts beside it: other requests, another day.</summary>
/// <remarks>MoonshotAI/K2-Vendor-Verifier 0bc5061, 15 November 2025. Of hosts whose figure it gives only as one of a range, the range.</remarks>
internal static class PublishedHostsSection
{
    private const string Range = "72 to 76%";

    private static readonly Measured[] _instruct =
    [
        new("Moonshot (against itself)", "moonshot", "84% on average, 82.7% at least", "100%"),
        new("DeepInfra", "deepinfra", "", "100%"),
        new("Fireworks", "fireworks", "", "100%"),
        new("Infinigence", "infini", "", "100%"),
        new("Novita", "novita", "", "100%"),
        new("Groq", "groq", "69.5%", "100%"),
        new("SiliconFlow", "siliconflow", "", "99.8%"),
        new("Chutes", "chutes", "", "96.7%"),
        new("Nebius", "nebius", "50.6%", "84.5%"),
        new("vLLM", "vllm", "", Range),
        new("SGLang", "sglang", "", Range),
        new("Volc", "volc", "", Range),
        new("Baseten", "baseten", "", Range),
        new("AtlasCloud", "atlascloud", "", Range),
        new("Together", "together", "", Range),
    ];

    private static readonly Measured[] _thinking =
    [
        new("Moonshot (against itself)", "moonshot", "76% on average, 75.8% at least", "100%"),
        new("Fireworks", "fireworks", "", "100%"),
        new("vLLM", "vllm", "", "87.2%"),
        new("Chutes", "chutes", "", "83%"),
    ];

    /// <returns>Null where the family is another: nobody has published the like of it.</returns>
    public static PublishedHosts? Of(HostsResult hosts, RunNames names)
    {
        var settings = hosts.Night.Run.Settings;
        var served = $"{hosts.Night.Plan.Family} {settings.Model(hosts.Night.Plan.Reference).Model}";
        if (!Has(served, "kimi") || !Has(served, "k2"))
            return null;
        var thinks = Has(served, "thinking");
        return new PublishedHosts(
            $"Published by Kimi K2's makers (K2 Vendor Verifier, {(thinks ? "Kimi K2 Thinking" : "kimi-k2-0905")}, 15 November 2025, 4,000 requests of their own, temperature {(thinks ? "1.0" : "0.6")}): "
                + $"tool_call_f1 from {(thinks ? "73" : "80")}% on is acceptable to them. Other requests and another day: to be read beside the figures of this night, not against them. "
                + "A host of this job stands where its id, its address or the provider that a router names is of that name.",
            [
                .. (thinks ? _thinking : _instruct).Select(row => new PublishedHost(
                    row.Host,
                    row.F1,
                    row.Schema,
                    [.. hosts.Hosts.Where(h => IsAt(h, settings.Model(h.ModelId), row.Name)).Select(h => Here(h, names))]
                )),
            ]
        );
    }

    private static bool IsAt(HostFinding host, ModelSettings model, string name) =>
        Has(model.Id, name) || Has(model.Endpoint ?? "", name) || (host.Served is [{ IsModelName: false } only] && Has(only.Provider, name));

    private static string Here(HostFinding host, RunNames names) =>
        $"{names.Model(host.ModelId).Name}: F1 {Share(host.Triggers.Host)}, schema {Share(host.Schema)}";

    private static string Share(ShareEstimate? share) =>
        share is null ? Format.Unknown : $"{Format.Percent(share.Share)} ({Format.Interval(share.Range.Low, share.Range.High)})";

    private static bool Has(string text, string name) => text.Contains(name, StringComparison.OrdinalIgnoreCase);

    /// <param name="Name">By which a host is known.</param>
    private sealed record Measured(string Host, string Name, string F1, string Schema);
}
