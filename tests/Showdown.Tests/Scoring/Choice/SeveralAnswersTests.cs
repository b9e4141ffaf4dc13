using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>Questions with several right answers: all of them are asked for, and the share tells how near a wrong answer comes.</summary>
public sealed class SeveralAnswersTests
{
    private static readonly PureScorer _scorer = Scorer("several");

    [Theory]
    [InlineData("The answers are A and C.")]
    [InlineData("The correct answers are A and C.")]
    [InlineData("Answer: A, C")]
    [InlineData("Answer: AC")]
    [InlineData("Answer: A,C")]
    [InlineData("Answer: (A), (C)")]
    [InlineData("Answer: A/C")]
    [InlineData("Answer: A & C")]
    [InlineData("**Answer: A and C**")]
    [InlineData("The correct options are (A) and (C).")]
    [InlineData("A and C are correct.")]
    [InlineData("Options A and C are correct.")]
    [InlineData("\\boxed{A, C}")]
    [InlineData("\\boxed{AC}")]
    [InlineData("$\\boxed{A}$ and $\\boxed{C}$")]
    [InlineData("\\boxed{A}, \\boxed{C}")]
    [InlineData("\\boxed{A} \\boxed{C}")]
    [InlineData("\\boxed{B}. No: \\boxed{A} and \\boxed{C}")]
    [InlineData("(A) and (C)")]
    [InlineData("A & C.")]
    [InlineData("[A]; [C]")]
    [InlineData("A, C, A")]
    [InlineData("A, C")]
    [InlineData("AC")]
    [InlineData("A, C\n")]
    [InlineData("We look at each.\n\nA, C")]
    [InlineData("答案：AC")]
    [InlineData("答案是A和C。")]
    [InlineData("A ✅\nB ❌\nC ✅\nD ❌")]
    [InlineData("- [x] A\n- [ ] B\n- [x] C\n- [ ] D")]
    [InlineData("The answer is A, B. Wait, B is wrong. The answer is A, C.")]
    [InlineData("Antwort: A und C")]
    [InlineData("Respuesta: A y C")]
    public void Grade_FindsAllLetters(string completion)
    {
        var score = Grade(completion, "A, C");
        Assert.True(score is { Outcome: Outcome.Right, Answer: "A, C", Value: 1 }, $"{completion} -> {score}");
    }

    [Theory]
    [InlineData("Answer: A, C", "A, C", Outcome.Right, 1.0)]
    [InlineData("Answer: A", "A, C", Outcome.Partial, 0.5)]
    [InlineData("Answer: A, B", "A, C", Outcome.Partial, 1.0 / 3)]
    [InlineData("Answer: A, B, C", "A, C", Outcome.Partial, 2.0 / 3)]
    [InlineData("Answer: B, D", "A, C", Outcome.Wrong, 0.0)]
    [InlineData("Answer: A, B, D", "ABD", Outcome.Right, 1.0)]
    [InlineData("Answer: B", "B", Outcome.Right, 1.0)]
    [InlineData("I cannot tell.", "A, C", Outcome.Wrong, 0.0)]
    [InlineData("Answer: A, E", "A, C", Outcome.Wrong, 0.0)]
    [InlineData("Answer: A, C", "[\"A\", \"C\"]", Outcome.Right, 1.0)]
    public void Grade_TellsTheShare_OfWhatIsNamedOrRight(string completion, string target, Outcome outcome, double share)
    {
        var score = Grade(completion, target);
        Assert.Equal(outcome, score.Outcome);
        Assert.Equal(share, score.Value!.Value, 12);
    }

    [Fact]
    public void Grade_NamesTheShareInTheReason() =>
        Assert.Equal(
            "partly right, 1 of the 2 letters that are named or right: the last statement, 'A', names A; the target is A, C",
            Grade("Answer: A", "A, C").Reason
        );

    [Theory]
    [InlineData("A, E")]
    [InlineData("all")]
    [InlineData("")]
    public void Grade_IsUnscored_WhenTheTargetIsNoListOfLettersOnOffer(string target) =>
        Assert.Equal(Outcome.Unscored, Grade("Answer: A", target).Outcome);

    [Fact]
    public void Grade_TakesTwoLettersForNoAnswer_WhereOneIsRight()
    {
        var score = Scorer("one").Grade("Answer: A, C", new Target("A") { Labels = ["A", "B", "C", "D"] });
        Assert.Equal((Outcome.Wrong, null, null), (score.Outcome, score.Answer, score.Value));
    }

    [Theory]
    [InlineData("answers", "many", "must be 'one' or 'several'")]
    [InlineData("answer", "several", "no option 'answer'")]
    public void Find_RefusesAnotherMode(string option, string value, string message)
    {
        var error = Assert.Throws<SettingsException>(() =>
            Scorers.FindPure(new ScorerSettings("choice") { Options = new Dictionary<string, string> { [option] = value } })
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static PureScorer Scorer(string answers) =>
        Scorers.FindPure(new ScorerSettings("choice") { Options = new Dictionary<string, string> { ["answers"] = answers } });

    private static Score Grade(string completion, string target) => _scorer.Grade(completion, new Target(target) { Labels = ["A", "B", "C", "D"] });
}
