using Showdown.Domain;

namespace Showdown.Results;

/// <summary>A row of table sample as it is written.</summary>
internal sealed class ScoredSampleRow
{
    public const string Key = "dataset_sha256, sample_id";

    public required string DatasetSha256 { get; init; }

    public required string SampleId { get; init; }

    public required int Position { get; init; }

    public required int Rank { get; init; }

    public required string? GroupName { get; init; }

    public required string? ClusterName { get; init; }

    public required string Input { get; init; }

    public required string Target { get; init; }

    public required string Choices { get; init; }

    public required string Fields { get; init; }

    public required string? Turns { get; init; }

    public required string? Tools { get; init; }
}

/// <summary>A sample as an evaluation asks it.</summary>
internal class SampleRow
{
    public int Number { get; set; }

    public required string SampleId { get; set; }

    public string? GroupName { get; set; }

    public string? ClusterName { get; set; }

    public required string Input { get; set; }

    public required string Target { get; set; }

    public required string Choices { get; set; }

    public required string Fields { get; set; }

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
