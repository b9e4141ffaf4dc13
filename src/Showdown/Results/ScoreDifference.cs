using Showdown.Domain;

namespace Showdown.Results;

/// <summary>An imported answer that earned something else with our scorer.</summary>
public sealed record ScoreDifference
{
    public required string BenchmarkId { get; init; }

    public required string ModelId { get; init; }

    public required string SampleId { get; init; }

    public int Epoch { get; init; }

    public required string Theirs { get; init; }

    public double? TheirValue { get; init; }

    public string? TheirAnswer { get; init; }

    public required string Ours { get; init; }

    public double? OurValue { get; init; }

    public string? OurAnswer { get; init; }

    public required string OurReason { get; init; }

    public Outcome TheirOutcome => Enum.Parse<Outcome>(Theirs);

    public Outcome OurOutcome => Enum.Parse<Outcome>(Ours);
}
