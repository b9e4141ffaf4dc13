using Showdown.Domain;
using Showdown.Scoring.Choice;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>Which letters are on offer, in which forms a dataset may write what is right, and what is said of it.</summary>
public sealed class TargetsTests
{
    private static readonly ChoiceScorer _one = new();
    private static readonly ChoiceScorer _several = new(several: true);

    [Theory]
    [InlineData("B")]
    [InlineData("b")]
    [InlineData("(B)")]
    [InlineData(" B. ")]
    [InlineData("B)\n")]
    [InlineData("\t(B).")]
    [InlineData("Ｂ")]
    [InlineData("Ⓑ")]
    [InlineData("ب")]
    [InlineData("blue")]
    [InlineData(" Blue ")]
    [InlineData("**blue**")]
    public void OneLetter_IsReadInEveryForm(string target)
    {
        var score = _one.Grade("The answer is B.", new Target(target) { Choices = ["red", "blue", "green"] });
        Assert.Equal((Outcome.Right, "B", null), (score.Outcome, score.Answer, score.Value));
        Assert.Equal("the last statement, 'answer is B', names B, which is the target", score.Reason);
    }

    [Theory]
    [InlineData("D", "'D'")] // three options are on offer
    [InlineData("AB", "'AB'")]
    [InlineData("bluegreen", "'bluegreen'")]
    [InlineData("2", "'2'")]
    public void AnotherTarget_IsUnscored_WithTheAnswerBesideIt(string target, string quoted)
    {
        var score = _one.Grade("The answer is B.", new Target(target) { Choices = ["red", "blue", "green"] });
        Assert.Equal((Outcome.Unscored, "B"), (score.Outcome, score.Answer));
        Assert.Equal($"the target {quoted} is none of the letters on offer (A to C)", score.Reason);
    }

    [Theory]
    [InlineData("AC")]
    [InlineData("A, C")]
    [InlineData("(A), (C)")]
    [InlineData("[\"A\", \"C\"]")]
    [InlineData("A;C")]
    [InlineData("A & C")]
    [InlineData("A/C.")]
    [InlineData("c\ta\n")]
    [InlineData("A, C, A")]
    public void SeveralLetters_AreReadInEveryForm(string target)
    {
        var score = _several.Grade("Answer: A, C", new Target(target) { Labels = ["A", "B", "C", "D"] });
        Assert.Equal((Outcome.Right, "A, C", 1.0), (score.Outcome, score.Answer, score.Value));
        Assert.Equal("the last statement, 'Answer: A, C', names A, C, which is the target", score.Reason);
    }

    [Theory]
    [InlineData("A-C")]
    [InlineData("A, E")]
    [InlineData("A and C")]
    public void AnotherList_IsUnscored(string target)
    {
        var score = _several.Grade("Answer: A, C", new Target(target) { Labels = ["A", "B", "C", "D"] });
        Assert.Equal((Outcome.Unscored, "A, C", null), (score.Outcome, score.Answer, score.Value));
        Assert.Equal($"the target '{target}' is none of the letters on offer (A to D)", score.Reason);
    }

    /// <summary>Labels, how many options, and the letters that are on offer with them.</summary>
    [Theory]
    [InlineData("", 0, "ABCDEFGHIJ")]
    [InlineData("", 1, "A")]
    [InlineData("", 3, "ABC")]
    [InlineData("A B C D E", 0, "ABCDE")]
    [InlineData("A B", 4, "AB")]
    [InlineData("B A", 0, "BA")]
    [InlineData("F G H J", 0, "FGHJ")]
    [InlineData("a b c", 0, "ABC")]
    [InlineData("A BB C", 0, "AC")]
    [InlineData("A A B", 0, "AB")]
    [InlineData("A C E", 0, "ACE")]
    [InlineData("1 2", 2, "AB")] // digits are no letters
    [InlineData("yes no", 0, "ABCDEFGHIJ")]
    public void OnOffer_IsWhatTheLabelsSay_OrAsManyLettersAsOptions(string labels, int options, string offered)
    {
        var target = new Target(null)
        {
            Labels = labels.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Choices = [.. Enumerable.Range(1, options).Select(i => $"option number {i}")],
        };
        var found = Enumerable.Range('A', 26).Select(c => (char)c).Where(c => _one.Grade($"Answer: {c}", target).Answer == $"{c}");
        Assert.Equal(offered.Order(), found);
        var score = _one.Grade("Answer: Z", target);
        var shown = offered.Length == 1 ? offered : $"{offered[0]} to {offered[^1]}";
        Assert.Equal($"no answer: the last statement, 'Answer: Z', names Z, which is not on offer ({shown})", score.Reason.Split("; there")[0]);
    }

    [Fact]
    public void AnOption_HasTheLabelAtItsPlace()
    {
        var target = new Target("J") { Labels = ["F", "G", "H", "J"], Choices = ["red", "blue", "green", "grey", "one too many"] };
        Assert.Equal((Outcome.Right, "J"), _one.Grade("The answer is grey.", target) is var score ? (score.Outcome, score.Answer) : default);
        Assert.Equal((Outcome.Wrong, "G"), _one.Grade("It is blue.", target) is var wrong ? (wrong.Outcome, wrong.Answer) : default);
        Assert.Null(_one.Grade("The answer is one too many.", target).Answer);
    }

    [Theory]
    [InlineData(26, 26, null)]
    [InlineData(27, 0, "27 options are too many: letters go from A to Z")]
    [InlineData(0, 28, "28 options are too many: letters go from A to Z")]
    [InlineData(27, 4, "27 options are too many: letters go from A to Z")]
    public void MoreOptionsThanLetters_AreRefused(int options, int labels, string? refused)
    {
        var target = new Target("B")
        {
            Choices = [.. Enumerable.Range(1, options).Select(i => $"option number {i}")],
            Labels = [.. Enumerable.Range(0, labels).Select(i => ((char)('A' + i)).ToString())],
        };
        var score = _one.Grade("Answer: B", target);
        Assert.Equal(refused is null ? Outcome.Right : Outcome.Unscored, score.Outcome);
        Assert.Equal(refused ?? "the last statement, 'Answer: B', names B, which is the target", score.Reason);
    }

    [Theory]
    [InlineData("Answer: B, D", Outcome.Wrong, 0.0, "the last statement, 'Answer: B, D', names B, D; the target is A, C")]
    [InlineData(
        "Answer: A, B, C, E",
        Outcome.Wrong,
        0.0,
        "no answer: the last statement, 'Answer: A, B, C, E', names A, B, C, E, not all of which are on offer (A to D)"
    )]
    [InlineData(
        "Answer: B, C",
        Outcome.Partial,
        1 / 3.0,
        "partly right, 1 of the 3 letters that are named or right: the last statement, 'Answer: B, C', names B, C; the target is A, C"
    )]
    [InlineData("No idea.", Outcome.Wrong, 0.0, "no answer found: nothing states a letter or repeats an option")]
    public void AShare_IsExplained(string completion, Outcome outcome, double share, string reason)
    {
        var score = _several.Grade(completion, new Target("A, C") { Labels = ["A", "B", "C", "D"] });
        Assert.Equal((outcome, reason), (score.Outcome, score.Reason));
        Assert.Equal(share, score.Value!.Value, 12);
    }

    [Fact]
    public void WithoutATarget_TheAnswerIsFoundAndNotScored()
    {
        var score = _one.Grade("The answer is B.", new Target(null));
        Assert.Equal((Outcome.Unscored, "B"), (score.Outcome, score.Answer));
        Assert.Equal("the last statement, 'answer is B', names B; there is no target to compare with", score.Reason);
        Assert.True(_one.IsTwoValued);
        Assert.False(_several.IsTwoValued);
    }
}
