using Showdown.Domain;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>"Minus" before a number is its sign where a value is expected; where something stands before that it takes away from, it is
/// not.</summary>
public sealed class SignsInWordsTests
{
    private static readonly IntegerScorer _integer = new();

    [Theory]
    [InlineData("The temperature fell all night.\nminus 5")]
    [InlineData("The temperature is minus 5.")]
    [InlineData("It is now minus 5 degrees outside.")]
    [InlineData("So it ends at **minus 5** degrees.")]
    [InlineData("The answer is minus 5, which is 8 less than 3.")]
    [InlineData("The balance is minus $5.")]
    [InlineData("x = minus 5")]
    [InlineData("So, minus 5.")]
    [InlineData("\\boxed{\\text{minus } 5}")]
    [InlineData("The answer is minus five.")]
    [InlineData("It is negative five.")]
    [InlineData("Minus five")]
    [InlineData("Die Temperatur beträgt minus 5 Grad.")]
    [InlineData("La température est de 3, puis elle est moins 5.")]
    [InlineData("答案是负5。")]
    [InlineData("答案是-5。")]
    [InlineData("所以x是-5度左右。")]
    [InlineData("気温はマイナス5度です。")]
    public void ASign_IsRead(string completion) => Assert.Equal((Outcome.Right, true), (Of(completion, "-5"), Of(completion, "5") == Outcome.Wrong));

    [Theory]
    [InlineData("10 minus 5 is 5.", "5")]
    [InlineData("The answer is 10 minus 5, which is 5.", "5")]
    [InlineData("17 minus 5 = 12", "12")]
    [InlineData("The answer is 12 (17 minus 5).", "12")]
    [InlineData("We get 12, minus 5 from both sides gave it.\n12", "12")]
    [InlineData("Il y a au moins 5 pommes.", "5")]
    [InlineData("A队胜3负5，共8场。\n8", "8")]
    public void ASubtraction_IsNone(string completion, string target) => Assert.Equal(Outcome.Right, Of(completion, target));

    [Theory]
    [InlineData("The answer is 10 minus 5.")]
    [InlineData("The answer is x minus 5.")]
    [InlineData("So it is ten minus five.")]
    [InlineData("Then we minus 5 from both sides.")]
    [InlineData("So it is x - 5.")]
    [InlineData("The answer is 10-5.")]
    [InlineData("The answer is f(x)-5 of 3.")]
    [InlineData("The answer is {x}-5 of 3.")]
    [InlineData("It is 10-5")]
    public void WhatIsTakenAway_IsNoAnswer(string completion)
    {
        Assert.Equal((Outcome.Wrong, Outcome.Wrong), (Of(completion, "5"), Of(completion, "-5")));
        Assert.Null(_integer.Grade(completion, new Target("5")).Answer);
    }

    [Theory]
    [InlineData("Total - 45", "45")]
    [InlineData("- A: 20 eggs\n- 45 eggs", "45")]
    [InlineData("- 45 eggs", "-45")]
    [InlineData("The result is - 45", "-45")]
    public void ADash_IsNoSign(string completion, string target) => Assert.Equal(Outcome.Right, Of(completion, target));

    [Theory]
    [InlineData("minus five", "-5")]
    [InlineData("So it is negative five.", "-5")]
    [InlineData("The answer is two and a half.", "2.5")]
    [InlineData("The answer is minus two thirds.", "-2/3")]
    [InlineData("The answer is twelve hundred.", "1200")]
    [InlineData("The answer is one half.", "1/2")]
    public void InMathematics_WordsOfNumbersAreReadToTheirEnd(string completion, string target) =>
        Assert.Equal(Outcome.Right, new MathScorer().Grade(completion, new Target(target)).Outcome);

    private static Outcome Of(string completion, string target) => _integer.Grade(completion, new Target(target)).Outcome;
}
