namespace Showdown.Pages.Hosts;

/// <summary>The table of the K2 Vendor Verifier, for reading beside one's own figures: other requests, another day.</summary>
/// <remarks>MoonshotAI/K2-Vendor-Verifier 0bc5061, kimi-k2-0905, 15 November 2025. Rows whose figures it gives only as a range are left out.</remarks>
internal static class PublishedHostsSection
{
    private static readonly PublishedHost[] _rows =
    [
        new("Moonshot (against itself)", "84% on average, 82.7% at least", "100%"),
        new("DeepInfra", "", "100%"),
        new("Fireworks", "", "100%"),
        new("Infinigence", "", "100%"),
        new("Novita", "", "100%"),
        new("Groq", "69.5%", "100%"),
        new("SiliconFlow", "", "99.8%"),
        new("Chutes", "", "96.7%"),
        new("Nebius", "50.6%", "84.5%"),
        new("vLLM, SGLang, Volc, Baseten, AtlasCloud, Together", "", "72 to 76%"),
    ];

    public static PublishedHosts Of() =>
        new(
            "Published by Kimi K2's makers (K2 Vendor Verifier, kimi-k2-0905, 15 November 2025, 4,000 requests of their own, temperature 0.6): tool_call_f1 from 80% on is acceptable to them. "
                + "Other requests and another day: to be read beside the figures above, not against them.",
            _rows
        );
}
