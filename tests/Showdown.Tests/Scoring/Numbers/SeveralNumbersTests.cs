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
    public void SeveralStated_AreNoSingleNumber(string completion, string stated) =>
        Assert.Equal(
            (Outcome.Wrong, null, $"the stated answer is '{stated}', which is no single number"),
            _number.Grade(completion, new Target("1")) is var score ? (score.Outcome, score.Answer, score.Reason) : default
        );

    [Fact]
    public void SeveralBehindHashes_AreNoSingleNumber() =>
        Assert.Equal("'####' is followed by '1, 2', which is no single number", _number.Grade("#### 1, 2", new Target("1")).Reason);

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
