namespace Showdown.Tests.Statistics;

/// <summary>Chances of a model's samples, each as likely to be drawn: as the beta-binomial model assumes them, and as it does not.</summary>
internal sealed record SkillTables(string Name, double[] Skills)
{
    public static readonly IReadOnlyList<SkillTables> All =
    [
        new("one kind, 98 %", [0.98]),
        new("one kind, 60 %", [0.60]),
        new("beta 0.98, 4", SimulatedModels.Beta(0.98, 4)),
        new("beta 0.95, 1", SimulatedModels.Beta(0.95, 1)),
        new("beta 0.60, 1", SimulatedModels.Beta(0.60, 1)),
        new("a tenth at one half", Mix((10, 0.5), (90, 1))),
        new("a twentieth never", Mix((5, 0), (95, 1))),
        new("three kinds", Mix((3, 0), (20, 0.7), (77, 1))),
        new("one in a hundred never, else 98 %", Mix((1, 0), (99, 0.98))),
        new("three in a hundred never, else 98 %", Mix((3, 0), (97, 0.98))),
        new("four in a hundred never, else 99 %", Mix((4, 0), (96, 0.99))),
        new("a twentieth never, else 95 %", Mix((5, 0), (95, 0.95))),
        new("a tenth never, else 90 %", Mix((10, 0), (90, 0.9))),
    ];

    public static SkillTables Of(string name) => All.Single(t => t.Name == name);

    private static double[] Mix(params (int Samples, double Skill)[] kinds) => [.. kinds.SelectMany(k => Enumerable.Repeat(k.Skill, k.Samples))];
}
