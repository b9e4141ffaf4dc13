using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Tests.Benchmarks;

public sealed class ScorersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("choice", ScorerKind.Instant)]
    [InlineData("contains", ScorerKind.Instant)]
    [InlineData("integer", ScorerKind.Instant)]
    [InlineData("json", ScorerKind.Instant)]
    [InlineData("regex", ScorerKind.Instant)]
    [InlineData("math", ScorerKind.Instant)]
    [InlineData("number", ScorerKind.Instant)]
    [InlineData("text", ScorerKind.Instant)]
    [InlineData("evalplus", ScorerKind.Deferred)]
    [InlineData("livecodebench", ScorerKind.Deferred)]
    [InlineData("speed", ScorerKind.Measurement)]
    public void Find_GivesEveryScorerByItsName(string name, ScorerKind kind)
    {
        var entry = Scorers.Find(new ScorerSettings(name));
        Assert.Equal((name, kind, kind == ScorerKind.Instant), (entry.Name, entry.Kind, entry.Pure is not null));
        Assert.Contains(name, Scorers.Names);
        Assert.Equal(kind == ScorerKind.Instant, Scorers.PureNames.Contains(name));
    }

    [Fact]
    public void FindPure_SaysWhichNeedNoData_WhenTheScorerNeedsSome() =>
        Assert.Contains(
            "choice, contains, integer, json, math, number, regex, share, text",
            Assert.Throws<SettingsException>(() => Scorers.FindPure(new ScorerSettings("evalplus"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Options_ArePartOfWhatIsPinned()
    {
        static string? Hash(params (string Name, string Value)[] options) =>
            Scorers.Find(new ScorerSettings("number") { Options = options.ToDictionary(o => o.Name, o => o.Value) }).Sha256;

        Assert.Null(Hash());
        Assert.NotNull(Hash(("tolerance", "0.1")));
        Assert.NotEqual(Hash(("tolerance", "0.1")), Hash(("tolerance", "0.2")));
        Assert.Equal(Hash(("tolerance", "0.1"), ("relative_tolerance", "0")), Hash(("relative_tolerance", "0"), ("tolerance", "0.1")));
    }

    [Theory]
    [InlineData("The answer is 42.", "42", false, Outcome.Right)]
    [InlineData("The answer is 41.", "42", false, Outcome.Wrong)]
    [InlineData("The answer is 42.", "42", true, Outcome.Right)]
    [InlineData("The answer is 41.", "42", true, Outcome.Truncated)]
    [InlineData("So far nothing", "42", true, Outcome.Truncated)]
    [InlineData(" \n", "42", true, Outcome.Truncated)]
    [InlineData(" \n", "42", false, Outcome.Wrong)]
    [InlineData("The answer is 42.", "no number", true, Outcome.Unscored)]
    public async Task WrongAnswerOfACompletionThatWasCutOff_IsATruncation(string text, string target, bool cutOff, Outcome outcome)
    {
        var score = await Scorers.FindPure(new ScorerSettings("integer")).ScoreAsync(Input(text, target) with { CutOff = cutOff }, Cancel);
        Assert.Equal(outcome, score.Outcome);
        Assert.Equal(outcome == Outcome.Truncated, score.Reason.StartsWith("cut off at the output cap; ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ErrorOfTheScorerItself_IsUnscored_AndNeverWrong()
    {
        var score = await new BrokenScorer().ScoreAsync(Input("text", "target") with { CutOff = true }, Cancel);
        Assert.Equal((Outcome.Unscored, "the scorer 'broken' failed: InvalidOperationException: of its own"), (score.Outcome, score.Reason));
    }

    [Fact]
    public async Task Speed_CountsTheTokensOfAnswerAndReasoning_AndScoresNothing()
    {
        var scorer = Scorers.Find(new ScorerSettings("speed")).Ready!;
        var answer = await scorer.ScoreAsync(Input("one two three", ""), Cancel);
        var both = await scorer.ScoreAsync(Input("one two three", "") with { Reasoning = "one two three four" }, Cancel);
        Assert.Equal((Outcome.Unscored, null, 3), (answer.Outcome, answer.Answer, answer.CountedTokens));
        Assert.Equal(7, both.CountedTokens);
    }

    private static ScorerInput Input(string text, string target) =>
        new()
        {
            Sample = new Sample("s", "", target),
            Target = new Target(target),
            Text = text,
        };

    private sealed class BrokenScorer : PureScorer
    {
        public override string Name => "broken";

        public override int Version => 1;

        public override Score Grade(string completion, Target target, bool cutOff = false) => throw new InvalidOperationException("of its own");
    }

    [Fact]
    public void Find_NamesTheKnownOnes_WhenTheNameIsNotKnown()
    {
        var error = Assert.Throws<SettingsException>(() => Scorers.FindPure(new ScorerSettings("choise")));
        Assert.Contains("'choise'", error.Message, StringComparison.Ordinal);
        Assert.Contains("choice, contains, evalplus, hosts, instructions, integer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("choice", "tolerance", "1")]
    [InlineData("integer", "tolerance", "1")]
    [InlineData("number", "tolerence", "1")]
    [InlineData("number", "tolerance", "-1")]
    [InlineData("number", "tolerance", "much")]
    public void Find_RefusesOptionsItDoesNotKnow(string scorer, string option, string value) =>
        Assert.Throws<SettingsException>(() =>
            Scorers.FindPure(new ScorerSettings(scorer) { Options = new Dictionary<string, string> { [option] = value } })
        );

    [Theory]
    [InlineData("Paris", "paris", Outcome.Right)]
    [InlineData("**Paris.**", "Paris", Outcome.Right)]
    [InlineData("After some thought:\nthe answer is \"Paris\".", "Paris", Outcome.Right)]
    [InlineData("\\boxed{\\text{Evelyn}}", "Evelyn", Outcome.Right)]
    [InlineData("It is a long story.\n\nEvelyn", "Evelyn", Outcome.Right)]
    [InlineData("London", "Paris", Outcome.Wrong)]
    [InlineData("", "Paris", Outcome.Wrong)]
    public void Text_ComparesAfterNormalisation(string completion, string target, Outcome outcome) =>
        Assert.Equal(outcome, Scorers.FindPure(new ScorerSettings("text")).Grade(completion, new Target(target)).Outcome);
}
