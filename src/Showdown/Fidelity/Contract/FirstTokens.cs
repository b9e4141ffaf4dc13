using System.Text.Json;
using Showdown.Domain;
using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity.Contract;

/// <summary>Log-probabilities of the first token of replies: where a host and the reference both give them, they tell more than replies that are
/// drawn.</summary>
internal static class FirstTokens
{
    /// <summary>Not one of the checks: it is noted among them and judged by a test.</summary>
    public const string Noted = "first tokens";

    /// <summary>Between two lists that have no token in common, in nats.</summary>
    private const double NothingInCommon = 10;

    private static readonly string[] _prompts =
    [
        "Name a colour.",
        "Begin a story with one word.",
        "What is good for breakfast?",
        "Name a town by the sea.",
        "Say something about the moon.",
        "Recommend a book.",
        "Nenne ein Tier.",
        "Cite un métier.",
        "Di una palabra.",
        "说一种水果。",
        "好きな季節は？",
        "Powiedz coś o deszczu.",
    ];

    /// <summary>Asks each prompt twice, where the host gives log-probabilities.</summary>
    public static async Task CarryOutAsync(Exchanges host)
    {
        if (host.Findings.FirstOrDefault(f => f.Check == Checks.LogProbabilities)?.Verdict != ContractVerdict.Held)
            return;
        var (first, second) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        foreach (var prompt in _prompts)
        {
            var ask = Ask.User(prompt) with { Cap = 1, LogProbabilities = true };
            first.Add((await host.AskAsync(ask)).LogProbabilities);
            second.Add((await host.AskAsync(ask)).LogProbabilities);
        }

        host.Note(
            new ContractFinding(Noted, ContractVerdict.Unclear, "")
            {
                Request = JsonSerializer.Serialize(first),
                Reply = JsonSerializer.Serialize(second),
            }
        );
    }

    /// <summary>How far a host's lie from the reference's, beside how far the reference's second asking lies from its first.</summary>
    public static IReadOnlyList<LogProbabilityGap> Gaps(ContractFinding? host, ContractFinding? reference)
    {
        if (Read(host?.Request) is not { } theirs || Read(reference?.Request) is not { } first || Read(reference?.Reply) is not { } second)
            return [];
        return
        [
            .. theirs
                .Zip(first, second)
                .Where(p => p.First.Count > 0 && p.Second.Count > 0 && p.Third.Count > 0)
                .Select(p => new LogProbabilityGap(Gap(p.First, p.Second), Gap(p.Third, p.Second))),
        ];
    }

    private static double Gap(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        var common = a.Keys.Where(b.ContainsKey).ToList();
        return common.Count == 0 ? NothingInCommon : common.Average(token => Math.Abs(a[token] - b[token]));
    }

    private static List<Dictionary<string, double>>? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<List<Dictionary<string, double>>>(json);
}
