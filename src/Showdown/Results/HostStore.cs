using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>What is kept of hosts that are held against a reference: their contract, and how they stood.</summary>
public sealed class HostStore(Database database)
{
    /// <summary>Keeps what one host did, once: a second check of a run changes nothing.</summary>
    public async Task KeepContractAsync(string runId, string modelId, IReadOnlyList<ContractFinding> findings, CancellationToken cancel)
    {
        const string sql = """
            insert into contract_finding (run_id, model_id, number, check_name, verdict, said, request, reply)
            values (@runId, @modelId, @number, @Check, @Verdict, @Said, @Request, @Reply)
            on conflict (run_id, model_id, check_name) do nothing
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                findings.Select(
                    (f, number) =>
                        new
                        {
                            runId,
                            modelId,
                            number,
                            f.Check,
                            Verdict = f.Verdict.ToString(),
                            Said = StoredText.Clean(f.Said),
                            Request = StoredText.Clean(f.Request),
                            Reply = StoredText.Clean(f.Reply),
                        }
                ),
                cancellationToken: cancel
            )
        );
    }

    /// <summary>By model id, in the order of the checks.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ContractFinding>>> ContractsAsync(string runId, CancellationToken cancel)
    {
        const string sql = """
            select model_id, check_name, verdict, said, request, reply from contract_finding where run_id = @runId order by model_id, number
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<FindingRow>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel));
        return rows.GroupBy(r => r.ModelId)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<ContractFinding>)[.. g.Select(r => r.ToFinding())], StringComparer.Ordinal);
    }

    /// <summary>Keeps how hosts stood; of a run that is rendered again the newest words.</summary>
    public async Task KeepStandingsAsync(IEnumerable<HostStanding> standings, CancellationToken cancel)
    {
        const string sql = """
            insert into host_standing (run_id, model_id, family, reference, made_at, differs, words, changed, likeness)
            values (@RunId, @ModelId, @Family, @Reference, @MadeAt, @Differs, @Words, @Changed, @Likeness)
            on conflict (run_id, model_id) do update
            set differs = excluded.differs, words = excluded.words, changed = excluded.changed, likeness = excluded.likeness
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, standings, cancellationToken: cancel));
    }

    /// <summary>The newest standing of each of these models, up to a time.</summary>
    public async Task<IReadOnlyList<HostStanding>> StandingsAsync(
        IReadOnlyCollection<string> modelIds,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        const string sql = """
            select h.run_id, h.model_id, h.family, h.reference, h.made_at, h.differs, h.words, h.changed, h.likeness
            from host_standing h
            where h.model_id = @modelId and h.model_id <> h.reference and h.made_at <= @until
            order by h.made_at desc, h.run_id desc
            limit 1
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var found = new List<HostStanding>();
        foreach (var modelId in modelIds)
        {
            if (
                await connection.QueryFirstOrDefaultAsync<StandingRow>(
                    new CommandDefinition(sql, new { modelId, until }, cancellationToken: cancel)
                ) is
                { } row
            )
                found.Add(row.ToStanding());
        }

        return found;
    }

    /// <summary>How the hosts of a job stood on its last nights up to a time, oldest first.</summary>
    public async Task<IReadOnlyList<HostStanding>> HistoryAsync(string job, DateTimeOffset until, CancellationToken cancel)
    {
        const string sql = """
            select h.run_id, h.model_id, h.family, h.reference, h.made_at, h.differs, h.words, h.changed, h.likeness
            from host_standing h
            where h.run_id in (select id from run where job = @job and created_at <= @until order by created_at desc limit 45)
            order by h.made_at, h.run_id
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<StandingRow>(new CommandDefinition(sql, new { job, until }, cancellationToken: cancel));
        return [.. rows.Select(r => r.ToStanding())];
    }

    /// <summary>True where a run's hosts have changed since their last night.</summary>
    public async Task<bool> HasChangedAsync(string runId, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
                new CommandDefinition(
                    "select count(*) from host_standing where run_id = @runId and changed",
                    new { runId },
                    cancellationToken: cancel
                )
            ) > 0;
    }

    private sealed class FindingRow
    {
        public required string ModelId { get; set; }

        public required string CheckName { get; set; }

        public required string Verdict { get; set; }

        public required string Said { get; set; }

        public string? Request { get; set; }

        public string? Reply { get; set; }

        public ContractFinding ToFinding() => new(CheckName, Enum.Parse<ContractVerdict>(Verdict), Said) { Request = Request, Reply = Reply };
    }

    private sealed class StandingRow
    {
        public required string RunId { get; set; }

        public required string ModelId { get; set; }

        public required string Family { get; set; }

        public required string Reference { get; set; }

        public DateTimeOffset MadeAt { get; set; }

        public bool Differs { get; set; }

        public required string Words { get; set; }

        public bool Changed { get; set; }

        public double? Likeness { get; set; }

        public HostStanding ToStanding() => new(RunId, ModelId, Family, Reference, MadeAt, Differs, Words) { Changed = Changed, Likeness = Likeness };
    }
}
