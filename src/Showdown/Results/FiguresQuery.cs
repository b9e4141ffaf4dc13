using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Sums and distributions of one evaluation, read in one pass over narrow rows.</summary>
internal sealed class FiguresQuery(Database database)
{
    public async Task<EvaluationFigures> ReadAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = """
            select a.number, a.failure_kind, a.input_tokens, a.output_tokens, a.reasoning_tokens, a.cached_input_tokens, a.usage_estimated,
                   a.first_token_seconds, a.first_answer_seconds, a.duration_seconds, a.tries, a.cost_usd, a.served_model, a.system_fingerprint,
                   a.provider, a.usage_implausible, a.reused_from, c.counted_tokens, a.host_cost_usd, a.started_at, a.times_known,
                   e.scorer_kind = 'Measurement' as measures
            from attempt a
            join evaluation e on e.id = a.evaluation_id
            left join score c on e.scorer_kind = 'Measurement' and c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
              and c.scorer_version = e.scorer_version
            where a.evaluation_id = @evaluationId
            """;
        long input = 0,
            output = 0,
            reasoning = 0,
            cached = 0,
            tries = 0;
        var (cost, costKnown, estimated, implausible, reused, untimed, measures) = (0.0, true, 0, 0, 0, 0, false);
        var host = new HostCost();
        var failures = new SortedDictionary<FailureKind, int>();
        SortedSet<string> served = new(StringComparer.Ordinal),
            fingerprints = new(StringComparer.Ordinal),
            providers = new(StringComparer.Ordinal),
            origins = new(StringComparer.Ordinal);

        await using var connection = await database.ConnectAsync(cancel);
        var unkept = await connection.ExecuteScalarAsync<double>(
            new CommandDefinition(
                "select coalesce(sum(unkept_usd), 0) from evaluation where id = @evaluationId",
                new { evaluationId },
                cancellationToken: cancel
            )
        );
        // Lists of the right size from the start: growing they would leave as much behind as they hold.
        var count = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition("select count(*) from attempt where evaluation_id = @evaluationId", new { evaluationId }, cancellationToken: cancel)
        );
        var timings = new List<RequestTiming>(count);
        await foreach (var row in connection.QueryUnbufferedAsync<Row>(sql, new { evaluationId }).WithCancellation(cancel))
        {
            AddNames(row);
            if (row.ReusedFrom is { } origin)
            {
                reused++;
                origins.Add(origin);
                continue;
            }

            tries += row.TimesKnown ? row.Tries : 0;
            if (row.FailureKind is { } kind)
            {
                var failure = Enum.Parse<FailureKind>(kind);
                failures[failure] = failures.GetValueOrDefault(failure) + 1;
                cost += row.CostUsd ?? 0; // tries that gave no reply may have been paid for
                continue;
            }

            input += row.InputTokens ?? 0;
            output += row.OutputTokens ?? 0;
            reasoning += row.ReasoningTokens ?? 0;
            cached += row.CachedInputTokens ?? 0;
            estimated += row.UsageEstimated ? 1 : 0;
            implausible += row.UsageImplausible == true ? 1 : 0;
            costKnown &= row.CostUsd is not null;
            cost += row.CostUsd ?? 0;
            measures = row.Measures;
            if (row.HostCostUsd is { } own)
                host = host.Plus(row, own);
            if (!row.TimesKnown)
            {
                untimed++;
                continue;
            }

            timings.Add(
                new RequestTiming(row.StartedAt, row.DurationSeconds, row.FirstTokenSeconds, row.FirstAnswerSeconds, Speed(row), row.Tries)
                {
                    Number = row.Number,
                }
            );
        }

        timings.Sort((a, b) => a.StartedAt.CompareTo(b.StartedAt));
        var warm = measures ? ColdStart.Warm(timings) : timings;
        return new EvaluationFigures
        {
            FirstTokenSeconds = Known(warm, t => t.FirstToken),
            FirstAnswerTokenSeconds = Known(warm, t => t.FirstAnswer),
            OutputTokensPerSecond = Known(warm, t => t.TokensPerSecond),
            DurationSeconds = Known(warm, t => t.Duration),
            DurationNumbers = [.. warm.Select(t => t.Number)],
            ColdStartSeconds = Known(timings.Except(warm), t => t.FirstToken ?? t.Duration),
            InFlight = Load.InFlight(timings),
            Retried = timings.Count(t => t.Tries > 1),
            OnePiece = timings.Count(t => t.FirstToken is not null && t.TokensPerSecond is null),
            InputTokens = input,
            OutputTokens = output,
            ReasoningTokens = reasoning,
            CachedInputTokens = cached,
            CostUsd = costKnown && (timings.Count + untimed + reused > 0 || cost + unkept > 0) ? (decimal)(cost + unkept) : null,
            HostCost = host.Usd is null ? null : host,
            Tries = tries,
            Failures = failures,
            ServedModels = [.. served],
            SystemFingerprints = [.. fingerprints],
            EstimatedUsage = estimated,
            ImplausibleUsage = implausible,
            Providers = [.. providers],
            Reused = reused,
            ReusedFrom = [.. origins],
        };

        void AddNames(Row row)
        {
            if (row.ServedModel is { } model)
                served.Add(model);
            if (row.SystemFingerprint is { } fingerprint)
                fingerprints.Add(fingerprint);
            if (row.Provider is { } provider)
                providers.Add(provider);
        }
    }

    private static List<double> Known(IEnumerable<RequestTiming> timings, Func<RequestTiming, double?> value) =>
        [.. timings.Select(value).OfType<double>()];

    private static double? Speed(Row row) => OutputSpeed.Of(row.CountedTokens ?? row.OutputTokens, row.FirstTokenSeconds, row.DurationSeconds);

    internal sealed class Row
    {
        public int Number { get; set; }

        public int Epoch { get; set; }

        public string? FailureKind { get; set; }

        public double? HostCostUsd { get; set; }

        public int? InputTokens { get; set; }

        public int? OutputTokens { get; set; }

        public int? ReasoningTokens { get; set; }

        public int? CachedInputTokens { get; set; }

        public bool UsageEstimated { get; set; }

        public double? FirstTokenSeconds { get; set; }

        public double? FirstAnswerSeconds { get; set; }

        public double DurationSeconds { get; set; }

        public int Tries { get; set; }

        public double? CostUsd { get; set; }

        public string? ServedModel { get; set; }

        public string? SystemFingerprint { get; set; }

        public string? Provider { get; set; }

        public bool? UsageImplausible { get; set; }

        public string? ReusedFrom { get; set; }

        /// <summary>Where speed is measured: by the one tokenizer for all models.</summary>
        public int? CountedTokens { get; set; }

        public DateTimeOffset StartedAt { get; set; }

        /// <summary>False of attempts that other programs made: how long they took says nothing about speed, since nobody knows what else went
        /// on.</summary>
        public bool TimesKnown { get; set; }

        public bool Measures { get; set; }
    }
}
