using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Passports;

/// <summary>What a judge's verdicts depend on: its entry in models.yaml, the rubric, and the version of our words to it.</summary>
public static class JudgeIdentity
{
    /// <returns>SHA-256 in lower-case hex. A new key, price or limit leaves it as it is.</returns>
    public static string Of(ModelSettings judge, Rubric rubric) =>
        LabelledPair.Hash(
            JsonSerializer.Serialize(
                new object?[]
                {
                    judge.Id,
                    judge.Connector.Name,
                    judge.Endpoint,
                    judge.Model,
                    judge.Sampling,
                    judge.Extra,
                    judge.Simulation,
                    rubric.Sha256,
                    PairJudge.Version,
                }
            )
        );
}
