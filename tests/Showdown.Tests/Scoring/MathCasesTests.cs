using Showdown.Scoring.Maths;

namespace Showdown.Tests.Scoring;

/// <summary>The table of equal and different answers in math-cases.txt, over all classes of answers.</summary>
public sealed class MathCasesTests
{
    private const string Same = " === ";
    private const string Different = " =/= ";

    private static readonly string _file = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring", "math-cases.txt");

    public static TheoryData<string> Classes() =>
        [
            .. File.ReadLines(_file)
                .Where(l => l.StartsWith("# ", StringComparison.Ordinal) && !l.Contains(Same, StringComparison.Ordinal))
                .Select(l => l[2..]),
        ];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Compare_DecidesTheTable(string answers)
    {
        var wrong = Cases(answers)
            .Select(c => (Case: c, Verdict: MathScorer.Compare(c.Target, c.Answer)))
            .Where(c => c.Verdict.Equal != c.Case.Equal)
            .Select(c => $"{c.Case.Target}{(c.Case.Equal ? Same : Different)}{c.Case.Answer}: {c.Verdict.Reason}");
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Compare_GivesAReasonOfOneLine(string answers) =>
        Assert.All(
            Cases(answers),
            c =>
            {
                var reason = MathScorer.Compare(c.Target, c.Answer).Reason;
                Assert.NotEmpty(reason);
                Assert.DoesNotContain('\n', reason);
            }
        );

    [Fact]
    public void Table_HasSixHundredCases_OfBothKinds()
    {
        var all = Classes().SelectMany(c => Cases(c.Data)).ToList();
        Assert.True(all.Count >= 600, $"only {all.Count} cases");
        Assert.True(all.Count(c => !c.Equal) >= 200, "too few cases of different answers");
    }

    private static IEnumerable<(string Target, string Answer, bool Equal)> Cases(string answers) =>
        File.ReadLines(_file)
            .SkipWhile(l => l != "# " + answers)
            .Skip(1)
            .TakeWhile(l => !l.StartsWith("# ", StringComparison.Ordinal))
            .Where(l => l.Length > 0)
            .Select(l =>
                l.Split(l.Contains(Same, StringComparison.Ordinal) ? Same : Different) is [var target, var answer]
                    ? (target, answer, l.Contains(Same, StringComparison.Ordinal))
                    : throw new InvalidDataException($"math-cases.txt: '{l}' is no case")
            );
}
