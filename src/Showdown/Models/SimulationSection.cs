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
            AtOnce = section.Whole("at_once", 1, 100_000) ?? defaults.AtOnce,
            Line = section.Whole("line", 1, 1_000_000),
            Faults = Faults(section.Inner("faults")),
            Moods = Moods(section),
            Judge = Judge(section.Inner("judge")),
            ReportsPrice = ReportsPrice(section.Inner("reports_price")),
            Host = Host(section.Inner("host")),
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

    private static SimulatedJudge? Judge(Section? section)
    {
        if (section is null)
            return null;
        var defaults = new SimulatedJudge();
        var judge = new SimulatedJudge
        {
            Accuracy = section.Number("accuracy", 0, 1) ?? defaults.Accuracy,
            PositionLean = section.Number("position_lean", -0.5, 0.5) ?? defaults.PositionLean,
            LengthLean = section.Number("length_lean", -0.5, 0.5) ?? defaults.LengthLean,
            FailureRate = section.Number("failure_rate", 0, 1) ?? defaults.FailureRate,
        };
        section.RefuseUnknownKeys();
        var lean = Math.Abs(judge.PositionLean) + Math.Abs(judge.LengthLean);
        if (judge.Accuracy + lean > 1 + 1e-9 || judge.Accuracy - lean < -1e-9)
            section.Problem(
                "",
                $"'accuracy' {judge.Accuracy:0.###} with leans of {lean:0.###} together would be right in more than all or fewer than no cases of one kind. "
                    + "Accuracy plus and minus both leans must lie from 0 to 1."
            );
        return judge;
    }

    private static HostMoods Moods(Section section)
    {
        var defaults = new HostMoods();
        return new HostMoods
        {
            Spread = section.Number("mood_spread", 0, 3) ?? defaults.Spread,
            Lasts = section.Duration("mood_lasts", TimeSpan.FromMinutes(1)) ?? defaults.Lasts,
            Rhythm = section.Number("rhythm", 0, 3) ?? defaults.Rhythm,
            Change = section.Number("change", 0.01, 100) ?? defaults.Change,
            ChangesAt = section.Date("changes_at") is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
            ColdStart = section.DurationOrZero("cold_start", TimeSpan.FromSeconds(1)) ?? defaults.ColdStart,
            ColdAfter = section.Duration("cold_after", TimeSpan.FromSeconds(1)) ?? defaults.ColdAfter,
        };
    }

    private static ReportedPrice? ReportsPrice(Section? section)
    {
        if (section is null)
            return null;
        var price = new ReportedPrice((double)(section.Amount("input") ?? 0), (double)(section.Amount("output") ?? 0));
        section.RefuseUnknownKeys();
        return price;
    }

    private static HostDistortion? Host(Section? section)
    {
        if (section is null)
            return null;
        var host = new HostDistortion
        {
            Weights = section.Text("weights") ?? new HostDistortion().Weights,
            TemperatureOff = section.Number("temperature_off", -2, 2) ?? 0,
            Replaced = section.Number("replaced", 0, 1) ?? 0,
            HiddenPrompt = section.Number("hidden_prompt", 0, 10) ?? 0,
            Mixture = section.Number("mixture", 0, 1) ?? 0,
            CallsLess = section.Number("calls_less", 0, 1) ?? 0,
            BreaksSchema = section.Number("breaks_schema", 0, 1) ?? 0,
            Context = section.Whole("context", 1),
            Faults = section.Texts("faults"),
        };
        section.RefuseUnknownKeys();
        return host;
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
