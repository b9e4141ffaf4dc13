using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Scoring;

/// <summary>
/// The tables of whole completions in completions*.txt, in the styles of many models. A case begins with a line
/// <c>@@ scorer | target | right or wrong | choices, parted by ;</c> and goes up to the next.
/// </summary>
public sealed class CompletionCasesTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring");

    [Theory]
    [InlineData("math", 200)]
    [InlineData("choice", 140)]
    [InlineData("integer", 70)]
    [InlineData("number", 20)]
    public void Grade_DecidesTheTable(string name, int atLeast)
    {
        var scorer = Scorers.FindPure(new ScorerSettings(name));
        var cases = Cases().Where(c => c.Scorer == name).ToList();
        Assert.True(cases.Count >= atLeast, $"only {cases.Count} cases");
        var wrong = cases
            .Select(c => (Case: c, Score: scorer.Grade(c.Completion, c.Target)))
            .Where(c => c.Score.Outcome != c.Case.Outcome)
            .Select(c => $"{c.Case.Target.Value}: {c.Case.Completion} -> {c.Score.Outcome}, {c.Score.Reason}");
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Scorer, Target Target, Outcome Outcome, string Completion)> Cases() =>
        from file in Directory.GetFiles(_folder, "completions*.txt")
        from block in File.ReadAllText(file).Split("@@ ", StringSplitOptions.RemoveEmptyEntries)
        let parts = block.Split('\n', 2)
        let head = parts[0].Split(" | ")
        select (
            head[0],
            new Target(head[1]) { Choices = head.Length > 3 ? head[3].Split(" ; ") : [] },
            Enum.Parse<Outcome>(head[2], ignoreCase: true),
            parts[1].TrimEnd('\n')
        );
}
