using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Judged;

namespace Showdown.Tests.Judging;

public sealed class RubricOptionsTests
{
    private static ScorerOptions Options(params (string Name, string Value)[] given) => new("judge", given.ToDictionary(g => g.Name, g => g.Value));

    [Fact]
    public void ARubric_IsRead()
    {
        var rubric = RubricOptions.Rubric(
            Options(
                ("criteria", """{"truth": {"asks": "Is it true?", "weight": 3, "levels": ["wrong", "right"]}, "clarity": "Is it clear?"}"""),
                ("instructions", " You read letters. "),
                ("reference", "true")
            )
        );
        Assert.Equal(["truth", "clarity"], rubric.Criteria.Select(c => c.Name));
        Assert.Equal(["wrong", "right"], rubric.Criteria[0].Levels);
        Assert.Equal(3, rubric.Criteria[0].Weight);
        Assert.Equal((1, 5), (rubric.Criteria[1].Weight, rubric.Criteria[1].Levels.Count));
        Assert.Equal(("You read letters.", true), (rubric.Instructions, rubric.ShowsReference));
        Assert.NotEqual(rubric.Sha256, Rubric.General.Sha256);
        Assert.Equal(Rubric.General.Sha256, RubricOptions.Rubric(Options()).Sha256);
    }

    [Fact]
    public void Judges_AreRead()
    {
        var settings = RubricOptions.Judges(Options(("judges", "judge-a\njudge-b"), ("tries", "2")));
        Assert.Equal(["judge-a", "judge-b"], settings.Models);
        Assert.Equal((2, true), (settings.Tries, settings.IsPanel));
        Assert.Equal((0, 3), (RubricOptions.Judges(Options()).Models.Count, RubricOptions.Judges(Options()).Tries));
    }

    [Theory]
    [InlineData("criteria", "good", "'criteria' must be a block of 1 to 20 names")]
    [InlineData("criteria", "{}", "'criteria' must be a block of 1 to 20 names")]
    [InlineData("criteria", """{"a\"b": "x"}""", "criterion 'a\"b' must have a name of 1 to 40 letters")]
    [InlineData("criteria", """{"truth": 3}""", "criterion 'truth' must be a question, or a block with 'asks'")]
    [InlineData("criteria", """{"truth": {"weight": 1}}""", "criterion 'truth' has no 'asks'")]
    [InlineData(
        "criteria",
        """{"truth": {"asks": "?", "scale": 5}}""",
        "criterion 'truth' has the key 'scale', which is not known. Known: asks, weight, levels."
    )]
    [InlineData("criteria", """{"truth": {"asks": "?", "weight": 0}}""", "criterion 'truth' has the weight 0, and it must be a number above 0")]
    [InlineData("criteria", """{"truth": {"asks": "?", "levels": ["one"]}}""", "criterion 'truth' must have a list of 2 to 10 different 'levels'")]
    [InlineData("criteria", """{"truth": {"asks": "?", "levels": ["a", "A"]}}""", "criterion 'truth' must have a list of 2 to 10 different 'levels'")]
    [InlineData("tries", "0.5", "'tries' is 0.5, and must be a whole number from 1 to 20")]
    [InlineData("judges", "a\na", "'judges' must be one model of models.yaml or a list of different ones")]
    public void Mistakes_AreToldWithPlaceAndFix(string option, string value, string expected)
    {
        var options = Options((option, value));
        var mistake = Assert.Throws<SettingsException>(() =>
        {
            RubricOptions.Rubric(options);
            RubricOptions.Judges(options);
        });
        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
        Assert.Equal(option, mistake.Key);
    }

    [Fact]
    public void OneFamily_IsToldByName()
    {
        ModelSettings Model(string id, string? family) =>
            new()
            {
                Id = id,
                Family = family,
                Connector = Connector.Simulated,
                Model = id,
            };
        var found = JudgeSettings.OfOneFamily(
            [Model("j", "Kimi K2"), Model("k", null), Model("x", "Other")],
            [Model("a", "kimi k2"), Model("k", null)]
        );
        Assert.Equal([("j", "a"), ("k", "k")], found.Select(f => (f.Judge.Id, f.Contestant.Id)));
    }
}
