using Showdown.Domain;

namespace Showdown.Operations;

/// <summary>Who shall judge a run's answers instead, and by what.</summary>
public sealed record OtherJudging
{
    /// <summary>Null: the judges of the run.</summary>
    public IReadOnlyList<ModelSettings>? Judges { get; init; }

    /// <summary>Null: the rubric of the run.</summary>
    public Rubric? Rubric { get; init; }

    public bool AllowFamily { get; init; }
}
