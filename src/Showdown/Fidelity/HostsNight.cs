using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Results;

namespace Showdown.Fidelity;

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
