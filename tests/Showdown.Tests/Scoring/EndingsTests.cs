using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Scoring;

/// <summary>
/// Endings of completions in several languages and layouts, with the reading of a careful person: the table endings.txt. A line is a scorer, the
/// reading, " &lt;- " and the text, with ⏎ for a line break; the reading is - for none, and "not" before what a text does not say.
/// </summary>
public sealed class EndingsTests
{
    private static readonly Target _letters = new(null) { Labels = ["A", "B", "C", "D"] };

    [Theory]
    [InlineData("integer", 300)]
    [InlineData("number", 60)]
    [InlineData("choice", 230)]
    [InlineData("math", 180)]
    public void EachEnding_IsReadAsAPersonDoes(string scorer, int atLeast)
    {
        var grader = Scorers.FindPure(new ScorerSettings(scorer));
        var cases = File.ReadLines(Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring", "endings.txt"))
            .Where(l => l.StartsWith(scorer + " ", StringComparison.Ordinal))
            .Select(l => l[(scorer.Length + 1)..].Split(" <- ", 2))
            .Select(l => (Reading: l[0], Text: l[1].Replace('⏎', '\n')))
            .ToList();
        Assert.True(cases.Count >= atLeast, $"only {cases.Count} cases");
        var wrong =
            from entry in cases
            let score = Read(entry.Reading, entry.Text)
            where !score.IsAsRead
            select $"{entry.Reading} <- {entry.Text}: {score.Said}";
        Assert.Empty(wrong);

        (bool IsAsRead, string Said) Read(string reading, string text)
        {
            if (scorer == "choice")
                return grader.Grade(text, _letters) is var chosen ? ((chosen.Answer ?? "-") == reading, chosen.Reason) : default;
            var isDenied = reading.StartsWith("not ", StringComparison.Ordinal);
            var score = grader.Grade(
                text,
                new Target(
                    reading == "-" ? "987654"
                    : isDenied ? reading[4..]
                    : reading
                )
            );
            return (reading == "-" ? score.Answer is null : (score.Outcome == Outcome.Right) != isDenied, score.Reason);
        }
    }
}
