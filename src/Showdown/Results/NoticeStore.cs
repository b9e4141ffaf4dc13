using Dapper;

namespace Showdown.Results;

/// <summary>Which ends of runs have been told, and to whom. However many want to tell one, a claim in the database lets one of them.</summary>
public sealed class NoticeStore(Database database)
{
    private const string Key = "run_id = @RunId and number = @Number and finished_at = @FinishedAt";

    /// <param name="until">When the claim runs out: whoever holds it has died by then.</param>
    public async Task<NoticeClaim> ClaimAsync(Notice notice, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        const string claim = """
            insert into notice (run_id, number, finished_at, claimed_until) values (@RunId, @Number, @FinishedAt, @until)
            on conflict (run_id, number, finished_at) do update set claimed_until = excluded.claimed_until
                where notice.sent_at is null and (notice.claimed_until is null or notice.claimed_until < @now)
            """;
        const string sent = $"select count(*) from notice where {Key} and sent_at is not null";
        await using var connection = await database.ConnectAsync(cancel);
        if (
            await connection.ExecuteAsync(
                new CommandDefinition(
                    claim,
                    new
                    {
                        notice.RunId,
                        notice.Number,
                        notice.FinishedAt,
                        now,
                        until,
                    },
                    cancellationToken: cancel
                )
            ) == 1
        )
            return NoticeClaim.Ours;
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sent, notice, cancellationToken: cancel)) > 0
            ? NoticeClaim.Sent
            : NoticeClaim.Elsewhere;
    }

    /// <summary>Notes that it was told. Nobody tells it again.</summary>
    public async Task SentAsync(Notice notice, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = $"update notice set sent_at = @now, claimed_until = null where {Key} and sent_at is null";
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    notice.RunId,
                    notice.Number,
                    notice.FinishedAt,
                    now,
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Gives a claim back: it was not told, and the next may try at once.</summary>
    public async Task ReleaseAsync(Notice notice, CancellationToken cancel)
    {
        const string sql = $"update notice set claimed_until = null where {Key} and sent_at is null";
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, notice, cancellationToken: cancel));
    }
}
