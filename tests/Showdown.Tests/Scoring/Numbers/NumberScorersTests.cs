using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

public sealed class NumberScorersTests
{
    private static readonly IntegerScorer _integer = new();
    private static readonly NumberScorer _number = new(new ScorerOptions("number", new Dictionary<string, string>()));

    [Theory]
    [InlineData("\\boxed{70}", "70")]
    [InlineData("\\boxed{070}", "70")]
    [InlineData("\\boxed{70}", "070")]
    [InlineData("The answer is $\\boxed{70}$.", "70")]
    [InlineData("First \\boxed{12}, then in the end \\boxed{70}.", "70")]
    [InlineData("\\boxed{\\boxed{70}}", "70")]
    [InlineData("\\fbox{70}", "70")]
    [InlineData("\\boxed {70}", "70")]
    [InlineData("\\boxed 70", "70")]
    [InlineData("\\boxed{\\text{70}}", "70")]
    [InlineData("\\boxed{\\textbf{70}}", "70")]
    [InlineData("\\boxed{70^\\circ}", "70")]
    [InlineData("\\boxed{70\\text{ degrees}}", "70")]
    [InlineData("\\boxed{m+n=70}", "70")]
    [InlineData("\\boxed{x = 70}", "70")]
    [InlineData("\\boxed{1{,}234}", "1234")]
    [InlineData("\\boxed{1\\,234}", "1234")]
    [InlineData("\\boxed{1,234}", "1234")]
    [InlineData("\\boxed{-5}", "-5")]
    [InlineData("\\boxed{ 70.0 }", "70")]
    [InlineData("\\boxed{\\frac{140}{2}}", "70")]
    [InlineData("\boxed{70}", "70")]
    [InlineData("\\boxed{10^6}", "1000000")]
    [InlineData("\\boxed{5!}", "120")]
    [InlineData("\\boxed{7 \\cdot 10}", "70")]
    [InlineData("\\boxed{\\text{seven}}", "7")]
    [InlineData("\\boxed{70} is asked in the form \\boxed{}", "70")]
    [InlineData("... \\boxed{70} and cut off \\boxed{12", "70")]
    [InlineData("5 + 5 = 10\n#### 10", "10")]
    [InlineData("#### $1,000", "1000")]
    [InlineData("####10 eggs", "10")]
    [InlineData("The answer is 18.", "18")]
    [InlineData("The answer is $18.", "18")]
    [InlineData("The answer is $18.00.", "18")]
    [InlineData("The answer is **18**.", "18")]
    [InlineData("The answer is 18 dollars per day.", "18")]
    [InlineData("**Final Answer:** 18", "18")]
    [InlineData("**Answer:**\n\n18", "18")]
    [InlineData("Answer: -7", "-7")]
    [InlineData("Janet makes $18 every day. The final answer is: $18$", "18")]
    [InlineData("The answer is 25 because 5*5=25 and not 24.", "25")]
    [InlineData("Answer: 3 + 4 = 7", "7")]
    [InlineData("So they have 12 apples and 7 pears, 19 in all.", "19")]
    [InlineData("She earns 2,125 dollars", "2125")]
    [InlineData("The total is $18.00", "18")]
    [InlineData("答案是 42。", "42")]
    [InlineData("<think>maybe 5</think>7", "7")]
    [InlineData("**70**", "70")]
    public void Integer_IsRight(string completion, string target)
    {
        var score = _integer.Grade(completion, new Target(target));
        Assert.True(score.Outcome == Outcome.Right, $"{completion} -> {score}");
    }

    [Theory]
    [InlineData("\\boxed{71}", "70", "71")]
    [InlineData("\\boxed{70.5}", "70", "70.5")]
    [InlineData("\\boxed{-70}", "70", "-70")]
    [InlineData("The answer is 17, not 18.", "18", "17")]
    [InlineData("10-5", "-5", null)]
    [InlineData("no idea", "70", null)]
    [InlineData("", "70", null)]
    [InlineData("\\boxed{B}", "70", null)]
    [InlineData("x_1 and y2", "1", null)]
    public void Integer_IsWrong(string completion, string target, string? answer)
    {
        var score = _integer.Grade(completion, new Target(target));
        Assert.Equal((Outcome.Wrong, answer), (score.Outcome, score.Answer));
        Assert.NotEmpty(score.Reason);
    }

    [Theory]
    [InlineData("The answer is 0.5", "1/2")]
    [InlineData("\\boxed{\\frac{1}{2}}", "0.5")]
    [InlineData("\\boxed{\\frac12}", "0.5")]
    [InlineData("\\boxed{-\\dfrac{3}{4}}", "-0.75")]
    [InlineData("\\boxed{1\\frac{1}{2}}", "1.5")]
    [InlineData("\\boxed{1 1/2}", "1.5")]
    [InlineData("\\boxed{25\\%}", "25")]
    [InlineData("\\boxed{25\\%}", "0.25")]
    [InlineData("\\boxed{25}", "25%")]
    [InlineData("\\boxed{0.25}", "25%")]
    [InlineData("\\boxed{1.5 \\times 10^{3}}", "1500")]
    [InlineData("1.5e3", "1500")]
    [InlineData("1.5 × 10^-3", "0.0015")]
    [InlineData("The answer is 3,141.59", "3141.59")]
    [InlineData("\\boxed{.5}", "0.5")]
    [InlineData("about 3 to 4, say 3.5", "3.5")]
    public void Number_IsRight(string completion, string target)
    {
        var score = _number.Grade(completion, new Target(target));
        Assert.True(score.Outcome == Outcome.Right, $"{completion} -> {score}");
    }

    [Theory]
    [InlineData("0.33", "1/3")]
    [InlineData("2.5%", "25%")]
    [InlineData("1e400", "1")]
    [InlineData("3/0", "3")]
    public void Number_IsWrong(string completion, string target) =>
        Assert.Equal(Outcome.Wrong, _number.Grade(completion, new Target(target)).Outcome);

    [Theory]
    [InlineData("tolerance", "0.01", "3.14", "3.1415", Outcome.Right)]
    [InlineData("tolerance", "0.001", "3.14", "3.1415", Outcome.Wrong)]
    [InlineData("relative_tolerance", "0.05", "104", "100", Outcome.Right)]
    [InlineData("relative_tolerance", "0.05", "106", "100", Outcome.Wrong)]
    public void Number_KeepsToItsTolerance(string option, string value, string completion, string target, Outcome outcome) =>
        Assert.Equal(
            outcome,
            new NumberScorer(new ScorerOptions("number", new Dictionary<string, string> { [option] = value }))
                .Grade(completion, new Target(target))
                .Outcome
        );

    [Theory]
    [InlineData("She sold 72 clips.", Outcome.Wrong)]
    [InlineData("72", Outcome.Wrong)]
    [InlineData("The answer is 72", Outcome.Wrong)] // may have been 720
    [InlineData("The answer is 72. To check this, we", Outcome.Right)]
    [InlineData("So we have \\boxed{72} clips and", Outcome.Right)]
    [InlineData("#### 72\n", Outcome.Right)]
    public void Scorers_OfACompletionThatWasCutOff_NeedAStatement(string completion, Outcome outcome) =>
        Assert.Equal(
            (outcome, outcome),
            (_integer.Grade(completion, new Target("72"), cutOff: true).Outcome, _number.Grade(completion, new Target("72"), cutOff: true).Outcome)
        );

    [Fact]
    public void Scorers_AreUnscored_WhenThereIsNoTargetOrItIsNoNumber()
    {
        Assert.Equal((Outcome.Unscored, "70"), _integer.Grade("\\boxed{70}", new Target(null)) is var a ? (a.Outcome, a.Answer) : default);
        Assert.Equal(Outcome.Unscored, _integer.Grade("\\boxed{70}", new Target("seventy")).Outcome);
        Assert.Equal(Outcome.Unscored, _number.Grade("\\boxed{70}", new Target("pi")).Outcome);
    }
}
