using Dapper;

namespace Showdown.Results;

/// <summary>Which ends of runs have been told, and to whom.</summary>
public sealed class NoticeStore(Database database)
{
    /// <param name="number">Which entry of the job's notify, from 0.</param>
    public async Task<bool> IsSentAsync(string runId, int number, DateTimeOffset finishedAt, CancellationToken cancel)
    {
        const string sql = "select count(*) from notice where run_id = @runId and number = @number and finished_at = @finishedAt";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, new { runId, number, finishedAt }, cancellationToken: cancel)) > 0;
    }

    public async Task NoteAsync(string runId, int number, DateTimeOffset finishedAt, DateTimeOffset sentAt, CancellationToken cancel)
    {
        const string sql = "insert into notice (run_id, number, finished_at, sent_at) values (@runId, @number, @finishedAt, @sentAt) on conflict do nothing";
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { runId, number, finishedAt, sentAt }, cancellationToken: cancel));
    }
}
