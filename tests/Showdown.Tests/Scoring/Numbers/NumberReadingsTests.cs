using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>Which number a box's content stands for, by the table readings.txt, and where a completion's number is found.</summary>
public sealed class NumberReadingsTests
{
    private static readonly IntegerScorer _integer = new();
    private static readonly NumberScorer _number = new(new ScorerOptions("number", new Dictionary<string, string>()));

    public static IEnumerable<TheoryDataRow<string, string>> Readings() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring", "Numbers", "readings.txt"))
        where !line.StartsWith("# ", StringComparison.Ordinal)
        let parts = line.Split(" <- ", 2)
        select new TheoryDataRow<string, string>(parts[0], parts[1]);

    [Theory]
    [MemberData(nameof(Readings))]
    public void ABox_IsReadAsItsNumber(string value, string content)
    {
        var score = _number.Grade($"\\boxed{{{content}}}", new Target(value == "-" ? "987654" : value));
        if (value == "-")
            Assert.Equal($"the last box holds '{content}', which is no number", score.Reason);
        else
            Assert.Equal($"the last box holds '{content}', equal to the target {value}", score.Reason);
    }

    [Theory]
    [InlineData("", null, "the completion is empty")]
    [InlineData(" \n", null, "the completion is empty")]
    [InlineData("\\boxed{\\sqrt{4900}}", "70", "the last box holds '\\sqrt{4900}'")]
    [InlineData("\\boxed{B}", null, "the last box holds 'B', which is no number")]
    [InlineData("#### 70 eggs", "70", "'####' is followed by '70 eggs'")]
    [InlineData("#### about 70.5 eggs. That is 12", "about 70.5 eggs", "'####' is followed by 'about 70.5 eggs'")]
    [InlineData("The answer is 70. It is not 12.", "70", "the stated answer is '70'")]
    [InlineData("The answer is seventy.", "70", "the stated answer is 'seventy.'")]
    [InlineData("The answer is 2^3.", "8", "the stated answer is '2^3.'")]
    [InlineData("The answer is about 70 dollars; 12 are left", "70", "the stated answer is 'about 70 dollars'")]
    [InlineData("The answer is 42 or 43.", null, "the stated answer is '42 or 43.', which is no single number")]
    [InlineData("The answer is 42 or 42.", "42", "the stated answer is '42 or 42.'")]
    [InlineData("The answer is between 42 and 44.", null, "the stated answer is 'between 42 and 44.', which is no single number")]
    [InlineData("The answer is -70.", "-70", "the stated answer is '-70.'")]
    [InlineData("The answer is negative 70 or so it seems.", "-70", "the stated answer is 'negative 70 or so it seems.'")]
    [InlineData("The answer is 3 thousand miles.", "3000", "the stated answer is '3 thousand miles.'")]
    [InlineData("I cannot answer this.", null, "no answer found: the last sentence says that there is none")]
    [InlineData("We add them.\n70", "70", "the last line is '70'")]
    [InlineData("We add them.\nThe total comes to forty-two.", "42", "the last sentence names the number 'forty two'")]
    [InlineData("Forty-two", "42", "the last sentence names the number 'forty two'")]
    [InlineData("After 4 hours, John is **45 miles** from home at the end of those 4 hours.", "45", "the last words in bold are '45 miles'")]
    [InlineData("They have **about 45 of them** left after 4.", "45", "the last words in bold are 'about 45 of them'")]
    [InlineData("They have **4 to 45** left after 4.", "4", "the last number in the text is '4'")]
    [InlineData("They have 12 apples and 7.5 pears and x2 and 3rd", "12", "the last number in the text is '12'")]
    [InlineData("It is 10-5", null, "no answer found: the last number in the text, '5', is only part of one")]
    [InlineData("It is not 5 at all of x3", null, "no answer found: the last number in the text, '5', is denied")]
    [InlineData("It is -5 at night", "-5", "the last line is 'It is -5 at night'")]
    [InlineData("They have 1,234 apples.", "1234", "the last line is 'They have 1,234 apples.'")]
    [InlineData("x_1 and y2", null, "no answer found: no number in the text")]
    public void WhereItWasFound_IsTold(string completion, string? answer, string how)
    {
        var score = _integer.Grade(completion, new Target("987654"));
        Assert.Equal((Outcome.Wrong, answer), (score.Outcome, score.Answer));
        Assert.Equal(answer is null ? how : $"{how}; the target is 987654", score.Reason);
        if (answer is not null && !answer.Contains('.', StringComparison.Ordinal))
            Assert.Equal($"{how}; {answer} is the target", _integer.Grade(completion, new Target(answer)).Reason);
    }

    [Theory]
    [InlineData("no number", "5", "the target 'no number' is no whole number", "the target 'no number' is no number")]
    [InlineData("2.5", "5", "the target '2.5' is no whole number", "the last line is '5'; the target is 5/2")]
    [InlineData(null, "5", "the last line is '5'; there is no target to compare with", "the last line is '5'; there is no target to compare with")]
    [InlineData("25%", "26", "the last line is '26'; the target is 25", "the last line is '26'; the target is 25%")]
    [InlineData("25%", "0.25", "the last line is '0.25'; the target is 25", "the last line is '0.25', equal to the target 25% as a share")]
    public void TheTarget_IsNamed(string? target, string completion, string byInteger, string byNumber)
    {
        Assert.Equal(byInteger, _integer.Grade(completion, new Target(target)).Reason);
        Assert.Equal(byNumber, _number.Grade(completion, new Target(target)).Reason);
    }

    [Fact]
    public void ATolerance_IsTold()
    {
        var scorer = new NumberScorer(new ScorerOptions("number", new Dictionary<string, string> { ["tolerance"] = "0.5" }));
        Assert.Equal("the last line is '5.5', within the tolerance of the target 5", scorer.Grade("5.5", new Target("5")).Reason);
        Assert.Equal("the last line is '4.5', within the tolerance of the target 5", scorer.Grade("4.5", new Target("5")).Reason);
        Assert.Equal("the last line is '5', equal to the target 5", scorer.Grade("5", new Target("5")).Reason);
        Assert.Equal("the last line is '5.6'; the target is 5", scorer.Grade("5.6", new Target("5")).Reason);
    }
}
