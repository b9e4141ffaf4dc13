using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>The three steps of MMLU-Pro's authors, holes included.</summary>
public sealed class MmluProExtractionTests
{
    private static readonly PureScorer _scorer = Scorers.FindPure(
        new ScorerSettings("choice") { Options = new Dictionary<string, string> { ["extraction"] = "mmlu-pro" } }
    );

    [Theory]
    [InlineData("The answer is (C).", "C")]
    [InlineData("The answer is C. No, the answer is (D).", "C")]
    [InlineData("The answer is **(C)**", "C")]
    [InlineData("The answer is c, so the answer is (D)", "D")]
    [InlineData("The answer is  (C)\nAnswer: D", "D")]
    [InlineData("Answer: B or answer: C\nAnswer: D", "C")]
    [InlineData("Answer:\n\nJ", "J")]
    [InlineData("answer: x\nAnswer: E, answer: y", "E")]
    [InlineData("Options B and C remain, I think", "I")]
    [InlineData("It is a vitamin A-rich diet", "A")]
    [InlineData("Between B_1 and (F)", "F")]
    [InlineData("The answer is (K).", null)]
    [InlineData("no letter at all", null)]
    public void Letter_IsFoundAsTheAuthorsFindIt(string reply, string? letter)
    {
        var score = _scorer.Grade(reply, new Target("A") { Labels = [.. "ABCDEFGHIJ".Select(c => c.ToString())] });
        Assert.Equal(letter, score.Answer);
        Assert.Equal(letter == "A" ? Outcome.Right : Outcome.Wrong, score.Outcome);
    }

    /// <summary>Which of the steps found it is told, so that a reader can check it.</summary>
    [Theory]
    [InlineData("answer is A", "the first \"answer is\" names 'A'")]
    [InlineData("The answer is (J)", "the first \"answer is\" names 'J'")]
    [InlineData("The answer is (", "no answer found by the authors' three steps")]
    [InlineData("The answer is ", "no answer found by the authors' three steps")]
    [InlineData("The Answer is B, so Answer: A", "the first line with \"answer:\" names 'A'")]
    [InlineData("answer:J", "the first line with \"answer:\" names 'J'")]
    [InlineData("Answer: K\nanswer: B", "the first line with \"answer:\" names 'B'")]
    [InlineData("nswer: B, and C", "the last letter that stands alone is 'C'")]
    [InlineData("ANSWER: B", "the last letter that stands alone is 'B'")]
    [InlineData("A", "the last letter that stands alone is 'A'")]
    [InlineData("J_, _B and 1C or D2 but *E*", "the last letter that stands alone is 'E'")]
    [InlineData("BA K", "no answer found by the authors' three steps")]
    public void TheStep_ThatFoundIt_IsTold(string reply, string how) =>
        Assert.Equal($"{how}; there is no target to compare with", _scorer.Grade(reply, new Target(null)).Reason);

    [Fact]
    public void LongTexts_AreReadOnce()
    {
        var text = string.Concat(Enumerable.Repeat("answer is answer: ", 500_000));
        Assert.Null(_scorer.Grade(text, new Target("B")).Answer);
    }
}
