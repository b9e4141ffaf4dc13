using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Fidelity.Contract;
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
        [.. $"{attempt.Reasoning}{attempt.Text}".TrimStart().EnumerateRunes().Take(Places.Characters.First).Select(r => r.Value)];
}

/// <summary>All hosts of a run.</summary>
/// <param name="Plan">Who is held against whom.</param>
/// <param name="Hosts">By model id: those that were asked.</param>
internal sealed record HostsNight(RunRow Run, HostsPlan Plan, IReadOnlyDictionary<string, HostReplies> Hosts)
{
    /// <summary>By model id: what each endpoint did with the protocol; empty where that was not looked at.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ContractFinding>> Contracts { get; init; } =
        new Dictionary<string, IReadOnlyList<ContractFinding>>();

    /// <summary>By model id: log-probabilities of first tokens, of hosts that give them.</summary>
    public IReadOnlyDictionary<string, ContractFinding> FirstTokens { get; init; } = new Dictionary<string, ContractFinding>();

    /// <summary>By model id: against the reference on each benchmark of the job that scores.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<HostQuality>> Quality { get; init; } = new Dictionary<string, IReadOnlyList<HostQuality>>();

    public HostReplies? Find(string modelId) => Hosts.GetValueOrDefault(modelId);

    /// <param name="run">Of a job with hosts.</param>
    private static async Task<HostsNight> ReadAsync(RunReader reader, RunRow run, CancellationToken cancel)
    {
        var plan = run.Settings.Job.Hosts ?? throw new InvalidOperationException($"run {run.Id} compares no hosts");
        var hosts = new Dictionary<string, HostReplies>(StringComparer.Ordinal);
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.ComparesHosts))
        {
            await foreach (var attempt in reader.AttemptsAsync(run.Id, benchmark.Id, cancel))
            {
                if (!hosts.TryGetValue(attempt.ModelId, out var host))
                    hosts[attempt.ModelId] = host = new HostReplies(attempt.ModelId);
                host.Add(benchmark.Id, attempt);
            }
        }

        var contracts = await reader.ContractsAsync(run.Id, cancel);
        return new HostsNight(run, plan, hosts)
        {
            Contracts = Judged(plan, hosts, contracts),
            FirstTokens = contracts
                .Select(c => (c.Key, Noted: c.Value.FirstOrDefault(f => f.Check == Contract.FirstTokens.Noted)))
                .Where(c => c.Noted is not null)
                .ToDictionary(c => c.Key, c => c.Noted!),
        };
    }

    /// <summary>Where counts of tokens are held against the reference's, and all replies of the night count beside those of the contract.</summary>
    private static Dictionary<string, IReadOnlyList<ContractFinding>> Judged(
        HostsPlan plan,
        Dictionary<string, HostReplies> hosts,
        IReadOnlyDictionary<string, IReadOnlyList<ContractFinding>> contracts
    )
    {
        HostReplies[] askings = [.. new[] { plan.Reference, plan.Again }.Where(hosts.ContainsKey).Select(id => hosts[id])];
        var reference = contracts.GetValueOrDefault(plan.Reference, []).ToDictionary(c => c.Check, StringComparer.Ordinal);
        return contracts.ToDictionary(
            c => c.Key,
            c =>
                (IReadOnlyList<ContractFinding>)
                    [
                        .. c
                            .Value.Where(f => f.Check != Contract.FirstTokens.Noted)
                            .Select(f => c.Key == plan.Reference ? f : Against(f, reference.GetValueOrDefault(f.Check)))
                            .Select(f => hosts.GetValueOrDefault(c.Key)?.Marks.Held(f) ?? f),
                        .. c.Value.Count > 0 && hosts.TryGetValue(c.Key, out var host) && host.Texts.Count > 0
                            ? [Copies.Finding(host, askings)]
                            : Array.Empty<ContractFinding>(),
                    ]
        );
    }

    private static ContractFinding Against(ContractFinding host, ContractFinding? reference) =>
        host.Check switch
        {
            Checks.PromptTokens => TokenChecks.Against(host, reference),
            Checks.ReplyTokens => TokenChecks.RepliesAgainst(host, reference),
            Checks.Context => ContextCheck.Against(host, reference),
            _ => host,
        };

    /// <summary>A run's hosts held against their reference, and against the job's night before.</summary>
    /// <param name="run">Of a job with hosts.</param>
    public static async Task<HostsResult> CompareAsync(RunReader reader, RunRow run, CancellationToken cancel)
    {
        var nights = await reader.NightsAsync(run.Settings.Job.Name, run.CreatedAt, 2, cancel);
        var last = nights.LastOrDefault(n => n.Id != run.Id && n.Settings.Job.Hosts is not null);
        var night = await ReadAsync(reader, run, cancel);
        if (run.Settings.Benchmarks.Any(b => !b.ComparesHosts))
            night = night with { Quality = HostQuality.Of(RunResults.Of(await RunFacts.ReadAsync(reader, run.Id, cancel)), night.Plan) };
        return HostsComparison.Compare(night, last is null ? null : await ReadAsync(reader, last, cancel));
    }
}
