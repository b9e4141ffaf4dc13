namespace Showdown.Results;

/// <content>Questions by their ids.</content>
public sealed partial class RunReader
{
    /// <summary>Texts of some samples of a dataset, by id; those that are not stored are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> QuestionsAsync(
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
}
