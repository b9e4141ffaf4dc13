using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>The endpoint passports of runs. A claim, renewed while the check goes on, decides which worker makes one.</summary>
public sealed class ProbeStore(Database database)
{
    private const string Columns = """
        p.run_id, p.model_id, p.made_at, p.host, p.answers, p.failure_kind, p.failure_message, p.failure_status, p.refused_parameters,
        p.served_model, p.serves_asked_model, p.system_fingerprint, p.provider, p.streams, p.reports_usage, p.usage_is_plausible,
        p.honours_output_cap, p.first_token_seconds, p.output_tokens_per_second, p.requests, p.cost_usd,
        p.tool_use, p.tool_calls, p.tools_stream, p.tool_refusal
        """;

    public async Task<ProbeState> StateAsync(string runId, string modelId, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            select case when made_at is not null then 'Settled' when claimed_until >= @now then 'Claimed' else 'Due' end
            from probe where run_id = @runId and model_id = @modelId
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return
            await connection.ExecuteScalarAsync<string?>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        modelId,
                        now,
                    },
                    cancellationToken: cancel
                )
            )
                is { } state
            ? Enum.Parse<ProbeState>(state)
            : ProbeState.Settled;
    }

    /// <summary>Takes or renews the claim on a check that is due.</summary>
    /// <returns>False when another worker has it, when it is made, or when the run has ended.</returns>
    public async Task<bool> ClaimAsync(string runId, string modelId, string owner, DateTimeOffset now, TimeSpan length, CancellationToken cancel)
    {
        const string sql = """
            update probe set claimed_by = @owner, claimed_until = @until
            where run_id = @runId and model_id = @modelId and made_at is null and (claimed_by is null or claimed_by = @owner or claimed_until < @now)
              and exists (select 1 from run r where r.id = probe.run_id and r.status = 'Running')
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        modelId,
                        owner,
                        now,
                        until = now + length,
                    },
                    cancellationToken: cancel
                )
            ) == 1;
    }

    /// <summary>Gives the claims of a run back whose owner <paramref name="isDead"/> says is gone.</summary>
    public async Task ReleaseAsync(string runId, Func<string, bool> isDead, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var owners = await connection.QueryAsync<string>(
            new CommandDefinition(
                "select claimed_by from probe where run_id = @runId and made_at is null and claimed_by is not null",
                new { runId },
                cancellationToken: cancel
            )
        );
        await connection.ExecuteAsync(
            "update probe set claimed_by = null, claimed_until = null where run_id = @runId and made_at is null and claimed_by = @owner",
            owners.Where(isDead).Select(owner => new { runId, owner })
        );
    }

    /// <summary>Fills a passport in, once.</summary>
    public async Task SaveAsync(string runId, EndpointPassport passport, CancellationToken cancel)
    {
        const string sql = """
            update probe set claimed_by = null, claimed_until = null, made_at = @At, host = @Host, answers = @Answers,
                failure_kind = @FailureKind, failure_message = @FailureMessage, failure_status = @FailureStatus,
                refused_parameters = @RefusedParameters,
                served_model = @ServedModel, serves_asked_model = @ServesAskedModel, system_fingerprint = @SystemFingerprint, provider = @Provider,
                streams = @Streams,
                reports_usage = @ReportsUsage, usage_is_plausible = @UsageIsPlausible, honours_output_cap = @HonoursOutputCap,
                first_token_seconds = @FirstTokenSeconds, output_tokens_per_second = @OutputTokensPerSecond, requests = @Requests,
                cost_usd = @CostUsd,
                tool_use = @ToolUse, tool_calls = @ToolCalls, tools_stream = @ToolsStream, tool_refusal = @ToolRefusal
            where run_id = @runId and model_id = @ModelId and made_at is null
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    runId,
                    passport.ModelId,
                    passport.At,
                    passport.Host,
                    passport.Answers,
                    FailureKind = passport.Failure?.Kind.ToString(),
                    FailureMessage = StoredText.Clean(passport.Failure?.Message),
                    FailureStatus = passport.Failure?.Status,
                    RefusedParameters = string.Join(' ', passport.RefusedParameters),
                    ServedModel = StoredText.Clean(passport.ServedModel),
                    passport.ServesAskedModel,
                    SystemFingerprint = StoredText.Clean(passport.SystemFingerprint),
                    Provider = StoredText.Clean(passport.Provider),
                    passport.Streams,
                    passport.ReportsUsage,
                    passport.UsageIsPlausible,
                    passport.HonoursOutputCap,
                    FirstTokenSeconds = passport.FirstToken?.TotalSeconds,
                    passport.OutputTokensPerSecond,
                    passport.Requests,
                    CostUsd = (double?)passport.CostUsd,
                    ToolUse = passport.Tools?.Use.ToString(),
                    ToolCalls = passport.Tools?.Calls,
                    ToolsStream = passport.Tools?.Streams,
                    ToolRefusal = StoredText.Clean(passport.Tools?.Refusal),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>A run's passports that are made, in no particular order, each beside the model's newest earlier one that answered.</summary>
    public async Task<IReadOnlyList<PassportComparison>> ReadAsync(string runId, CancellationToken cancel)
    {
        const string sql = $"""
            select {Columns} from probe p where p.run_id = @runId and p.made_at is not null
            union all
            select {Columns} from probe p
            join probe mine on mine.run_id = @runId and mine.model_id = p.model_id
            where p.run_id <> @runId and p.answers and p.made_at =
                (select max(b.made_at) from probe b where b.model_id = p.model_id and b.answers and b.made_at < mine.made_at and b.run_id <> @runId)
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel))).AsList();
        return
        [
            .. rows.Where(r => r.RunId == runId)
                .Select(r => new PassportComparison(
                    r.ToPassport(),
                    rows.FirstOrDefault(p => p.RunId != runId && p.ModelId == r.ModelId)?.ToPassport()
                )),
        ];
    }

    /// <summary>The newest passport of a model, of any run, that answered.</summary>
    public async Task<EndpointPassport?> LastAsync(string modelId, CancellationToken cancel)
    {
        const string sql = $"select {Columns} from probe p where p.model_id = @modelId and p.answers order by p.made_at desc limit 1";
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(sql, new { modelId }, cancellationToken: cancel)))?.ToPassport();
    }

    /// <summary>The newest passport of a model, of any run, whether its endpoint answered or not.</summary>
    public async Task<EndpointPassport?> NewestAsync(string modelId, CancellationToken cancel)
    {
        const string sql = $"select {Columns} from probe p where p.model_id = @modelId and p.made_at is not null order by p.made_at desc limit 1";
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(sql, new { modelId }, cancellationToken: cancel)))?.ToPassport();
    }

    private sealed class Row
    {
        public required string RunId { get; set; }

        public required string ModelId { get; set; }

        public DateTimeOffset MadeAt { get; set; }

        public required string Host { get; set; }

        public bool Answers { get; set; }

        public string? FailureKind { get; set; }

        public string? FailureMessage { get; set; }

        public int? FailureStatus { get; set; }

        public required string RefusedParameters { get; set; }

        public string? ServedModel { get; set; }

        public bool? ServesAskedModel { get; set; }

        public string? SystemFingerprint { get; set; }

        public string? Provider { get; set; }

        public bool? Streams { get; set; }

        public bool? ReportsUsage { get; set; }

        public bool? UsageIsPlausible { get; set; }

        public bool? HonoursOutputCap { get; set; }

        public double? FirstTokenSeconds { get; set; }

        public double? OutputTokensPerSecond { get; set; }

        public int Requests { get; set; }

        public double? CostUsd { get; set; }

        public string? ToolUse { get; set; }

        public int? ToolCalls { get; set; }

        public bool? ToolsStream { get; set; }

        public string? ToolRefusal { get; set; }

        public EndpointPassport ToPassport() =>
            new()
            {
                ModelId = ModelId,
                Host = Host,
                At = MadeAt,
                Answers = Answers,
                Failure = FailureKind is null
                    ? null
                    : new Failure(Enum.Parse<FailureKind>(FailureKind), FailureMessage ?? "") { Status = FailureStatus },
                RefusedParameters = RefusedParameters.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                ServedModel = ServedModel,
                ServesAskedModel = ServesAskedModel,
                SystemFingerprint = SystemFingerprint,
                Provider = Provider,
                Streams = Streams,
                ReportsUsage = ReportsUsage,
                UsageIsPlausible = UsageIsPlausible,
                HonoursOutputCap = HonoursOutputCap,
                FirstToken = FirstTokenSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                OutputTokensPerSecond = OutputTokensPerSecond,
                Requests = Requests,
                CostUsd = (decimal?)CostUsd,
                Tools = ToolUse is null
                    ? null
                    : new ToolSupport(Enum.Parse<ToolUse>(ToolUse))
                    {
                        Calls = ToolCalls ?? 0,
                        Streams = ToolsStream,
                        Refusal = ToolRefusal,
                    },
            };
    }
}
