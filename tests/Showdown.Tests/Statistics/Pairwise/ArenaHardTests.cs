using System.Text.Json;
using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class ArenaHardTests
{
    [Theory]
    // Levels of the model in both games, and what they are worth with a weight of three: by hand.
    [InlineData(1, 1, 1.0)]
    [InlineData(2, -1, 0.75)] // three wins, one loss
    [InlineData(-2, 0, 0.125)] // three losses, half a win
    [InlineData(0, 0, 0.5)]
    [InlineData(2, -2, 0.5)]
    public void PlainVerdicts_CountThreeTimes(int first, int second, double expected) =>
        Assert.Equal(expected, ArenaHard.Of([new ArenaHardGames(first, second)])!.Value, 12);

    [Fact]
    public void Scores_AreTheMeanOverAllGames_AndPromptsWithoutAVerdictAreLeftOutWhole()
    {
        foreach (var model in ReferenceValues.OfPairs("arena_hard").EnumerateArray())
        {
            var games = Games(model);
            var score = ArenaHard.Of(games)!;

            Assert.Equal(model.Number("score"), score.Value, 12);
            Assert.Equal((games.Count(g => !g.IsComplete), 60), (score.Dropped, score.Dropped + score.Prompts));
            Assert.True(score.PublishedLow < score.Value && score.Value < score.PublishedHigh);
            // Both games of a prompt say much the same: whoever takes them for two observations is too sure.
            Assert.True(score.High - score.Low > score.PublishedHigh - score.PublishedLow);
        }

        Assert.Null(ArenaHard.Of([new ArenaHardGames(1, null)]));
    }

    [Fact]
    public void StyleControlledScores_AreThoseOfAnotherAlgorithm()
    {
        var models = ReferenceValues.OfPairs("arena_hard").EnumerateArray().ToList();

        var scores = ArenaHard.StyleControlled([
            .. models.Select(m => Games(m).Zip(StyleControlTests.Styles(m, "model"), StyleControlTests.Styles(m, "baseline")).ToList()),
        ]);

        Assert.All(models.Zip(scores), m => Assert.Equal(m.First.Number("style_controlled"), m.Second!.Value, 8));
        Assert.Equal(
            [null],
            ArenaHard.StyleControlled([
                [],
            ])
        );
    }

    [Fact]
    public void AModelWithoutAVerdict_HasNoStyleControlledScore_AndChangesNoOther()
    {
        var (games, style) = (new[] { (1, 1), (-1, 1), (2, 0), (-2, -1) }, new StyleCounts(100, 0, 0, 0));
        var prompts = games.Select((g, i) => (new ArenaHardGames(g.Item1, g.Item2), new StyleCounts(80 + 10 * i, i, 0, 0), style)).ToList();

        var (alone, beside) = (
            ArenaHard.StyleControlled([prompts]),
            ArenaHard.StyleControlled([
                [],
                prompts,
                [(new(1, null), style, style)],
            ])
        );

        Assert.Equal((null, null), (beside[0], beside[2]));
        Assert.Equal(alone[0]!.Value, beside[1]!.Value, 8);
    }

    /// <summary>What a held fit says hangs on how the layouts are scaled: less their mean over all models' games, over their standard
    /// deviation.</summary>
    [Fact]
    public void BesideAModelThatWinsAll_ScoresAreThoseOfAHeldFit()
    {
        (int Model, int Tokens, int First, int Second)[] prompts =
        [
            (0, 200, 1, 1),
            (0, 300, 1, 1),
            (1, 200, -1, -1),
            (1, 300, 1, -1),
            (1, 400, 1, 1),
            (1, 150, -1, 1),
        ];
        var games = prompts
            .SelectMany(
                p => new[] { p.First, p.Second },
                (p, level) => (p.Model, Longer: (p.Tokens - 100.0) / (p.Tokens + 100), Won: level > 0 ? 1.0 : 0)
            )
            .ToList();
        var mean = games.Average(g => g.Longer);
        var deviation = Math.Sqrt(games.Sum(g => Math.Pow(g.Longer - mean, 2)) / (games.Count - 1));
        var fit = LogisticFit.Of([.. games.Select(g => new LogisticRow([1 - g.Model, g.Model, (g.Longer - mean) / deviation], g.Won))]);

        var scores = ArenaHard.StyleControlled([
            .. prompts.GroupBy(p => p.Model).Select(m => m.Select(p => (new ArenaHardGames(p.First, p.Second), Long(p.Tokens), Long(100))).ToList()),
        ]);

        Assert.True(fit.IsHeld);
        Assert.Equal(LogisticFit.Logistic(fit.Coefficients[0]), scores[0]!.Value, 8);
        Assert.Equal(LogisticFit.Logistic(fit.Coefficients[1]), scores[1]!.Value, 8);

        static StyleCounts Long(int tokens) => new(tokens, 0, 0, 0);
    }

    private static List<ArenaHardGames> Games(JsonElement model) =>
        [.. Levels(model, "first").Zip(Levels(model, "second"), (f, s) => new ArenaHardGames(f, s))];

    private static IEnumerable<int?> Levels(JsonElement model, string name) =>
        model.GetProperty(name).EnumerateArray().Select(l => l.ValueKind == JsonValueKind.Null ? (int?)null : l.GetInt32());
}
