using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Tasks;

namespace Showdown.Tests.Scoring.Tasks;

public sealed class BigBenchTests
{
    private const string Options = "Pick one.\nOptions:\n(A) red\n(B) blue\n(C) green";

    [Theory]
    [InlineData(Options, "(B)", "So the answer is (B).")]
    [InlineData(Options, "(B)", "Answer: B")]
    [InlineData(Options, "(B)", "**Answer: (B) blue**")]
    [InlineData("not True is", "False", "Thus the result. So the answer is False.")]
    [InlineData("not True is", "False", "Answer: false")]
    [InlineData("valid?", "invalid", "So the answer is invalid.")]
    [InlineData("Is it plausible?", "yes", "Answer: Yes, it is plausible")]
    [InlineData("How many?", "-113", "**Answer:** -113")]
    [InlineData("Sort the following words alphabetically: List: b a c", "a b c", "Answer: a, b, c")]
    [InlineData("Sort the following words alphabetically: List: b a c", "a b c", "Answer:\n1. a\n2. b\n3. c")]
    [InlineData("Sort the following words alphabetically: List: b a c", "a b c", "The sorted list:\n- a\n- b\n- c")]
    [InlineData("Complete the rest of the sequence. Input: [ <", "> ]", "Answer: > ]")]
    [InlineData("Complete the rest of the sequence. Input: [ <", "> ]", "So the answer is >].")]
    [InlineData("Complete the rest of the sequence. Input: [ <", "> ]", "So the answer is [ < > ].")]
    [InlineData(Options, "Monsters, Inc", "Answer: Monsters, Inc.")]
    public async Task AnswersInTheTasksForm_AreRight(string input, string target, string reply) =>
        Assert.Equal(Outcome.Right, (await ScoreAsync(input, target, reply)).Outcome);

    [Theory]
    [InlineData(Options, "(B)", "So the answer is (C).")]
    [InlineData("not True is", "False", "So the answer is True.")]
    [InlineData("valid?", "valid", "So the answer is invalid.")]
    [InlineData("valid?", "valid", "Answer: either valid or invalid")]
    [InlineData("How many?", "-113", "Answer: 113")]
    [InlineData("Sort the following words alphabetically: List: b a c", "a b c", "Answer: a c b")]
    [InlineData("Complete the rest of the sequence. Input: [ <", "> ]", "Answer: ] >")]
    [InlineData("Complete the rest of the sequence. Input: [ <", "> ]", "I do not know.")]
    [InlineData(Options, "Monsters, Inc", "Answer: (A)")]
    [InlineData("not True is", "False", " ")]
    public async Task OtherAnswers_AreWrong(string input, string target, string reply) =>
        Assert.Equal(Outcome.Wrong, (await ScoreAsync(input, target, reply)).Outcome);

    private static async Task<Score> ScoreAsync(string input, string target, string reply) =>
        await new BigBenchScorer().ScoreAsync(
            new ScorerInput
            {
                Sample = new Sample("1", input, target),
                Target = new Target(target),
                Text = reply,
            },
            TestContext.Current.CancellationToken
        );
}
