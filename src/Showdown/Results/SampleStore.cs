using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>The samples of each dataset, once for each <see cref="BenchmarkPin.SamplesSha256"/>.</summary>
public sealed class SampleStore(Database database)
{
    private const int BatchSize = 500;

    /// <summary>Stores a dataset's samples unless they are there.</summary>
    /// <returns>How many samples the dataset has.</returns>
    /// <exception cref="SettingsException">Two samples have the same id.</exception>
    public async Task<int> EnsureAsync(string datasetSha256, IAsyncEnumerable<Sample> samples, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        if (await CountAsync(connection, datasetSha256) is > 0 and var stored)
        {
            // Stored by an earlier version of the program, maybe.
            await using var ranking = await connection.BeginTransactionAsync(cancel);
            await RankClustersAsync(connection, ranking, datasetSha256);
            await ranking.CommitAsync(cancel);
            return stored;
        }

        // Ids are held to rank them; texts stream through.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (ids, first, doubled) = (
            new List<string>(),
            new Dictionary<string, string>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
        );
        var batch = new List<ScoredSampleRow>(BatchSize);
        await foreach (var sample in samples.WithCancellation(cancel))
        {
            batch.Add(Row(datasetSha256, sample with { Cluster = sample.Cluster ?? ClusterOf(sample) }, ids.Count));
            ids.Add(sample.Id);
            if (batch.Count == BatchSize)
                await FlushAsync();
        }

        await FlushAsync();
        if (ids.GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new SettingsException(
                $"Dataset {datasetSha256}: sample id '{twice.Key}' stands {twice.Count()} times. Ids must be unique; check 'map' in benchmark.yaml."
            );
        await connection.ExecuteAsync(
            "update sample set cluster_name = @id where dataset_sha256 = @datasetSha256 and sample_id = @id",
            doubled.Select(id => new { id, datasetSha256 }),
            transaction
        );
        await SetRanksAsync(connection, transaction, "rank", datasetSha256, [.. ids.OrderBy(RankKey, ByteOrder.Instance)]);
        await RankClustersAsync(connection, transaction, datasetSha256);
        await transaction.CommitAsync(cancel);
        return ids.Count;

        // The same question twice is no second observation: both are named after the first.
        string? ClusterOf(Sample sample)
        {
            if (sample.Input.Length == 0 && sample.Turns.Count == 0)
                return null; // of imported results the questions may not be known: that is no likeness
            var content = Content(sample);
            if (first.TryAdd(content, sample.Id))
                return null;
            doubled.Add(first[content]);
            return first[content];
        }

        async Task FlushAsync()
        {
            await InsertAsync(connection, transaction, batch, cancel);
            batch.Clear();
        }
    }

    // PostgreSQL gets many rows at once: with a round trip for each, planning takes minutes where the server is far.
    private static async Task InsertAsync(DbConnection connection, DbTransaction transaction, List<ScoredSampleRow> rows, CancellationToken cancel)
    {
        if (connection is SqliteConnection sqlite)
        {
            using var insert = SqliteStatement.Insert<ScoredSampleRow>(sqlite, "sample", ScoredSampleRow.Key);
            rows.ForEach(row => insert.Execute(RowTable<ScoredSampleRow>.ValuesOf(row)));
            return;
        }

        await using var command = ((NpgsqlConnection)connection).CreateBatch();
        command.Transaction = (NpgsqlTransaction)transaction;
        command.BatchCommands.Add(
            PostgresRows.Insert("sample", RowTable<ScoredSampleRow>.Columns, ScoredSampleRow.Key, rows.ConvertAll(RowTable<ScoredSampleRow>.ValuesOf))
        );
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <param name="column">rank, or whole_rank.</param>
    /// <param name="inOrder">Ids: each is ranked by its place.</param>
    private static async Task SetRanksAsync(DbConnection connection, DbTransaction transaction, string column, string datasetSha256, string[] inOrder)
    {
        if (connection is SqliteConnection sqlite)
        {
            using var update = new SqliteStatement(sqlite, $"update sample set {column} = ? where dataset_sha256 = ? and sample_id = ?");
            foreach (var (id, rank) in inOrder.Select((id, rank) => (id, rank)))
                update.Execute(rank, datasetSha256, id);
            return;
        }

        var all = $"""
            update sample s set {column} = r.place - 1 from unnest(@inOrder) with ordinality as r(id, place)
            where s.dataset_sha256 = @datasetSha256 and s.sample_id = r.id
            """;
        await connection.ExecuteAsync(all, new { datasetSha256, inOrder }, transaction);
    }

    /// <summary>The samples that an evaluation asks with numbers first to last, in that order.</summary>
    public async Task<IReadOnlyList<AskedSample>> AskedAsync(string evaluationId, int first, int last, CancellationToken cancel)
    {
        const string sql = """
            select a.number, s.sample_id, s.group_name, s.cluster_name, s.input, s.target, s.choices, s.fields, s.turns, s.tools
            from asked a
            join evaluation e on e.id = a.evaluation_id
            join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
            where a.evaluation_id = @evaluationId and a.number between @first and @last
            order by a.number
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<SampleRow>(
            new CommandDefinition(
                sql,
                new
                {
                    evaluationId,
                    first,
                    last,
                },
                cancellationToken: cancel
            )
        );
        return rows.Select(r => new AskedSample(r.Number, r.ToSample())).ToList();
    }

    /// <summary>
    /// Ranks a dataset's samples so that those of a cluster lie together: by the hash of the cluster's name, and within it by their own. A sample
    /// that stands for itself is ranked by its id, as ever.
    /// </summary>
    private static async Task RankClustersAsync(DbConnection connection, DbTransaction transaction, string datasetSha256)
    {
        const string unranked =
            "select count(*) from sample where dataset_sha256 = @datasetSha256 and cluster_name is not null and whole_rank is null";
        if (await connection.ExecuteScalarAsync<long>(unranked, new { datasetSha256 }, transaction) == 0)
            return;
        var samples = await connection.QueryAsync<(string Id, string? Cluster)>(
            "select sample_id, cluster_name from sample where dataset_sha256 = @datasetSha256",
            new { datasetSha256 },
            transaction
        );
        await SetRanksAsync(
            connection,
            transaction,
            "whole_rank",
            datasetSha256,
            [
                .. samples
                    .OrderBy(s => RankKey(s.Cluster ?? s.Id), ByteOrder.Instance)
                    .ThenBy(s => s.Cluster, StringComparer.Ordinal) // a sample's id may be the name of a cluster that it is not of
                    .ThenBy(s => RankKey(s.Id), ByteOrder.Instance)
                    .Select(s => s.Id),
            ]
        );
    }

    private static async Task<int> CountAsync(DbConnection connection, string datasetSha256) =>
        await connection.ExecuteScalarAsync<int>(
            "select cast(count(*) as integer) from sample where dataset_sha256 = @datasetSha256",
            new { datasetSha256 }
        );

    /// <summary>Ids in the order of asking.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> ids) => [.. ids.OrderBy(RankKey, ByteOrder.Instance)];

    // A limit takes the first of this order: it does not depend on the dataset's order, and a larger limit keeps the samples of a smaller one.
    private static byte[] RankKey(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id));

    /// <summary>Equal for samples that ask the same: whatever the order of their options.</summary>
    private static string Content(Sample sample) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    ResultsJson.Write(
                        (string[])
                            [
                                sample.Input,
                                .. sample.Choices.Order(StringComparer.Ordinal),
                                .. sample.Turns.SelectMany(t => new[] { t.Role.ToString(), t.Told() }),
                                .. sample.Tools.SelectMany(t => new[] { t.Name, t.Parameters }),
                                .. sample.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => new[] { f.Key, f.Value }),
                            ]
                    )
                )
            )
        );

    private static ScoredSampleRow Row(string datasetSha256, Sample sample, int position) =>
        new()
        {
            DatasetSha256 = datasetSha256,
            SampleId = sample.Id,
            Position = position,
            Rank = -1 - position, // until all ids are known: a number that no other row has
            GroupName = sample.Group,
            ClusterName = sample.Cluster,
            Input = StoredText.Clean(sample.Input),
            Target = StoredText.Clean(sample.Target),
            Choices = ResultsJson.Write(sample.Choices),
            Fields = ResultsJson.Write(sample.Fields),
            Turns = sample.Turns.Count == 0 ? null : ResultsJson.Write(sample.Turns),
            Tools = sample.Tools.Count == 0 ? null : ResultsJson.Write(sample.Tools),
        };

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
