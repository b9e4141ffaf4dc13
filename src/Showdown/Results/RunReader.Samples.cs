using System.Runtime.CompilerServices;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <content>Samples by their ids.</content>
public sealed partial class RunReader
{
    /// <summary>How many samples of an evaluation have an attempt with this outcome.</summary>
    public async Task<int> CountAsync(string evaluationId, Outcome outcome, CancellationToken cancel) =>
        (
            await QueryAsync<int>(
                "select cast(count(distinct sample_id) as integer) from attempt_result where evaluation_id = @evaluationId and outcome = @outcome",
                new { evaluationId, outcome = outcome.ToString() },
                cancel
            )
        ).Single();

    /// <summary>Texts of some samples of a dataset, by id; those that are not stored are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InputsAsync(
        string datasetSha256,
        IReadOnlyCollection<string> sampleIds,
        CancellationToken cancel
    ) =>
        sampleIds.Count == 0
            ? new Dictionary<string, string>()
            : (
                await QueryAsync<(string Id, string Input)>(
                    $"select sample_id, input from sample where dataset_sha256 = @datasetSha256 and sample_id {database.IsOneOf("ids")}",
                    new { datasetSha256, ids = sampleIds.ToArray() },
                    cancel
                )
            ).ToDictionary(q => q.Id, q => q.Input, StringComparer.Ordinal);

    /// <summary>What every sample of a dataset asks and wants, row by row and in no order.</summary>
    public async IAsyncEnumerable<StoredSample> SamplesAsync(string datasetSha256, [EnumeratorCancellation] CancellationToken cancel)
    {
        const string sql = "select sample_id, input, choices, target from sample where dataset_sha256 = @datasetSha256";
        await using var connection = await database.ConnectAsync(cancel);
        await foreach (var row in connection.QueryUnbufferedAsync<StoredSample>(sql, new { datasetSha256 }).WithCancellation(cancel))
            yield return row;
    }
}
