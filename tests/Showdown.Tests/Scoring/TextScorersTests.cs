using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Tests.Scoring;

public sealed class TextScorersTests
{
    [Fact]
    public void Find_GivesEveryKnownScorerByItsName() =>
        Assert.All(TextScorers.Known, name => Assert.Equal(name, TextScorers.Find(new ScorerSettings(name)).Name));

    [Fact]
    public void Find_NamesTheKnownOnes_WhenTheNameIsNotKnown()
    {
        var error = Assert.Throws<SettingsException>(() => TextScorers.Find(new ScorerSettings("choise")));
        Assert.Contains("'choise'", error.Message, StringComparison.Ordinal);
        Assert.Contains("choice, integer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("choice", "tolerance", "1")]
    [InlineData("number", "tolerence", "1")]
    [InlineData("number", "tolerance", "-1")]
    [InlineData("number", "tolerance", "much")]
    public void Find_RefusesOptionsItDoesNotKnow(string scorer, string option, string value) =>
        Assert.Throws<SettingsException>(() => TextScorers.Find(new ScorerSettings(scorer) { Options = new Dictionary<string, string> { [option] = value } }));

    [Theory]
    [InlineData("Paris", "paris", Outcome.Right)]
    [InlineData("**Paris.**", "Paris", Outcome.Right)]
    [InlineData("After some thought:\nthe answer is \"Paris\".", "Paris", Outcome.Right)]
    [InlineData("\\boxed{\\text{Evelyn}}", "Evelyn", Outcome.Right)]
    [InlineData("It is a long story.\n\nEvelyn", "Evelyn", Outcome.Right)]
    [InlineData("London", "Paris", Outcome.Wrong)]
    [InlineData("", "Paris", Outcome.Wrong)]
    public void Text_ComparesAfterNormalisation(string completion, string target, Outcome outcome) =>
        Assert.Equal(outcome, TextScorers.Find(new ScorerSettings("text")).Grade(completion, new Target(target)).Outcome);
}
