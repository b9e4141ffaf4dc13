using Showdown.Analysis.Summary;
using Showdown.Pages.Index;

namespace Showdown.Tests.Pages;

/// <summary>The line of a job's scores in the index joins only runs that asked the same.</summary>
public sealed class IndexPageTests
{
    [Fact]
    public void ALine_JoinsNightsOfOneIdentityAlone()
    {
        var line = Line(Run(1, "a", 0.5), Run(2, "b", 0.9), Run(3, "b", 0.8), Run(4, "a", 0.6), Run(5, "a", 0.7));
        Assert.Equal(("70.0%", "3"), (line.Score, line.Runs));
        Assert.Contains("over 3 runs: 50.0%, 60.0%, 70.0%", line.Spark.ToString());
    }

    [Fact]
    public void ALine_LeavesOutLooksSelectionsAndReruns()
    {
        var line = Line(
            Run(1, "a", 0.5),
            Run(2, "a", 0.9) with
            {
                Night = false,
            },
            Run(3, "a", 0.1) with
            {
                Selection = "wrong",
            },
            Run(4, "a", 0.2) with
            {
                Confirms = "run-1",
            }
        );
        Assert.Equal(("50.0%", "1"), (line.Score, line.Runs));
    }

    [Fact]
    public void WithoutAnIdentity_ANumberOfQuestionsTellsLinesApart()
    {
        var line = Line(Run(1, null, 0.5, samples: 10), Run(2, null, 0.6, samples: 100), Run(3, null, 0.7, samples: 100));
        Assert.Equal("2", line.Runs);
    }

    private static IndexLine Line(params RunSummary[] runs) => Assert.Single(Assert.Single(new IndexPageBuilder(runs, _ => null).Build().Jobs).Lines);

    private static RunSummary Run(int night, string? identity, double score, int samples = 30)
    {
        var stored = RunSummaryJson.Deserialize(File.ReadAllText(Path.Combine(Repository.Root, "tests/Showdown.Tests/Analysis/Golden/summary.json")));
        return stored with
        {
            Run = $"run-{night}",
            StartedAt = DateTimeOffset.UnixEpoch.AddDays(night),
            Evaluations = [stored.Evaluations[0] with { Identity = identity, Score = score, Samples = samples }],
        };
    }
}
