using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

public sealed class EffectiveContextFactsTests
{
    [Fact]
    public void ItIsTakenOverAllBenchmarksWithLengths_ByTheirSamples()
    {
        var summary = RunSummaryBuilder.Build(Results(("long", 4096, 40), ("long", 8192, 40), ("longer", 16384, 8)), null);
        var context = summary.Models.Single().EffectiveContext!;
        Assert.Equal((8192, 8192, 8192, 16384), (context.Tokens, context.Low, context.High, context.Longest));
        Assert.Equal(["long", "longer"], context.Benchmarks);
        Assert.Equal([4096, 8192, 16384], context.Lengths.Select(l => l.Tokens));
        Assert.Equal("effective context 8k, 95% interval 8k", context.Phrase);
    }

    [Fact]
    public void OtherBenchmarks_HaveNone() =>
        Assert.Null(
            RunSummaryBuilder
                .Build(RunResults.Of(new FixtureRun([FixtureModel.Kimi()], [FixtureBenchmark.Gsm8k(4)]).Facts), null)
                .Models.Single()
                .EffectiveContext
        );

    [Theory]
    [InlineData(131072, 32768, 131072, 131072, "effective context at least 128k, 95% interval 32k to at least 128k")]
    [InlineData(131072, 131072, 131072, 131072, "effective context at least 128k, 95% interval at least 128k")]
    [InlineData(8192, 4096, 16384, 1048576, "effective context 8k, 95% interval 4k to 16k")]
    [InlineData(1048576, 4096, 1048576, 1048576, "effective context at least 1M, 95% interval 4k to at least 1M")]
    public void BoundsThatEndWhereNothingLongerWasTried_SayAtLeast(int tokens, int low, int high, int longest, string says) =>
        Assert.Equal(says, ContextWords.Phrase(new EffectiveContext(tokens, low, high, longest, [], 0.85)));

    [Theory]
    [InlineData(null, false)]
    [InlineData(262143, false)]
    [InlineData(262144, true)]
    public void LongTexts_AreAskedOfModelsThatDeclareSuchAWindow(int? window, bool isAsked)
    {
        var run = new FixtureRun([FixtureModel.Kimi()], [FixtureBenchmark.Gsm8k(4)]).Run.Settings;
        var settings = run with
        {
            Models = [run.Models[0] with { ContextWindow = window }],
            Benchmarks = [run.Benchmarks[0] with { NeedsContext = 262144 }],
        };
        Assert.Equal(isAsked, settings.Asks("gsm8k", "kimi-k2"));
        Assert.Equal(
            isAsked
                ? []
                :
                [
                    $"GSM8K is not asked of Kimi K2: it needs a context window of 256k tokens, and {(window is null ? "none is" : "262,143 are")} declared",
                ],
            TooLongWords.Of(settings)
        );
    }

    private static RunResults Results(params (string Benchmark, int Tokens, int Right)[] lengths)
    {
        var run = new FixtureRun([FixtureModel.Kimi()], [FixtureBenchmark.Gsm8k(4)]);
        var settings = run.Run.Settings.Benchmarks[0];
        var benchmarks = lengths.Select(l => l.Benchmark).Distinct().ToList();
        return RunResults.Of(
            run.Facts with
            {
                Run = run.Run with
                {
                    Settings = run.Run.Settings with
                    {
                        Benchmarks =
                        [
                            .. benchmarks.Select(id =>
                                settings with
                                {
                                    Id = id,
                                    Sources = [settings.Sources[0] with { Generator = "long-context" }],
                                }
                            ),
                        ],
                    },
                },
                Evaluations =
                [
                    .. benchmarks.Select(id =>
                        run.Facts.Evaluations[0] with
                        {
                            Row = run.Facts.Evaluations[0].Row with { BenchmarkId = id },
                            Tallies = [.. lengths.Where(l => l.Benchmark == id).SelectMany(l => At(l.Tokens, l.Right))],
                        }
                    ),
                ],
            }
        );
    }

    private static IEnumerable<SampleTally> At(int tokens, int right) =>
        Enumerable
            .Range(0, 40)
            .Select(i => new SampleTally($"{tokens}/task/{i}", null, new OutcomeCounts(i < right ? 1 : 0, i < right ? 0 : 1, 0, 0, 0)));
}
