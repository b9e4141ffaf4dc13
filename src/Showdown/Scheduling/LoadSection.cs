using System.Globalization;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>The block 'load' of a benchmark in a job file.</summary>
internal static class LoadSection
{
    /// <param name="of">The benchmark's entry in the job.</param>
    /// <param name="benchmark">Null where it is not known.</param>
    /// <param name="hasBudget">Whether the job says what it may spend.</param>
    public static LoadPlan? Read(Section of, BenchmarkSettings? benchmark, bool hasBudget)
    {
        var section = of.Inner("load");
        var raises = benchmark?.Sources.Any(s => s.Generator == LoadPlan.Generator) == true;
        var plan = section is null ? null : Read(section);
        if (benchmark is null)
            return plan;
        if (section is not null && !raises)
            of.Problem("load", $"benchmark '{benchmark.Id}' does not raise the load. 'speed-load' does.");
        if (!raises)
            return null;
        if (section is null)
            of.Problem(
                "id",
                $"'{benchmark.Id}' sends more and more requests until the host bears no more: it needs 'load' with up_to, requests, first_token and tokens_per_second."
            );
        if (!hasBudget)
            of.Problem("id", $"'{benchmark.Id}' needs a 'budget' in the job, of USD or of tokens: it may ask a lot.");
        foreach (var key in new[] { "epochs", "limit" })
        {
            if (of.Has(key))
                of.Problem(key, $"'{key}' is not for '{benchmark.Id}': 'load' says how many requests there are.");
        }
        return plan;
    }

    private static LoadPlan? Read(Section section)
    {
        var (upTo, requests) = (section.Number("up_to", 0.001, 100_000), section.Whole("requests", LoadPlan.Steps * 5, 9_000));
        var (first, speed) = (section.Duration("first_token", TimeSpan.FromSeconds(1)), section.Number("tokens_per_second", 0, 1_000_000));
        foreach (var key in new[] { "up_to", "requests", "first_token", "tokens_per_second" })
        {
            if (!section.Has(key))
                section.Missing(key);
        }
        section.RefuseUnknownKeys();
        if (upTo is null || requests is null || first is null || speed is null)
            return null;
        var plan = new LoadPlan
        {
            UpTo = upTo.Value,
            Requests = requests.Value,
            FirstToken = first.Value,
            TokensPerSecond = speed.Value,
        };
        if (plan.Requests < plan.FewestRequests)
            section.Problem(
                "requests",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{plan.Requests} requests are over before a queue of {plan.FirstToken.TotalSeconds:0.###} s could form: at least {plan.FewestRequests} are needed up to {plan.UpTo:0.###} a second."
                )
            );
        return plan;
    }
}
