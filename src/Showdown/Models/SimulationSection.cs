using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Models;

/// <summary>The block 'simulation' of a simulated model in models.yaml.</summary>
internal static class SimulationSection
{
    /// <summary>Times without a unit are milliseconds.</summary>
    public static Simulation? Read(Section? section, bool simulated)
    {
        var defaults = new Simulation();
        if (section is null)
            return simulated ? defaults : null;
        var simulation = new Simulation
        {
            Skill = Skill(section),
            Seed = section.LargeWhole("seed") ?? defaults.Seed,
            FirstToken = section.DurationOrZero("first_token", TimeSpan.FromMilliseconds(1)) ?? defaults.FirstToken,
            FirstTokenSpread = section.Number("first_token_spread", 0, 3) ?? defaults.FirstTokenSpread,
            TokensPerSecond = section.Number("tokens_per_second", 0, 1_000_000) ?? defaults.TokensPerSecond,
            AnswerTokens = section.Whole("answer_tokens", 1, 1_000_000) ?? defaults.AnswerTokens,
            Faults = Faults(section.Inner("faults")),
        };
        section.RefuseUnknownKeys();
        return simulation;
    }

    private static Dictionary<string, double> Skill(Section section)
    {
        var skill = new Dictionary<string, double>(StringComparer.Ordinal);
        if (section.Inner("skill") is not { } inner)
            return skill;
        foreach (var benchmark in inner.Keys)
        {
            if (inner.Number(benchmark, 0, 1) is { } share)
                skill[benchmark] = share;
        }

        return skill;
    }

    private static FaultRates Faults(Section? section)
    {
        if (section is null)
            return new FaultRates();
        double Rate(string key) => section.Number(key, 0, 1) ?? 0;
        var faults = new FaultRates
        {
            RateLimit = Rate("rate_limit"),
            ServerError = Rate("server_error"),
            Reset = Rate("reset"),
            TruncatedStream = Rate("truncated_stream"),
            MalformedJson = Rate("malformed_json"),
            Hang = Rate("hang"),
            EmptyAnswer = Rate("empty_answer"),
            OutputCap = Rate("output_cap"),
        };
        section.RefuseUnknownKeys();
        var sum =
            faults.RateLimit
            + faults.ServerError
            + faults.Reset
            + faults.TruncatedStream
            + faults.MalformedJson
            + faults.Hang
            + faults.EmptyAnswer
            + faults.OutputCap;
        if (sum > 1)
            section.Problem("", $"the shares in 'faults' add up to {sum:0.###}; each request meets at most one fault, so at most 1 is possible.");
        return faults;
    }
}
