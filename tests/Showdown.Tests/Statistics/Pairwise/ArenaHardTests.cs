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

    private static List<ArenaHardGames> Games(JsonElement model) =>
        [.. Levels(model, "first").Zip(Levels(model, "second"), (f, s) => new ArenaHardGames(f, s))];

    private static IEnumerable<int?> Levels(JsonElement model, string name) =>
        model.GetProperty(name).EnumerateArray().Select(l => l.ValueKind == JsonValueKind.Null ? (int?)null : l.GetInt32());
}
