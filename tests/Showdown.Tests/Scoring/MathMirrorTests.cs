using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Text;

namespace Showdown.Tests.Scoring;

/// <summary>All 5,000 answers of the MATH test set, from the mirror.</summary>
public sealed class MathMirrorTests
{
    private static readonly Lazy<IReadOnlyList<string>> _answers = new(Read);

    [Fact]
    public void Answers_AreMathematics_OrWords()
    {
        var odd = _answers
            .Value.Where(a => AnswerReader.Read(a).Items.Any(i => i.Node is Node.Text))
            .Where(a => !a.StartsWith("\\text{", StringComparison.Ordinal) && !a.StartsWith("\\mbox{", StringComparison.Ordinal));
        Assert.Empty(odd);
    }

    [Fact]
    public void Answers_EqualTheirHarmlessRewritings()
    {
        var wrong =
            from answer in _answers.Value
            from other in HarmlessRewritings.Of(answer)
            let verdict = MathScorer.Compare(answer, other)
            let back = MathScorer.Compare(other, answer)
            where !verdict.Equal || !back.Equal
            select $"{answer} ~ {other}: {verdict.Reason} / {back.Reason}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Answers_AreFoundInSentences()
    {
        var scorer = new MathScorer();
        var wrong =
            from answer in _answers.Value
            from completion in new[]
            {
                $"We add up.\n\n$$\\boxed{{{answer}}}$$",
                $"Thus the answer is $\\boxed{{{answer}}}$. I hope it is correct.",
                $"The final answer is ${answer}$.",
                $"**Answer:** ${answer}$",
            }
            let score = scorer.Grade(completion, new Target(answer))
            where score.Outcome != Outcome.Right
            select $"{completion}: {score.Reason}";
        Assert.Empty(wrong);
    }

    private static List<string> Read()
    {
        var file = Repository.Mirror is { } mirror ? Path.Combine(mirror, "math", "math-test.jsonl") : null;
        if (file is null || !File.Exists(file))
            Assert.Skip("the mirror of upstream datasets is not there: set SHOWDOWN_DATASET_MIRROR");
        return [.. File.ReadLines(file).Select(Solution).Select(s => Boxes.Last(s)!.Value.Content(s).ToString())];
    }

    private static string Solution(string line)
    {
        using var item = JsonDocument.Parse(line);
        return item.RootElement.GetProperty("solution").GetString()!;
    }
}

/// <summary>Ways to write the same answer that no scorer may stumble over.</summary>
internal static class HarmlessRewritings
{
    public static IEnumerable<string> Of(string answer)
    {
        yield return answer;
        yield return " " + answer + "  ";
        yield return "$" + answer + "$";
        yield return "\\(" + answer + "\\)";
        yield return "\\[" + answer + "\\]";
        yield return "{" + answer + "}";
        yield return answer + ".";
        yield return answer + "\\,";
        yield return "\\displaystyle " + answer;
        yield return "\\boxed{" + answer + "}";
        yield return answer.Replace("\\frac", "\\dfrac", StringComparison.Ordinal);
        yield return answer.Replace("\\frac", "\\tfrac", StringComparison.Ordinal);
        yield return answer.Replace("(", "\\left(", StringComparison.Ordinal).Replace(")", "\\right)", StringComparison.Ordinal);
        yield return answer.Replace("\\left", "", StringComparison.Ordinal).Replace("\\right", "", StringComparison.Ordinal);
        yield return answer.Replace("pmatrix", "bmatrix", StringComparison.Ordinal);
    }
}
