namespace Showdown.Domain;

/// <summary>Which models judge, and how they are asked.</summary>
public sealed record JudgeSettings
{
    /// <summary>Ids of models.yaml; two and more are a panel, whose majority counts.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>How often a judge is asked for one verdict at most, from 1: replies without a verdict that can be read are asked for again.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>True when a judge may judge models of its own family; whatever shows its verdicts says so.</summary>
    public bool AllowFamily { get; init; }

    public bool IsPanel => Models.Count > 1;

    /// <summary>Contestants that a judge should not judge: the same model, or one of the same family.</summary>
    public static IEnumerable<(ModelSettings Judge, ModelSettings Contestant)> OfOneFamily(
        IReadOnlyList<ModelSettings> judges,
        IReadOnlyList<ModelSettings> contestants
    ) =>
        from judge in judges
        from contestant in contestants
        where
            judge.Id == contestant.Id || (judge.Family is { } family && string.Equals(family, contestant.Family, StringComparison.OrdinalIgnoreCase))
        select (judge, contestant);
}
