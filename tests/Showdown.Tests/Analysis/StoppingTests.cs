using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Pages.Run;
using Showdown.Statistics;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

/// <summary>Runs whose benchmarks stop when they are sure: what is said of them, and what is not.</summary>
public sealed class StoppingTests
{
    private static readonly StopRule _rule = new();
    private static readonly FixtureModel _strong = Named("Strong", 1.5);
    private static readonly FixtureModel _twin = Named("Twin", 1.5);
    private static readonly FixtureModel _weak = Named("Weak", -1.5);

    [Fact]
    public void ASureComparison_SaysWhen_WithAnIntervalThatHolds_AndACorrectedDifference()
    {
        var results = Of([_strong, _weak], FixtureBenchmark.Gsm8k(300));
        var (pair, e) = (Assert.Single(results.Pairs), results.Evaluations[0]);
        var c = pair.Comparison;
        Assert.Equal((Verdict.Better, PairedMethod.Sequence, 0.95), (c.Verdict, c.Method, c.Level));
        Assert.True(c.Low >= 0 && c.Low <= c.Difference && c.Difference <= c.High);
        Assert.InRange(c.Sequential!.DecidedAt!.Value, 30, 200);
        var line = VerdictWords.Line(pair, new RunNames(results.Facts.Run.Settings), results);
        Assert.Matches(@"^Strong is better than Weak on GSM8K \(\+\d+\.\d points, 95% interval \d+\.\d to \d+\.\d\)\.$", line.Sentence);
        Assert.Matches(
            $@"^Sure after {c.Sequential.DecidedAt} questions; the interval holds whenever the asking stops\.( The plain mean, \+\d+\.\d points, leans outward, for one stops when it happens to be far out; the difference is corrected for that\.)?$",
            line.Aside
        );
        Assert.Equal($"{c.Samples} of 300 questions", StopWords.Questions(results.Evaluations));
        Assert.Equal((0, 1.0), (e.Missing, Math.Round(e.Coverage, 2)));
        Assert.Matches(
            $@"^{2 * c.Samples} of 600 attempts were asked where a benchmark stops when it is sure: {600 - 2 * c.Samples} requests and about \$\d.+ saved$",
            StopWords.Saved(results)
        );
    }

    [Fact]
    public void AComparisonThatIsNotSure_SaysHowFarItCame_AndWhatItWouldTake()
    {
        var results = Of([_strong, _twin], FixtureBenchmark.Gsm8k(60));
        var pair = Assert.Single(results.Pairs);
        Assert.Equal(Verdict.NotEnoughData, pair.Comparison.Verdict);
        var line = VerdictWords.Line(pair, new RunNames(results.Facts.Run.Settings), results);
        Assert.Matches(
            @"^60 questions were not enough to be sure: \d+% of the way to the nearest verdict\. (4 times as many would make it so with a chance of \d+%, if the two go on as here|If the two go on as here, .+)\.$",
            line.Aside
        );
        Assert.DoesNotContain("chance of", VerdictWords.AgainstInterval(pair.Comparison, 1) ?? "", StringComparison.Ordinal);
        Assert.Equal("every question was asked: no comparison was sure before", StopWords.Saved(results));
        Assert.Empty(PowerCurve.Of(pair, results));
    }

    [Fact]
    public void BesideBenchmarksThatAskAll_EachKeepsItsLevel_AndTheWordsSaySo()
    {
        FixtureBenchmark[] benchmarks = [FixtureBenchmark.Gsm8k(300), FixtureBenchmark.Mmlu(60)];
        var results = RunResults.Of(StoppedRun.Of(new FixtureRun([_strong, _weak], benchmarks), _rule, "gsm8k"));
        Assert.Equal([true, false], results.Pairs.Select(p => p.Comparison.Sequential is not null));
        Assert.Equal(results.Pairs[1].Comparison.P, results.Pairs[1].Comparison.AdjustedP);
        Assert.Equal(1, results.Compared);
        Assert.Equal(
            "verdicts of what asks everything are adjusted for 1 comparison (Holm); where a benchmark stops when it is sure, intervals and verdicts hold whenever that is, and keep 95% together over 1 comparison (Bonferroni)",
            ScoreSections.Adjusted(results)
        );
    }

    [Fact]
    public void ACapability_GoesByTheIntervalsOfItsBenchmarks()
    {
        FixtureBenchmark[] both = [FixtureBenchmark.Gsm8k(300).For(Capability.Maths), FixtureBenchmark.Mmlu(300).For(Capability.Maths)];
        var all = RunResults.Of(StoppedRun.Of(new FixtureRun([_strong, _weak], both), _rule));
        var pair = Assert.Single(Assert.Single(all.Capabilities).Pairs);
        Assert.Equal(all.Pairs.Average(p => p.Comparison.Low), pair.Comparison.Low);
        Assert.Equal((Verdict.Better, PairedMethod.Sequence), (pair.Comparison.Verdict, pair.Comparison.Method));
        // One of them is asked whole: its own interval shares the error of the others.
        var mixed = RunResults.Of(StoppedRun.Of(new FixtureRun([_strong, _weak], both), _rule, "gsm8k"));
        var mean = Assert.Single(Assert.Single(mixed.Capabilities).Pairs).Comparison;
        Assert.Equal(2, mean.Sequential!.Comparisons);
        Assert.Equal(1, mixed.Pairs[0].Comparison.Sequential!.Comparisons);
        Assert.Equal(Verdict.Better, mean.Verdict);
    }

    [Fact]
    public void ACapabilityThatIsNotSure_SaysThatTheQuestionsAreNotEnough()
    {
        FixtureBenchmark[] both = [FixtureBenchmark.Gsm8k(60).For(Capability.Maths), FixtureBenchmark.Mmlu(60).For(Capability.Maths)];
        var results = RunResults.Of(StoppedRun.Of(new FixtureRun([_strong, _twin], both), _rule));
        var row = WhichForWhat.Of(results, new RunNames(results.Facts.Run.Settings))!.Rows.Single();
        Assert.StartsWith("For maths the data do not say: 120 questions are not enough to be sure", row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void OfThreeModels_TheOrderGoesByWhatWasShown()
    {
        var results = Of([_weak, _strong, _twin], FixtureBenchmark.Gsm8k(300));
        Assert.Matches("^(Strong and Twin|Twin and Strong) ahead of Weak on GSM8K.$", Headline.Of(results, new RunNames(results.Facts.Run.Settings)));
        Assert.True(results.Pairs.All(p => p.Comparison.Sequential!.Comparisons == 3));
        // The weak one is done with as soon as both others are told from it; these go on.
        Assert.Matches(@"^\d+ to 300 of 300 questions$", StopWords.Questions(results.Evaluations));
    }

    /// <summary>Sums over benchmarks weigh them by what each model was asked: the reader is told.</summary>
    [Fact]
    public void ModelsThatWereAskedDifferentNumbers_SaySoOfTheirTotals()
    {
        FixtureBenchmark[] both = [FixtureBenchmark.Gsm8k(300), FixtureBenchmark.Mmlu(60)];
        const string words = "; models were not asked the same number of questions";
        Assert.Contains(words, StopWords.Saved(RunResults.Of(StoppedRun.Of(new FixtureRun([_weak, _strong, _twin], both), _rule))));
        Assert.DoesNotContain(words, StopWords.Saved(RunResults.Of(StoppedRun.Of(new FixtureRun([_weak, _strong], both), _rule))));
        Assert.DoesNotContain(words, StopWords.Saved(Of([_weak, _strong, _twin], FixtureBenchmark.Gsm8k(300))));
    }

    [Fact]
    public void TheSummary_SaysWhatWasAskedAndSaved()
    {
        var summary = RunSummaryBuilder.Build(Of([_strong, _weak], FixtureBenchmark.Gsm8k(300)), null);
        var (e, c) = (summary.Evaluations[0], summary.Comparisons[0]);
        Assert.Equal(("sure", 300, (long)(300 - e.Asked!.Value)), (e.EndedEarly, e.Samples, e.SavedRequests));
        Assert.Equal(2 * e.SavedRequests, summary.Savings!.Requests);
        Assert.True(e.SavedUsd > 0 && summary.Savings.Usd > 0);
        Assert.Equal(
            (1.0, 1, 0.05, 30, null),
            (c.Stopping!.Progress, c.Stopping.Comparisons, c.Stopping.Error, c.Stopping.AtLeast, c.Stopping.Forecast)
        );
        Assert.Equal("confidence sequence", c.Method);
        Assert.Contains("\"ended_early\": \"sure\"", RunSummaryJson.Serialize(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void ThePlainMean_IsToldFromTheSideOfTheSentence()
    {
        var results = Of([_weak, _strong], FixtureBenchmark.Gsm8k(300));
        var c = results.Pairs[0].Comparison with
        {
            Sequential = results.Pairs[0].Comparison.Sequential! with { PlainMean = -0.61, IsCorrected = true },
        };
        Assert.Equal(Verdict.Worse, c.Verdict);
        Assert.Contains(" The plain mean, +61.0 points, leans outward", StopWords.Aside(c, null), StringComparison.Ordinal);
    }

    [Fact]
    public void AVerdictThatLaterQuestionsSpeakAgainst_IsNoLongerSure()
    {
        var c = Of([_weak, _strong], FixtureBenchmark.Gsm8k(300)).Pairs[0].Comparison with { Verdict = Verdict.NotEnoughData };
        var at = c.Sequential!.DecidedAt;
        Assert.StartsWith(
            $"Sure after {at} questions, but what was asked after that speaks against it",
            StopWords.Aside(c, null),
            StringComparison.Ordinal
        );
        Assert.Equal("no longer sure", StopWords.Short(c));
        Assert.Equal("what was asked after the verdict speaks against it", VerdictWords.AgainstInterval(c, 1));
        // What could be turned by missing attempts is told so.
        var hanging = c with
        {
            HangsOnMissing = true,
        };
        Assert.Equal(
            ($"sure after {at} questions", "what has no score could turn it"),
            (StopWords.Short(hanging), VerdictWords.AgainstInterval(hanging, 1))
        );
    }

    [Fact]
    public void AGateOnWorseThan_GoesByTheSameVerdict()
    {
        var results = Of([_weak, _strong], FixtureBenchmark.Gsm8k(300));
        var compared = results.Between("gsm8k", "weak", "strong")!;
        Assert.False(GateWords.WorseThan("GSM8K", "Weak", "Strong", compared).IsPassed);
        Assert.True(GateWords.WorseThan("GSM8K", "Strong", "Weak", compared.Mirrored()).IsPassed);
    }

    private static RunResults Of(IReadOnlyList<FixtureModel> models, FixtureBenchmark benchmark) =>
        RunResults.Of(StoppedRun.Of(new FixtureRun(models, [benchmark]), _rule));

    private static FixtureModel Named(string name, double skill)
    {
        var model = FixtureModel.Kimi();
        return model with
        {
            Settings = model.Settings with { Id = name.ToLowerInvariant(), Family = name },
            Skill = _ => skill,
            Failed = 0,
            Truncated = 0,
        };
    }
}
