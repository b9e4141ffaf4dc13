using System.Text;
using Showdown.Scoring.Choice;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>
/// Where each case of the tables finds its answer: what a reader of a report is shown to check it by. The file reasons.txt says so, a case and below
/// it its reason; with SHOWDOWN_GOLDEN=write it is written anew: read its diff.
/// </summary>
public sealed class ReasonsTests
{
    private const string File = "reasons.txt";
    private const string NoTarget = "; there is no target to compare with";

    [Fact]
    public void EachCase_IsFoundWhereTheTableSays()
    {
        var said = new StringBuilder();
        var scorer = new ChoiceScorer();
        var forms = ChoiceTables
            .Lines("statements.txt")
            .Select(f => new ChoiceCase("C", false, f.Replace("{}", "C", StringComparison.Ordinal), ChoiceTables.FourLetters));
        foreach (var entry in ChoiceTables.Cases("cases.txt").Concat(forms))
        {
            var score = scorer.Grade(entry.Text, entry.Target, entry.CutOff);
            said.Append(
                $"{score.Answer ?? "-"}{(entry.CutOff ? " cut" : "")} <- {entry.Text.Replace('\n', '⏎')}\n    {score.Reason.Replace(NoTarget, "", StringComparison.Ordinal)}\n"
            );
        }

        if (Environment.GetEnvironmentVariable("SHOWDOWN_GOLDEN") == "write")
            System.IO.File.WriteAllText(ChoiceTables.PathOf(File), said.ToString());
        var written = System.IO.File.ReadAllLines(ChoiceTables.PathOf(File));
        Assert.Equal(written, said.ToString().Split('\n')[..^1]);
    }
}
