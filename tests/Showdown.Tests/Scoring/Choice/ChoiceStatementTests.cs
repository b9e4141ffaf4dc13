using Showdown.Domain;
using Showdown.Running;
using Showdown.Scoring;
using Showdown.Scoring.Choice;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>Which letter a completion states, by the tables beside this file.</summary>
public sealed class ChoiceStatementTests
{
    private static readonly ChoiceScorer _scorer = new();

    private static readonly string[] _letters = [.. Enumerable.Range('A', 10).Select(c => ((char)c).ToString())];

    private static readonly Target _fourLetters = new(null) { Labels = ["A", "B", "C", "D"] };

    [Fact]
    public void Grade_FindsEveryLetter_InEveryFormOfStatement()
    {
        var forms = Lines("statements.txt");
        Assert.True(forms.Count > 400, $"only {forms.Count} forms");
        var missed =
            from form in forms
            from letter in _letters
            let score = _scorer.Grade(form.Replace("{}", letter, StringComparison.Ordinal), new Target(null) { Labels = _letters })
            where score.Answer != letter
            select $"{letter} in '{form}': {score.Answer}, {score.Reason}";
        Assert.Empty(missed);
    }

    [Fact]
    public void Grade_DecidesTheTable()
    {
        var cases = Cases("cases.txt").ToList();
        Assert.True(cases.Count > 600, $"only {cases.Count} cases");
        var wrong =
            from entry in cases
            let parts = entry.Line.Split(" <- ", 2)
            let wanted = parts[0].Split(' ')
            let score = _scorer.Grade(parts[1], entry.Target, cutOff: wanted.Length > 1)
            where (score.Answer ?? "-") != wanted[0]
            select $"{parts[0]} <- {parts[1]}: {score.Answer}, {score.Reason}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Grade_GivesNoLetterToReasoning_WhereverItIsCutOff()
    {
        var (told, untold, all) = (0, 0, 0);
        foreach (var (text, target) in Cases("reasoning.txt"))
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
        var text = Cases("reasoning.txt").First();
        var missed =
            from form in Lines("statements.txt")
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
            from entry in Cases("reasoning.txt")
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

    private static List<string> Lines(string file) =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring", "Choice", file))
                .Where(l => l.Length > 0 && !l.StartsWith("# ", StringComparison.Ordinal))
                .Select(l => l.Replace('⏎', '\n')),
        ];

    private static IEnumerable<(string Line, Target Target)> Cases(string file)
    {
        var target = _fourLetters;
        foreach (var line in Lines(file))
        {
            if (!line.StartsWith("options:", StringComparison.Ordinal))
                yield return (line, target);
            else if (line[8..].Trim() is { Length: > 0 } texts)
                target = new Target(null) { Choices = texts.Split(" ; "), Labels = [.. _letters.Take(texts.Split(" ; ").Length)] };
            else
                target = _fourLetters;
        }
    }
}
