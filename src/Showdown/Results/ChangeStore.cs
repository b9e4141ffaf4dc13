using Dapper;

namespace Showdown.Results;

/// <summary>Confirmed changes are kept, since a trend looks at the last nights alone.</summary>
public sealed class ChangeStore(Database database)
{
    /// <summary>A change that is kept already is written anew: after a new scorer it may have another size.</summary>
    public async Task KeepAsync(IReadOnlyList<ConfirmedChange> changes, CancellationToken cancel)
    {
        const string sql = """
            insert into confirmed_change (run_id, benchmark_id, model_id, identity, kind, is_down, since_run_id, run_length, fresh_run_id,
              difference, low, high, p)
            values (@RunId, @BenchmarkId, @ModelId, @Identity, @Kind, @IsDown, @SinceRunId, @RunLength, @FreshRunId, @Value, @Low, @High, @P)
            on conflict (run_id, benchmark_id, model_id) do update set identity = excluded.identity, kind = excluded.kind, is_down = excluded.is_down,
                since_run_id = excluded.since_run_id, run_length = excluded.run_length, fresh_run_id = excluded.fresh_run_id,
                difference = excluded.difference, low = excluded.low, high = excluded.high, p = excluded.p
            """;
        if (changes.Count == 0)
            return;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                changes.Select(c => new
                {
                    c.RunId,
                    c.Key.BenchmarkId,
                    c.Key.ModelId,
                    c.Identity,
                    c.Kind,
                    c.IsDown,
                    c.SinceRunId,
                    c.RunLength,
                    c.FreshRunId,
                    c.Difference.Value,
                    c.Difference.Low,
                    c.Difference.High,
                    c.P,
                }),
                cancellationToken: cancel
            )
        );
    }
}
