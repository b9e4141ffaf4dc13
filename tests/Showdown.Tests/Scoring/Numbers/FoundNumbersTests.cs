using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>Which number of a whole completion is the answer, how it is shown, and where it is told to have been found.</summary>
public sealed class FoundNumbersTests
{
    private static readonly NumberScorer _number = new(new ScorerOptions("number", new Dictionary<string, string>()));

    [Theory]
    [InlineData("The answer is -2.5 or so of 3.", "-2.5", "-2.5", "-2.5 or so of 3.")]
    [InlineData("The answer is negative 2.5 or so of 3.", "-2.5", "negative 2.5", "negative 2.5 or so of 3.")]
    [InlineData("The answer is −2.5 or so of 3.", "-2.5", "−2.5", "−2.5 or so of 3.")]
    [InlineData("The answer is x2 or 17 of 20.", "17", "17", "x2 or 17 of 20.")]
    [InlineData("The answer is x^2 and 17 of 20.", "17", "17", "x^2 and 17 of 20.")]
    [InlineData("The answer is 2² and 17 of 20.", "17", "17", "2² and 17 of 20.")]
    [InlineData("The answer is 2³ and 17 of 20.", "17", "17", "2³ and 17 of 20.")]
    [InlineData("The answer is 2^x and 17 of 20.", "17", "17", "2^x and 17 of 20.")]
    [InlineData("The answer is 2_5 and 17 of 20.", "17", "17", "2_5 and 17 of 20.")]
    [InlineData("The answer is 3 million of the 8.", "3000000", "3 million", "3 million of the 8.")]
    [InlineData("The answer is -3 million of the 8.", "-3000000", "-3 million", "-3 million of the 8.")]
    [InlineData("The answer is 42 or 43% of 50.", "42", "42", "42 or 43% of 50.")]
    [InlineData("The answer is 25% of all 80.", "25", "25", "25% of all 80.")]
    [InlineData("The answer is 25% of all 80.", "0.25", "25", "25% of all 80.")]
    [InlineData("The answer is 25\\% of all 80.", "0.25", "25", "25\\% of all 80.")]
    [InlineData("The answer is 1,234 of all 8,000.", "1234", "1,234", "1,234 of all 8,000.")]
    [InlineData("The answer is 5.** Of them 7 are left.", "5", "5", "5")]
    [InlineData("The answer is about 5; 7 are left.", "5", "about 5", "about 5")]
    [InlineData("The answer is 5! Of them 7 are left.", "5", "5", "5! Of them 7 are left.")]
    [InlineData("答案是 5。还有 7", "5", "5", "5")]
    [InlineData("答案是 5！还有 7", "5", "5", "5!还有 7")]
    [InlineData("উত্তর: 5। 7", "5", "5", "5")]
    [InlineData("答案是 5！", "5", "5", "5!")]
    [InlineData("答案是 5。", "5", "5", "5")]
    [InlineData("উত্তর: 5।", "5", "5", "5")]
    [InlineData("The answer is 5\nOf 7.", "5", "5", "5")]
    [InlineData("The answer is 5\rOf 7.", "5", "5", "5")]
    public void OfAStatement_TheFirstNumberIsTheAnswer(string completion, string target, string shown, string stated) =>
        IsRight(completion, target, shown, $"the stated answer is '{stated}'");

    [Theory]
    [InlineData("It is **now at -2.5 or so** of 7.", "-2.5", "-2.5", "now at -2.5 or so")]
    [InlineData("It is **negative 2.5 or so** of 7.", "-2.5", "negative 2.5", "negative 2.5 or so")]
    [InlineData("It is **2.5 or so** of 7.", "2.5", "2.5", "2.5 or so")]
    [InlineData("**2.5 or so** of 7", "2.5", "2.5", "2.5 or so")]
    [InlineData("Of **3** it is **2.5** of 7.", "2.5", "2.5", "2.5")]
    public void TheLastNumberInBold_ComesBeforeThoseAroundIt(string completion, string target, string shown, string bold) =>
        IsRight(completion, target, shown, $"the last words in bold are '{bold}'");

    [Theory]
    [InlineData("It is **x2** of 7 things or so.", "7", "7")]
    [InlineData("It is **all** of 7 things or so.", "7", "7")]
    [InlineData("It is ** 7 things of 8.", "8", "8")]
    [InlineData("They get -2.5 of 3rd ones", "-2.5", "-2.5")]
    [InlineData("They get negative 2.5 of 3rd ones", "-2.5", "negative 2.5")]
    [InlineData("They get 3 and 1,234.5 of 3rd ones", "1234.5", "1,234.5")]
    [InlineData("They get 3 and 2 million of them", "2000000", "2 million")]
    [InlineData("They get 3 and 25% of them", "0.25", "25")]
    [InlineData("They get 3 and x,5 of them", "5", "5")]
    [InlineData("5 of x3 and y4 or z_6", "5", "5")]
    [InlineData(",5 of x3 or so.", "5", "5")]
    [InlineData("They get 3 and 5, x of them", "5", "5")]
    [InlineData("3 groups are there.\nEach of them has two or more in it.", "3", "3")]
    [InlineData("全部で45羽です、3rd", "45", "45")]
    public void ElseItIsTheLastNumberThatStandsAlone(string completion, string target, string shown) =>
        IsRight(completion, target, shown, $"the last number in the text is '{shown}'");

    [Theory]
    [InlineData("There are a total of 9 + 6 = 15 liters of water out of the 24 liters", "15", "15")]
    [InlineData("We had 3 of 4. In all it is 9 + 6 = $15 out of 24.", "15", "$15")]
    [InlineData("It was 8 of 9.\nNow 9 - 6 = 3 are left of 24.", "3", "3")]
    public void ACalculationInTheLastSentence_ComesBeforeWhatFollowsIt(string completion, string target, string shown) =>
        IsRight(completion, target, shown, $"the last sentence computes '{shown}'");

    [Theory]
    [InlineData("The total comes to forty-two.", "forty two")]
    [InlineData("First there were seven. The total comes to forty-two!", "forty two")]
    [InlineData("There are 3 groups.\nForty-two", "forty two")]
    public void ANumberInWords_IsRead(string completion, string words) =>
        IsRight(completion, "42", words, $"the last sentence names the number '{words}'");

    [Theory]
    [InlineData("The total comes to forty-two. That is it.", "no answer found: no number in the text")]
    [InlineData("There are 5. I cannot determine more.", "no answer found: the last sentence says that there is none")]
    [InlineData("There are 5.\nI do not know.", "no answer found: the last sentence says that there is none")]
    [InlineData("They have x2 and y3 of z_4.", "no answer found: no number in the text")]
    [InlineData("The answer is x2.", "no answer found: no number in the text")]
    public void WhereTheLastSentenceHasNone_ThereIsNone(string completion, string reason)
    {
        var score = _number.Grade(completion, new Target("42"));
        Assert.Equal((Outcome.Wrong, null, reason), (score.Outcome, score.Answer, score.Reason));
    }

    [Fact]
    public void ARefusalInAnEarlierSentence_DoesNotCount() =>
        IsRight("I cannot determine it at first. Now they have 5 of 5", "5", "5", "the last number in the text is '5'");

    [Fact]
    public void OnlyTheLastSixStatements_AreLookedAt()
    {
        var nothing = "The answer is it. ";
        IsRight($"The answer is 7. {Times(nothing, 5)}Of 8.", "7", "7", "the stated answer is '7'");
        IsRight($"The answer is 7. {Times(nothing, 6)}Of 8.", "8", "8", "the last number in the text is '8'");

        static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
    }

    [Fact]
    public void OfALongStatement_TheFirst300CharactersAreLookedAt()
    {
        var words = new string('a', 298);
        var score = _number.Grade($"The answer is {words} 5 of 8", new Target("5"));
        Assert.Equal(Outcome.Right, score.Outcome);
        Assert.StartsWith("the stated answer is 'aaa", score.Reason, StringComparison.Ordinal);
        IsRight($"The answer is {words}a 5 of 8", "8", "8", "the last number in the text is '8'");
    }

    [Fact]
    public void APowerOrAWord_IsAStatementOfFewerThan80Characters()
    {
        IsRight($"The answer is 2^3{new string(' ', 75)}.", "8", $"2^3{new string(' ', 75)}.", "the stated answer is '2^3 ");
        Assert.Equal("no answer found: no number in the text", _number.Grade($"The answer is 2^3{new string(' ', 76)}.", new Target("8")).Reason);
        IsRight($"The answer is seven{new string(' ', 73)}.", "7", $"seven{new string(' ', 73)}.", "the stated answer is 'seven ");
        IsRight($"The answer is seven{new string(' ', 74)}.", "7", "seven", "the last sentence names the number 'seven'");
    }

    [Fact]
    public void ANumberInWords_IsReadInALastLineOfUpTo300Characters()
    {
        const string end = " comes to forty-two";
        IsRight(new string('a', 300 - end.Length) + end, "42", "forty two", "the last sentence names the number 'forty two'");
        Assert.Equal("no answer found: no number in the text", _number.Grade(new string('a', 301 - end.Length) + end, new Target("42")).Reason);
    }

    [Fact]
    public void ANumberFarIntoTheText_IsFound() => IsRight($"{new string('a', 310)} gets 5 of x3", "5", "5", "the last number in the text is '5'");

    [Fact]
    public void WhatIsInBold_IsAnAnswerUpTo58Characters()
    {
        var most = "about 45 or " + new string('x', 46);
        IsRight($"It is **{most}** of 7.", "45", "45", $"the last words in bold are '{most}'");
        IsRight($"It is **{most}x** of 7.", "7", "7", "the last number in the text is '7'");
    }

    [Fact]
    public void ANumberOfMoreThan300Digits_IsNone()
    {
        var most = new string('7', 300);
        Assert.Equal(Outcome.Right, _number.Grade($"They get 5 and {most} of them", new Target(most)).Outcome);
        IsRight($"They get 5 and {most}7 of them", "5", "5", "the last number in the text is '5'");
    }

    [Fact]
    public void OfATextThatWasCutOff_AStatementCounts_WhenItsLineIsThrough()
    {
        Assert.Equal(Outcome.Right, _number.Grade("The answer is 72\nAs there are 12", new Target("72"), cutOff: true).Outcome);
        Assert.Equal(
            "no answer found: the text was cut off before it stated one",
            _number.Grade("The answer is 72", new Target("72"), cutOff: true).Reason
        );
        Assert.Equal("no answer found: the text was cut off before it stated one", _number.Grade("We have 4 + 5 =", new Target("9")).Reason);
    }

    private static void IsRight(string completion, string target, string shown, string how)
    {
        var score = _number.Grade(completion, new Target(target));
        Assert.StartsWith(how, score.Reason, StringComparison.Ordinal);
        Assert.Equal((Outcome.Right, shown), (score.Outcome, score.Answer));
    }
}
