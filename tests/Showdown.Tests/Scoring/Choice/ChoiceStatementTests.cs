using Showdown.Domain;
using Showdown.Running;
using Showdown.Scoring;
using Showdown.Scoring.Choice;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>Which letter a completion states, by the tables beside this file.</summary>
public sealed class ChoiceStatementTests
{
    private static readonly ChoiceScorer _scorer = new();

    [Fact]
    public void Grade_FindsEveryLetter_InEveryFormOfStatement()
    {
        var forms = ChoiceTables.Lines("statements.txt");
        Assert.True(forms.Count > 400, $"only {forms.Count} forms");
        var missed =
            from form in forms
            from letter in ChoiceTables.Letters
            let score = _scorer.Grade(form.Replace("{}", letter, StringComparison.Ordinal), new Target(null) { Labels = ChoiceTables.Letters })
            where score.Answer != letter
            select $"{letter} in '{form}': {score.Answer}, {score.Reason}";
        Assert.Empty(missed);
    }

    [Fact]
    public void Grade_DecidesTheTable()
    {
        var cases = ChoiceTables.Cases("cases.txt");
        Assert.True(cases.Count > 600, $"only {cases.Count} cases");
        var wrong =
            from entry in cases
            let score = _scorer.Grade(entry.Text, entry.Target, entry.CutOff)
            where (score.Answer ?? "-") != entry.Letter
            select $"{entry.Letter} <- {entry.Text}: {score.Answer}, {score.Reason}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("The answer is C. My second answer is B.", "C")]
    [InlineData("The answer is C. My backup answer is B.", "C")]
    [InlineData("The answer is C. Your alternative choice is B.", "C")]
    [InlineData("My second guess is B.", null)]
    [InlineData("My best answer is B.", "B")]
    [InlineData("答案是C。⏎答案不是B。", "C")]
    [InlineData("答案不是 B", null)]
    [InlineData("正确答案不是B。", null)]
    public void Grade_TakesNoSecondGuess_AndNothingDenied(string text, string? letter) =>
        Assert.Equal(letter, _scorer.Grade(text.Replace('⏎', '\n'), ChoiceTables.FourLetters).Answer);

    [Fact]
    public void Grade_GivesNoLetterToReasoning_WhereverItIsCutOff()
    {
        var (told, untold, all) = (0, 0, 0);
        foreach (var (text, target) in ChoiceTables.Offers("reasoning.txt"))
        {
            for (var end = 1; end <= text.Length; end++, all++)
            {
                told += _scorer.Grade(text[..end], target, cutOff: true).Answer is null ? 0 : 1;
                untold += _scorer.Grade(text[..end], target).Answer is null ? 0 : 1;
            }
        }

        Assert.True(all > 10_000, $"only {all} places");
        Assert.True(told <= all / 1000, $"a letter at {told} of {all} places");
        Assert.True(untold <= all * 2 / 100, $"a letter at {untold} of {all} places where nobody says that the text is cut off");
    }

    [Fact]
    public void Grade_FindsEveryForm_BehindALongText()
    {
        var text = ChoiceTables.Offers("reasoning.txt").First();
        var missed =
            from form in ChoiceTables.Lines("statements.txt")
            from letter in text.Target.Labels.Take(4)
            let score = _scorer.Grade(text.Line + ".\n\n" + form.Replace("{}", letter, StringComparison.Ordinal), text.Target)
            where score.Answer != letter
            select $"{letter} in '{form}': {score.Answer}, {score.Reason}";
        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("\n\nThe answer is {}. To check this, we")]
    [InlineData("\n\n**Answer: {}**\n\nThe others are wrong, because")]
    [InlineData("\n\nSo the correct option is ({}), since the")]
    [InlineData("\n\n$\\boxed{{}}$\n\nNote that")]
    [InlineData("\n\nTherefore, the correct answer is option {}.\n\n**Explanation**: for")]
    [InlineData("\n\n{} is the correct answer. The")]
    [InlineData("\n\nI choose option {}. If")]
    public void Grade_FindsTheLetter_ThatReasoningStatedBeforeItWasCutOff(string statement)
    {
        var missed =
            from entry in ChoiceTables.Offers("reasoning.txt")
            from letter in entry.Target.Labels.Take(4)
            let score = _scorer.Grade(entry.Line + statement.Replace("{}", letter, StringComparison.Ordinal), entry.Target, cutOff: true)
            where score.Answer != letter
            select $"{letter}: {score.Answer}, {score.Reason}";
        Assert.Empty(missed);
    }

    [Fact]
    public async Task Score_TellsTheScorerThatACompletionWasCutOff()
    {
        var target = new Target("C") { Choices = ["0.1", "0.15", "0.25", "0.5"] };
        var input = new ScorerInput
        {
            Sample = new Sample("s", "", "C"),
            Target = target,
            Text = "The probability is 0.25.",
        };
        Assert.Equal(Outcome.Right, (await _scorer.ScoreAsync(input, TestContext.Current.CancellationToken)).Outcome);
        var cut = await _scorer.ScoreAsync(input with { CutOff = true }, TestContext.Current.CancellationToken);
        Assert.Equal((Outcome.Truncated, null), (cut.Outcome, cut.Answer));
        Assert.Contains("cut off before one is stated", cut.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GradedLines_MaySayThatACompletionWasCutOff()
    {
        const string lines = """
            {"id": 1, "target": "C", "choices": ["0.1", "0.15", "0.25", "0.5"], "completion": "So p is 0.25."}
            {"id": 2, "target": "C", "choices": ["0.1", "0.15", "0.25", "0.5"], "completion": "So p is 0.25.", "cut_off": true}
            """;
        var graded = new List<string>();
        await foreach (var line in new CompletionFile(_scorer).GradeAsync(new StringReader(lines), TestContext.Current.CancellationToken))
            graded.Add($"{line.Id}: {line.Outcome} {line.Answer}");
        Assert.Equal(["1: right C", "2: truncated "], graded);
    }

    [Fact]
    public void Grade_RefusesMoreOptionsThanLetters()
    {
        var score = _scorer.Grade("The answer is B.", new Target("B") { Choices = [.. Enumerable.Range(1, 27).Select(i => $"option {i}")] });
        Assert.Equal(Outcome.Unscored, score.Outcome);
        Assert.Contains("27 options are too many", score.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Grade_KnowsTwentySixLetters() =>
        Assert.Equal(
            "Z",
            _scorer.Grade("The answer is Z.", new Target("Z") { Choices = [.. Enumerable.Range(1, 26).Select(i => $"option {i}")] }).Answer
        );
}
