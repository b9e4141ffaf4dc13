using Showdown.Domain;
using Showdown.Exporting;
using Showdown.Results;

namespace Showdown.Tests.Exporting;

public sealed class MarkdownComparisonTests
{
    [Fact]
    public void RunsAndVerdicts_StandInIt_AndNoNameBecomesMarkup()
    {
        var text = MarkdownComparison.Of(
            [Run("a", "[job](https://evil.example)"), Run("b", "nightly")],
            "One of two has *moved*.",
            ["Kimi is worse <b>now</b>."]
        );
        Assert.Equal(
            """
            ## Showdown: runs compared

            One of two has \*moved\*.

            - run 1\: a, \[job\](https\://evil.example), 2026-06-29 02\:00 UTC
            - run 2\: b, nightly, 2026-06-29 02\:00 UTC

            ### Verdicts

            - Kimi is worse \<b\>now\</b\>.


            """.ReplaceLineEndings("\n"),
            text
        );
    }

    private static RunRow Run(string id, string job) =>
        new()
        {
            Id = id,
            Status = RunStatus.Complete,
            CreatedAt = new DateTimeOffset(2026, 6, 29, 2, 0, 0, TimeSpan.Zero),
            Settings = new RunSettings
            {
                Job = new Job
                {
                    Name = job,
                    Models = [],
                    Benchmarks = [],
                },
                Models = [],
                Benchmarks = [],
                Pins = new Dictionary<string, BenchmarkPin>(),
                ProgramVersion = "test",
            },
        };
}
