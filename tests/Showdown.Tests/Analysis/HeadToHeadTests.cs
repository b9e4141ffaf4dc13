using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Tests.Analysis;

public sealed class HeadToHeadTests
{
    private const string Wins = "FirstBetter/FirstMuchBetter";
    private const string Loses = "SecondBetter/SecondBetter";
    private const string Turns = "FirstBetter/SecondBetter";
    private const string Silent = "/";

    [Fact]
    public void WhatHasNoVerdict_OrNoAnswer_StaysAPair_ThatNobodyLost()
    {
        // s1 won, s2 turned, s3 not read, s4 never judged; s5 was answered by one of the two.
        var facts = Facts(["a", "b"], [.. Said("a", "b", [Wins, Turns, Silent])], tallies: model => Tallies(model == "a" ? 5 : 4));

        var duel = Assert.Single(facts.Duels);
        Assert.Equal((1, 1, 0, 3), (duel.Won, duel.Tied, duel.Lost, duel.Pairs.Count(p => p.Value is null)));
        Assert.Equal((2, 1), (duel.Verdicts, duel.Inconsistent));
        var turned = duel.Turned();
        Assert.Equal(("b", "a", 0, 1, 1), (turned.A, turned.B, turned.Won, turned.Tied, turned.Lost));
    }

    [Theory]
    [InlineData("b", "a-b b-c")]
    [InlineData(null, "a-b a-c b-c")]
    [InlineData("not asked", "a-b a-c b-c")]
    public void ABaseline_IsComparedWithEach(string? baseline, string duels) =>
        Assert.Equal(duels, string.Join(' ', Facts(["a", "b", "c"], [], baseline: baseline).Duels.Select(d => $"{d.A}-{d.B}")));

    [Fact]
    public void TwoJudges_WhoDiffer_LeaveATie_AndTheirAgreementIsTold()
    {
        var facts = Facts(
            ["a", "b"],
            [.. Said("a", "b", [Wins, Wins, Loses, Wins]), .. Said("a", "b", [Wins, Loses, Loses, Silent], judge: "other")],
            judges: ["judge", "other"]
        );

        var duel = Assert.Single(facts.Duels);
        Assert.Equal((2, 1, 1, 1), (duel.Won, duel.Tied, duel.Lost, duel.Disputed)); // of the last one the other said nothing
        Assert.Equal((3, 2 / 3.0), (facts.Panel!.Value.Units, facts.Panel.Value.Observed));
        Assert.Null(Facts(["a", "b"], [.. Said("a", "b", [Wins])]).Panel);
    }

    [Fact]
    public void PeoplesLabels_CorrectTheRate()
    {
        var labels = Enumerable
            .Range(1, 40)
            .Select(i => new PairLabelRow
            {
                SampleId = $"s{i}",
                Epoch = 1,
                FirstModel = "a",
                SecondModel = "b",
                Rater = "anna",
                Label = nameof(PairOutcome.Second),
            })
            .ToList();
        var facts = Facts(["a", "b"], [.. Said("a", "b", Enumerable.Repeat(Wins, 60))], labels: labels);

        var result = Assert.Single(Assert.Single(Results(facts).HeadToHeads).Duels);

        Assert.Equal(1, result.Rate.Value);
        Assert.Equal(40, result.Corrected!.Labels);
        Assert.InRange(result.Corrected.Value, 0, 0.1);
        Assert.Equal(0, facts.WithPeople!.Value.Observed);
    }

    [Fact]
    public void TheVerdictIsThatOfThePage_AndThreeModelsGetStrengths()
    {
        var facts = Facts(
            ["a", "b", "c"],
            [.. Said("a", "b", Mixed(wins: 45, of: 60)), .. Said("a", "c", Mixed(wins: 55, of: 60)), .. Said("b", "c", Mixed(wins: 33, of: 60))]
        );
        var results = Results(facts);

        var result = Assert.Single(results.HeadToHeads);

        Assert.Equal([Verdict.Better, Verdict.Better, Verdict.NotEnoughData], result.Duels.Select(d => d.Rate.Verdict));
        Assert.Equal(result.Duels.Select(d => d.Rate.Verdict), results.Pairs.Select(p => p.Comparison.Verdict));
        Assert.All(result.Duels, d => Assert.True(d.Rate.Comparison.AdjustedP >= d.Rate.Comparison.P));
        Assert.Equal(0.02, results.Pairs[0].Comparison.Margin, 10); // the job's, as a difference between two scores
        Assert.Equal(2 * result.Duels[0].Rate.Value!.Value - 1, results.Pairs[0].Comparison.Difference!.Value, 10);
        var elo = result.Strengths!.Strengths.Select(s => s.Elo.Value).ToList();
        Assert.True(elo[0] > elo[1] && elo[1] > elo[2]);
        Assert.StartsWith(
            "a's answers are preferred to b's: they win 75.0% (95% interval ",
            HeadToHeadWords.Sentence(result.Duels[0], Names(results))
        );
    }

    [Fact]
    public void WhereLayoutAloneTellsWinners_TheVerdictsDisagree_AndItIsSaid()
    {
        var said = Mixed(wins: 60, of: 80).ToList();
        var styles = said.SelectMany((s, i) => new[] { Style("a", i, s == Wins ? 400 : 100), Style("b", i, s == Wins ? 100 : 400) }).ToList();
        var facts = Facts(["a", "b"], [.. Said("a", "b", said)], styles: styles);
        var results = Results(facts);

        var result = Assert.Single(Assert.Single(results.HeadToHeads).Duels);

        Assert.Equal(Verdict.Better, result.Rate.Verdict);
        Assert.True(result.Disagrees);
        Assert.Contains("The two verdicts disagree", HeadToHeadWords.Style(result, Names(results)), StringComparison.Ordinal);
        var which = WhichForWhat.Of(results, Names(results))!;
        Assert.Equal("a is better for writing (another verdict if answers were laid out alike).", which.Overall);
        Assert.Matches(
            "^For writing take a. If answers were equally long and laid out alike, the verdict on Bench.* would be another .*: rest on neither alone.$",
            Assert.Single(which.Rows).Advice
        );
    }

    [Fact]
    public void WhereLayoutChangesNothing_NothingIsSaidOfIt()
    {
        var results = Results(Facts(["a", "b"], [.. Said("a", "b", Mixed(wins: 60, of: 80))]));

        var which = WhichForWhat.Of(results, Names(results))!;

        Assert.Equal(("a is better for writing.", "For writing take a."), (which.Overall, Assert.Single(which.Rows).Advice));
    }

    [Fact]
    public void AloneInItsCapability_ADuelSaysThereWhatItSaysElsewhere()
    {
        var results = Results(Facts(["a", "b"], [.. Said("a", "b", [.. Mixed(wins: 30, of: 51), .. Enumerable.Repeat(Turns, 40)])]));

        var (duel, capability) = (Assert.Single(results.Pairs).Comparison, Assert.Single(Assert.Single(results.Capabilities).Pairs).Comparison);

        Assert.Equal((duel.Low, duel.High, duel.Verdict), (capability.Low, capability.High, capability.Verdict));
    }

    [Fact]
    public void ARunThatFailed_GivesRatesAndNoVerdicts()
    {
        var results = Results(Facts(["a", "b"], [.. Said("a", "b", Mixed(wins: 60, of: 60))]), RunStatus.Failed);

        var result = Assert.Single(Assert.Single(results.HeadToHeads).Duels);

        Assert.False(result.GivesVerdict);
        Assert.StartsWith("a's answers win 100.0% ", HeadToHeadWords.Sentence(result, Names(results)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Mixed(int wins, int of) => Enumerable.Range(0, of).Select(i => i < wins ? Wins : Loses);

    private static IEnumerable<PairVerdictRow> Said(string a, string b, IEnumerable<string> verdicts, string judge = "judge") =>
        verdicts.Select(
            (v, i) =>
                new PairVerdictRow
                {
                    SampleId = $"s{i + 1}",
                    Epoch = 1,
                    FirstModel = a,
                    SecondModel = b,
                    Judge = judge,
                    InOrder = v.Split('/')[0] is { Length: > 0 } first ? first : null,
                    Swapped = v.Split('/')[1] is { Length: > 0 } second ? second : null,
                }
        );

    private static AnswerStyle Style(string model, int index, int tokens) =>
        new()
        {
            SampleId = $"s{index + 1}",
            ModelId = model,
            Epoch = 1,
            Tokens = tokens,
        };

    private static IReadOnlyList<SampleTally> Tallies(int samples) =>
        [.. Enumerable.Range(1, samples).Select(i => new SampleTally($"s{i}", null, new OutcomeCounts(0, 0, 0, 0, 1)))];

    private static HeadToHeadFacts Facts(
        IReadOnlyList<string> models,
        IReadOnlyList<PairVerdictRow> verdicts,
        string? baseline = null,
        IReadOnlyList<string>? judges = null,
        IReadOnlyList<PairLabelRow>? labels = null,
        IReadOnlyList<AnswerStyle>? styles = null,
        Func<string, IReadOnlyList<SampleTally>>? tallies = null
    ) =>
        HeadToHeadFacts.Of(
            Evaluations(models, tallies ?? (_ => Tallies(verdicts.Select(v => v.SampleId).Distinct().Count()))),
            baseline,
            new JudgingRule(Rubric.General, new JudgeSettings(), [.. (judges ?? ["judge"]).Select(Model)]),
            new StoredPairs
            {
                Verdicts = verdicts,
                Labels = labels ?? [],
                Styles = styles ?? [],
            }
        );

    private static List<EvaluationFacts> Evaluations(IReadOnlyList<string> models, Func<string, IReadOnlyList<SampleTally>> tallies) =>
        [
            .. models.Select(m => new EvaluationFacts(
                new EvaluationRow
                {
                    Id = m,
                    RunId = "run",
                    BenchmarkId = "bench",
                    ModelId = m,
                    DatasetSha256 = "",
                    Samples = tallies(m).Count,
                    Epochs = 1,
                    ScorerVersion = 1,
                },
                new OutcomeCounts(0, 0, 0, 0, tallies(m).Count),
                tallies(m),
                new EvaluationFigures
                {
                    FirstTokenSeconds = [],
                    FirstAnswerTokenSeconds = [],
                    OutputTokensPerSecond = [],
                    DurationSeconds = [],
                    DurationNumbers = [],
                    InputTokens = 0,
                    OutputTokens = 0,
                    ReasoningTokens = 0,
                    CachedInputTokens = 0,
                    CostUsd = null,
                    Tries = 0,
                    Failures = new Dictionary<FailureKind, int>(),
                    ServedModels = [],
                    SystemFingerprints = [],
                    EstimatedUsage = 0,
                }
            )),
        ];

    private static ModelSettings Model(string id) =>
        new()
        {
            Id = id,
            Connector = Connector.OpenAi,
            Endpoint = "http://127.0.0.1:9/v1",
            Model = id,
        };

    private static RunNames Names(RunResults results) => new(results.Facts.Run.Settings);

    private static RunResults Results(HeadToHeadFacts facts, RunStatus status = RunStatus.Complete)
    {
        var settings = new RunSettings
        {
            Job = new Job
            {
                Name = "job",
                Models = facts.Models,
                Benchmarks = [new JobBenchmark("bench")],
            },
            Models = [.. facts.Models.Select(Model)],
            Benchmarks =
            [
                new BenchmarkSettings
                {
                    Id = "bench",
                    Version = 1,
                    Title = "Bench",
                    Capability = Capability.Writing,
                    Sources = [],
                    Prompt = "",
                    Scorer = new ScorerSettings(ScorerSettings.Pairwise),
                    Protocol = new Protocol(),
                    Folder = "",
                },
            ],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
        var run = new RunRow
        {
            Id = "run",
            Settings = settings,
            Status = status,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        var samples = facts.Duels.Max(d => d.Pairs.Count);
        return RunResults.Of(new RunFacts(run, Evaluations(facts.Models, _ => Tallies(samples))) { HeadToHeads = [facts] });
    }
}
