using Dapper;

namespace Showdown.Results;

// Which attempts are being judged. The mark outlives the process: who judges next sees which programs may have been its end.
public sealed partial class AttemptStore
{
    /// <summary>Notes that judging these begins. What does not end, by <see cref="EndJudgingAsync"/>, counts as begun once more the next
    /// time.</summary>
    public async Task BeginJudgingAsync(string evaluationId, IEnumerable<UnscoredAttempt> attempts, CancellationToken cancel)
    {
        const string sql = """
            insert into judging (evaluation_id, number, epoch, begun) values (@evaluationId, @Number, @Epoch, 1)
            on conflict (evaluation_id, number, epoch) do update set begun = judging.begun + 1
            """;
        await ForEachAsync(sql, evaluationId, attempts, cancel);
    }

    /// <summary>Notes that the process has survived judging these, whatever came of it.</summary>
    public Task EndJudgingAsync(string evaluationId, IEnumerable<UnscoredAttempt> attempts, CancellationToken cancel) =>
        ForEachAsync(
            "delete from judging where evaluation_id = @evaluationId and number = @Number and epoch = @Epoch",
            evaluationId,
            attempts,
            cancel
        );

    private async Task ForEachAsync(string sql, string evaluationId, IEnumerable<UnscoredAttempt> attempts, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var rows = attempts.Select(a => new
        {
            evaluationId,
            a.Number,
            a.Epoch,
        });
        await connection.ExecuteAsync(new CommandDefinition(sql, rows, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }
}
