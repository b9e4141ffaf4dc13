using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>Several numbers where one is asked are none of them; a number that a sentence goes on about stays the answer.</summary>
public sealed class SeveralNumbersTests
{
    private static readonly NumberScorer _number = new(new ScorerOptions("number", new Dictionary<string, string>()));

    [Theory]
    [InlineData("\\boxed{1,2,3}")]
    [InlineData("\\boxed{1, 2}")]
    [InlineData("\\boxed{1 3}")]
    [InlineData("\\boxed{2} and \\boxed{1}")]
    [InlineData("$\\boxed{2}$, $\\boxed{1}$")]
    public void SeveralInABox_AreNotTheFirstOfThem(string completion) =>
        Assert.NotEqual(Outcome.Right, new IntegerScorer().Grade(completion, new Target("1")).Outcome);

    [Theory]
    [InlineData("The answer is 1, 2.", "1, 2.")]
    [InlineData("The answer is 1, 2", "1, 2")]
    [InlineData("The answer is 1, 2. They are the roots.", "1, 2")]
    [InlineData("The answers are 1, 2, 3.", "1, 2, 3.")]
    [InlineData("The answer is 1, 2 and 3.", "1, 2 and 3.")]
    [InlineData("The answer is 1, 2, or 3!", "1, 2, or 3!")]
    [InlineData("The answer is 1, and 2.", "1, and 2.")]
    [InlineData("The answer is $1$, $-2$.", "$1$, $-2$.")]
    [InlineData("The answer is $1, 2$.", "$1, 2$.")]
    [InlineData("The answer is (1, 2).", "(1, 2).")]
    [InlineData("The answer is **1, 2**.", "1, 2**.")]
    [InlineData("The answer is 1\\%, 2\\%.", "1\\%, 2\\%.")]
    [InlineData("The answer is 1, 3/4.", "1, 3/4.")]
    [InlineData("The answer is 1,234, 5,678.", "1,234, 5,678.")]
    [InlineData("The answer is 1, -1.", "1, -1.")]
    [InlineData("The answer is 1 or 0.", "1 or 0.")]
    [InlineData("The answer is 1 or 9.", "1 or 9.")]
    [InlineData("The answers are 1 and 2.", "1 and 2.")]
    [InlineData("The answer is 1/2 or 1/3.", "1/2 or 1/3.")]
    [InlineData("The answer is x = 2, y = 1.", "x = 2, y = 1.")]
    [InlineData("The answer is x = 2 and y = 1.", "x = 2 and y = 1.")]
    [InlineData("The answer is x = 2 or x = 1.", "x = 2 or x = 1.")]
    [InlineData("Die Antwort ist 1 und 2.", "1 und 2.")]
    [InlineData("答案是1或2。", "1或2")]
    public void SeveralStated_AreNoSingleNumber(string completion, string stated) =>
        Assert.Equal(
            (Outcome.Wrong, null, $"the stated answer is '{stated}', which is no single number"),
            _number.Grade(completion, new Target("1")) is var score ? (score.Outcome, score.Answer, score.Reason) : default
        );

    [Fact]
    public void SeveralBehindHashes_AreNoSingleNumber() =>
        Assert.Equal("'####' is followed by '1, 2', which is no single number", _number.Grade("#### 1, 2", new Target("1")).Reason);

    [Theory]
    [InlineData("2 or 1")]
    [InlineData("It is 2 or maybe 1 of the apples of x3.")]
    [InlineData("It is between 2 and 1.")]
    [InlineData("2 to 1")]
    [InlineData("2, 1")]
    [InlineData("The answer is 1 or maybe 2.")]
    [InlineData("The answer is [1, 2].")]
    [InlineData("\\boxed{1-2}")]
    [InlineData("答案是1到2。")]
    [InlineData("答えは1か2です。")]
    [InlineData("The answer is neither 1 nor 2.")]
    [InlineData("The answer isn't 1.")]
    [InlineData("The answer is $\\frac{1}{4}\\pi$.")]
    [InlineData("x = 2, y = 1")]
    [InlineData("**x = 2, y = 1**")]
    [InlineData("The solution is $x = 2$ and $y = 1$.")]
    [InlineData("$x = 2$ or $x = 1$")]
    [InlineData("\\boxed{x = 2, y = 1}")]
    public void SeveralAtTheEnd_AreNoSingleNumber(string completion) => Assert.Null(_number.Grade(completion, new Target("1")).Answer);

    [Theory]
    [InlineData("Cost = 3, total = 12", "12")]
    [InlineData("So a = 3, b = 4 and total = 12.", "12")]
    [InlineData("x = 6, y = 2x = 12", "12")]
    [InlineData("x = 12, y = 12", "12")]
    [InlineData("2 + 3 = 5, 5 + 7 = 12", "12")]
    [InlineData("\\boxed{12} or \\boxed{12}", "12")]
    [InlineData("\\boxed{11}, which was wrong. \\boxed{12}", "12")]
    public void AChainOfWorking_IsWorthItsLastValue(string completion, string value) =>
        Assert.Equal(Outcome.Right, _number.Grade(completion, new Target(value)).Outcome);

    [Theory]
    [InlineData("The answer is 1, and that is final.", "1")]
    [InlineData("The answer is 5, 3 of which are red.", "5")]
    [InlineData("The answer is 18, 2 more than the 16 of before.", "18")]
    [InlineData("The answer is 18, not 2.", "18")]
    [InlineData("The answer is 18, 9 * 2.", "18")]
    [InlineData("The answer is 42, 42.", "42")]
    [InlineData("The answer is 42 or 42.", "42")]
    [InlineData("The answer is 1,234.", "1234")]
    [InlineData("The answer is 1, 234.", "1234")]
    [InlineData("The answer is 1,234, as 1,200 and 34 make it.", "1234")]
    [InlineData("The answer is 2,5.", "5/2")]
    [InlineData("The answer is 7, which is 2 and 5.", "7")]
    [InlineData("The answer is 42 or more of 3 kinds.", "42")]
    [InlineData("The answer is 42 and 3 are left.", "42")]
    [InlineData("The answer is between 42 of the 50 poles.", "42")]
    [InlineData("The answer is 42% or 43 of them.", "42")]
    public void WhatASentenceGoesOnAbout_IsItsFirstNumber(string completion, string value) =>
        Assert.Equal(Outcome.Right, _number.Grade(completion, new Target(value)).Outcome);
}
