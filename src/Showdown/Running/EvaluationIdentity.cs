using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>What makes two evaluations comparable from night to night.</summary>
public static class EvaluationIdentity
{
    /// <summary>
    /// SHA-256 over everything that a score depends on: host, model and body fields, sampling, data, prompt, scorer, and whether only chosen samples
    /// are asked.
    /// Not in it: limit and epochs, since a pair of nights is compared on the samples that both have, and prices, limits and time-outs, which move no
    /// score. Nor a rule by which it may end early: each sample is asked as ever, and a night that ends early is compared with others, and may use
    /// their completions, on the samples that both have.
    /// </summary>
    public static string Of(RunSettings settings, BenchmarkSettings benchmark, ModelSettings model, BenchmarkPin pin)
    {
        var text = JsonSerializer.Serialize(
            new
            {
                benchmark.Id,
                pin,
                Connector = model.Connector.Name,
                model.Endpoint,
                model.Model,
                Extra = model.Extra?.ToJsonString(),
                model.Simulation,
                Sampling = settings.SamplingOf(benchmark.Id, model.Id),
                settings.Only,
            }
        );
        // Only where there are judges: the identities of other evaluations stay what they are.
        var judges = JudgedBenchmarks.JudgesOf(settings, benchmark);
        if (judges.Count > 0)
            text += JsonSerializer.Serialize(
                judges.Select(j => new
                {
                    Connector = j.Connector.Name,
                    j.Endpoint,
                    j.Model,
                    Extra = j.Extra?.ToJsonString(),
                    j.Simulation,
                    j.Sampling,
                })
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
