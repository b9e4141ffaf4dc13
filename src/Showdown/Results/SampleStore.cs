using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <param name="Number">Its place in the order of asking, from 0.</param>
public sealed record AskedSample(int Number, Sample Sample);

/// <summary>The samples of each dataset, once for each <see cref="BenchmarkPin.SamplesSha256"/>.</summary>
public sealed class SampleStore(Database database)
{
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
        var batch = new List<object>(500);
        await foreach (var sample in samples.WithCancellation(cancel))
        {
            batch.Add(Row(datasetSha256, sample with { Cluster = sample.Cluster ?? ClusterOf(sample) }, ids.Count));
            ids.Add(sample.Id);
            if (batch.Count == 500)
                await FlushAsync();
        }

        await FlushAsync();
        if (ids.GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new SettingsException(
                $"Dataset {datasetSha256}: sample id '{twice.Key}' stands {twice.Count()} times. Ids must be unique; check 'map' in benchmark.yaml."
            );
        var ranks = ids.OrderBy(RankKey, ByteOrder.Instance)
            .Select(
                (id, rank) =>
                    new
                    {
                        id,
                        rank,
                        datasetSha256,
                    }
            );
        await connection.ExecuteAsync(
            "update sample set cluster_name = @id where dataset_sha256 = @datasetSha256 and sample_id = @id",
            doubled.Select(id => new { id, datasetSha256 }),
            transaction
        );
        await connection.ExecuteAsync("update sample set rank = @rank where dataset_sha256 = @datasetSha256 and sample_id = @id", ranks, transaction);
        await RankClustersAsync(connection, transaction, datasetSha256);
        await transaction.CommitAsync(cancel);
        return ids.Count;

        // The same question twice is no second observation: both are named after the first.
        string? ClusterOf(Sample sample)
        {
            var content = Content(sample);
            if (first.TryAdd(content, sample.Id))
                return null;
            doubled.Add(first[content]);
            return first[content];
        }

        async Task FlushAsync()
        {
            // The rank is set when all ids are known; until then it is a number that no other row has.
            await connection.ExecuteAsync(
                """
                insert into sample (dataset_sha256, sample_id, position, rank, group_name, cluster_name, input, target, choices, fields, turns, tools)
                values (@DatasetSha256, @SampleId, @Position, -1 - @Position, @GroupName, @ClusterName, @Input, @Target, @Choices, @Fields, @Turns, @Tools)
                on conflict (dataset_sha256, sample_id) do nothing
                """,
                batch,
                transaction
            );
            batch.Clear();
        }
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
        await connection.ExecuteAsync(
            "update sample set whole_rank = @rank where dataset_sha256 = @datasetSha256 and sample_id = @Id",
            samples
                .OrderBy(s => RankKey(s.Cluster ?? s.Id), ByteOrder.Instance)
                .ThenBy(s => s.Cluster, StringComparer.Ordinal) // a sample's id may be the name of a cluster that it is not of
                .ThenBy(s => RankKey(s.Id), ByteOrder.Instance)
                .Select(
                    (s, rank) =>
                        new
                        {
                            s.Id,
                            rank,
                            datasetSha256,
                        }
                ),
            transaction
        );
    }

    private static async Task<int> CountAsync(DbConnection connection, string datasetSha256) =>
        await connection.ExecuteScalarAsync<int>(
            "select cast(count(*) as integer) from sample where dataset_sha256 = @datasetSha256",
            new { datasetSha256 }
        );

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
                                .. sample.Turns.SelectMany(t => new[] { t.Role.ToString(), t.Text }),
                                .. sample.Tools.SelectMany(t => new[] { t.Name, t.Parameters }),
                                .. sample.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => new[] { f.Key, f.Value }),
                            ]
                    )
                )
            )
        );

    private static object Row(string datasetSha256, Sample sample, int position) =>
        new
        {
            DatasetSha256 = datasetSha256,
            SampleId = sample.Id,
            Position = position,
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

internal sealed class SampleRow
{
    public int Number { get; set; }

    public string SampleId { get; set; } = "";

    public string? GroupName { get; set; }

    public string? ClusterName { get; set; }

    public string Input { get; set; } = "";

    public string Target { get; set; } = "";

    public string Choices { get; set; } = "[]";

    public string Fields { get; set; } = "{}";

    public string? Turns { get; set; }

    public string? Tools { get; set; }

    public Sample ToSample() =>
        new(SampleId, Input, Target)
        {
            Group = GroupName,
            Cluster = ClusterName,
            Choices = Choices == "[]" ? [] : ResultsJson.Read<List<string>>(Choices),
            Fields = Fields == "{}" ? new Dictionary<string, string>() : ResultsJson.Read<Dictionary<string, string>>(Fields),
            Turns = Turns is null ? [] : ResultsJson.Read<List<Message>>(Turns),
            Tools = Tools is null ? [] : ResultsJson.Read<List<Tool>>(Tools),
        };
}
