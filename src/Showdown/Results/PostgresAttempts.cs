using System.Data.Common;
using Npgsql;

namespace Showdown.Results;

/// <summary>
/// Saves batches of rows in PostgreSQL in one round trip: each column goes as an array. COPY would take eight, as it cannot skip what is there, and a
/// place at the model is held meanwhile.
/// </summary>
internal static class PostgresAttempts
{
    /// <summary>Saves all rows or none.</summary>
    /// <exception cref="DbException">What the database said.</exception>
    public static async Task SaveAsync(
        Database database,
        IReadOnlyList<object?[]> attempts,
        IReadOnlyList<object?[]> scores,
        IReadOnlyList<object?[]> parts,
        CancellationToken cancel
    )
    {
        await using var connection = (NpgsqlConnection)await database.ConnectAsync(cancel);
        await using var batch = connection.CreateBatch(); // a batch is a transaction
        batch.BatchCommands.Add(PostgresRows.Insert("attempt", RowTable<AttemptRow>.Columns, AttemptRow.Key, attempts));
        if (scores.Count > 0)
            batch.BatchCommands.Add(PostgresRows.Insert("score", RowTable<ScoreRow>.Columns, ScoreRow.Key, scores));
        if (parts.Count > 0)
            batch.BatchCommands.Add(PostgresRows.Insert("score_part", RowTable<ScorePartRow>.Columns, ScorePartRow.Key, parts));
        await batch.ExecuteNonQueryAsync(cancel);
    }
}
