using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>A calculation is worth its result; a range, a time, a measure in two units or a formula is not the number that it begins with.</summary>
public sealed class PartsOfNumbersTests
{
    private static readonly NumberScorer _number = new(new ScorerOptions("number", new Dictionary<string, string>()));

    [Theory]
    [InlineData("The answer is 2 × 3.")]
    [InlineData("The answer is 2 * 3.")]
    [InlineData("The answer is 2*3.")]
    [InlineData("The answer is 2·3.")]
    [InlineData("The answer is $2 \\times 3$.")]
    [InlineData("The answer is 2 + 4.")]
    [InlineData("The answer is 12 ÷ 2.")]
    [InlineData("The answer is 12 / 2.")]
    [InlineData("The answer is 2 × 3 = 6")]
    [InlineData("The answer is 2 × 3, which is 6.")]
    [InlineData("The answer is 2 × 3, or 6.")]
    [InlineData("The answer is 2 × 3 → 6.")]
    [InlineData("The answer is 2 times 3, which equals 6.")]
    [InlineData("The answer is 2*3 = 6 spoons of soap in all, since each of the cups of water takes 3 spoons.")]
    [InlineData("The answer is 6 (2 × 3).")]
    [InlineData("There are 6 eggs (2 × 3).")]
    public void ACalculation_IsWorthItsResult(string completion) => IsRead("6", completion);

    [Theory]
    [InlineData("The answer is 3-4.")]
    [InlineData("The answer is 3–4 eggs.")]
    [InlineData("The answer is 10 - 4.")]
    [InlineData("The answer is 3 to 4.")]
    [InlineData("The answer is from 3 to 4.")]
    [InlineData("答案是3～4。")]
    [InlineData("The answer is 3:45.")]
    [InlineData("They meet at 3:45 pm.")]
    [InlineData("The answer is 3:1.")]
    [InlineData("The answer is 2024-05-03.")]
    [InlineData("The answer is 5/3/2024.")]
    [InlineData("The answer is 3 hours and 20 minutes.")]
    [InlineData("The answer is 5 feet 6 inches.")]
    [InlineData("The answer is 5'6\".")]
    [InlineData("The answer is 5°30.")]
    [InlineData("The answer is 3 remainder 2.")]
    [InlineData("The answer is 2√3.")]
    [InlineData("The answer is $3\\sqrt{2}$.")]
    [InlineData("The answer is $2\\pi$.")]
    [InlineData("The answer is ±2.")]
    [InlineData("The answer is x ≥ 3.")]
    [InlineData("The answer is x > 3.")]
    [InlineData("The answer is log 3.")]
    [InlineData("The answer is 3x + 2.")]
    [InlineData("The answer is $x^2 + 3$.")]
    [InlineData("The answer is 2 + 3i.")]
    [InlineData("The answer is 2 plus 3.")]
    [InlineData("The answer is 2 eggs + 3 eggs.")]
    [InlineData("The answer is 5 1/2 or so of 7.")]
    [InlineData("The total is some 9 × 5 of x3")]
    [InlineData("20 hours, because 20 < 30 of x3")]
    public void WhatIsNoNumber_IsNone(string completion) => Assert.Null(_number.Grade(completion, new Target("987654")).Answer);

    [Theory]
    [InlineData("The answer is 7:00 pm.", "7")]
    [InlineData("Dinner is at 7:00 pm.", "7")]
    [InlineData("Week 3:210 pages are read of x3", "210")]
    [InlineData("The answer is 5 - that is what is left.", "5")]
    [InlineData("The answer is 5 — 3 of them red.", "5")]
    [InlineData("The answer is 3 hours and 0 minutes.", "3")]
    [InlineData("The answer is 2.35 to 2 decimal places.", "2.35")]
    [InlineData("The answer is **5** *eggs*.", "5")]
    [InlineData("The answer is **45**!", "45")]
    [InlineData("The answer is 1/2, since 3 of 6 work.", "1/2")]
    [InlineData("So we get 1/2 of it or x3", "1/2")]
    [InlineData("The answer is 2½.", "5/2")]
    [InlineData("The answer is ½.", "1/2")]
    [InlineData("The answer is 5 × 10⁻².", "0.05")]
    public void WhatIsANumber_StaysOne(string completion, string target) => IsRead(target, completion);

    [Theory]
    [InlineData("The answer is 45 (200 g).", "45")]
    [InlineData("The answer is 4 $200 bills.", "4")]
    [InlineData("\\boxed{5'6}", null)]
    [InlineData("\\boxed{1’234}", "1234")]
    [InlineData("\\boxed{1'234}", "1234")]
    [InlineData("\\boxed{123_456}", "123456")]
    [InlineData("\\boxed{5(6)}", "30")]
    [InlineData("10 of 3*4 = 12 eggs", "12")]
    public void MarksBetweenDigits_MakeNoLongerNumber(string completion, string? target)
    {
        if (target is not null)
            IsRead(target, completion);
        else
            Assert.Equal(Outcome.Wrong, _number.Grade(completion, new Target("56")).Outcome);
    }

    [Theory]
    [InlineData("The answer is 44. Wait, that's wrong. It is 45.")]
    [InlineData("The answer is 44, no wait, 45.")]
    [InlineData("The answer is 44... no, 45.")]
    [InlineData("The answer is not 44 but 45.")]
    [InlineData("Die Antwort ist nicht 44, sondern 45.")]
    [InlineData("\\boxed{44}. Wait, actually it is 45.")]
    [InlineData("So it is 45, not 44.")]
    public void WhatIsTakenBack_DoesNotCount(string completion) => IsRead("45", completion);

    [Fact]
    public void OfATextThatWasCutOff_ASecondThoughtDoesNotCount() =>
        Assert.Equal("44.", _number.Grade("The answer is 44.\nWait, actually it is 4", new Target("4"), cutOff: true).Answer);

    [Theory]
    [InlineData("The answer is 17, no more than 18.", "17")]
    [InlineData("The answer is 45. Actually, it is 5 more than 40.", "45")]
    public void WhatIsNoCorrection_LeavesTheAnswer(string completion, string target) => IsRead(target, completion);

    [Theory]
    [InlineData("The answer is not 5.")]
    [InlineData("Die Antwort ist nicht 5.")]
    [InlineData("La réponse n'est pas 5.")]
    [InlineData("La respuesta no es 5.")]
    [InlineData("答案不是5。")]
    [InlineData("答えは5ではない。")]
    [InlineData("정답은 5가 아닙니다.")]
    public void WhatIsDenied_IsNoAnswer(string completion)
    {
        Assert.Null(_number.Grade(completion, new Target("5")).Answer);
        Assert.Equal(Outcome.Wrong, new Showdown.Scoring.Maths.MathScorer().Grade(completion, new Target("5")).Outcome);
    }

    private static void IsRead(string target, string completion)
    {
        var score = _number.Grade(completion, new Target(target));
        Assert.True(score.Outcome == Outcome.Right, $"{completion} -> {score.Answer}, {score.Reason}");
    }
}
