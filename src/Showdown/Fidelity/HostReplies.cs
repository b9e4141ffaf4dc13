using Showdown.Domain;
using Showdown.Results;
using Showdown.Scoring.Tools;
using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity;

/// <summary>One reply to an open-ended prompt.</summary>
/// <param name="Text">Its first characters.</param>
/// <param name="Server">Who served it behind a router, or the model it says it is of; null: nobody says.</param>
internal readonly record struct SaidText(int[] Text, string? Server)
{
    /// <summary>Tells replies of one beginning apart.</summary>
    public int Whole { get; init; }
}

/// <summary>What became of a request that offers tools.</summary>
internal readonly record struct SaidCall(bool Called, bool Valid);

/// <summary>What one host said on one night: as much of it as comparisons are made of.</summary>
internal sealed class HostReplies(string modelId)
{
    public string ModelId { get; } = modelId;

    /// <summary>By prompt.</summary>
    public Dictionary<string, List<SaidText>> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>By request: its first reply.</summary>
    public Dictionary<string, SaidCall> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Replies by who served them; of those that say so.</summary>
    public Dictionary<string, int> Providers { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Fingerprints { get; } = new(StringComparer.Ordinal);

    /// <summary>Replies by the model they say they are of.</summary>
    public Dictionary<string, int> Builds { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What no text should hold.</summary>
    public SeenMarks Marks { get; } = new();

    public int Answered { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Seconds to the first token, and tokens a second after it, of each reply that tells.</summary>
    public List<double> FirstTokens { get; } = [];

    public List<double> Rates { get; } = [];

    /// <summary>What the replies cost; null as soon as one of them does not tell.</summary>
    public decimal? CostUsd { get; private set; } = 0;

    /// <summary>As the host counts them.</summary>
    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    public void Count(Usage usage)
    {
        InputTokens += usage.InputTokens ?? 0;
        OutputTokens += usage.OutputTokens ?? 0;
    }

    /// <param name="benchmarkId">Two benchmarks may have a sample of the same id.</param>
    public void Add(string benchmarkId, AttemptView attempt)
    {
        if (attempt.Failure is not null)
        {
            Failed++;
            return;
        }

        Answered++;
        Marks.Look(benchmarkId, attempt.Sample.Id, attempt.Text ?? "");
        CostUsd += attempt.CostUsd;
        Count(attempt.Usage);
        if (attempt.Provider is { } provider)
            Providers[provider] = Providers.GetValueOrDefault(provider) + 1;
        if (attempt.ServedModel is { } served)
            Builds[served] = Builds.GetValueOrDefault(served) + 1;
        if (attempt.SystemFingerprint is { } print)
            Fingerprints.Add(print);
        if (attempt.Timings.FirstToken?.TotalSeconds is > 0 and var first)
            FirstTokens.Add(first);
        if (attempt.OutputTokensPerSecond is > 0 and var rate)
            Rates.Add(rate);
        var asked = $"{benchmarkId}/{attempt.Sample.Id}";
        if (attempt.Sample.Tools.Count > 0)
            Calls.TryAdd(asked, new SaidCall(attempt.ToolCalls.Count > 0, attempt.Answer == HostsScorer.ValidCalls));
        else
            TextsOf(asked)
                .Add(
                    new SaidText(Start(attempt), attempt.Provider ?? attempt.ServedModel)
                    {
                        Whole = (attempt.Reasoning + attempt.Text).GetHashCode(StringComparison.Ordinal),
                    }
                );
    }

    private List<SaidText> TextsOf(string prompt)
    {
        if (!Texts.TryGetValue(prompt, out var texts))
            Texts[prompt] = texts = [];
        return texts;
    }

    // A model that thinks may not come to its answer: its thoughts are words of the same distribution. A blank at the start is the parser's, not the
    // model's.
    private static int[] Start(AttemptView attempt) =>
        [.. $"{attempt.Reasoning}{attempt.Text}".TrimStart().EnumerateRunes().Take(Positions.Characters.First).Select(r => r.Value)];
}
