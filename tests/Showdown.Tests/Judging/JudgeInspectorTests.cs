using Microsoft.Extensions.Time.Testing;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.Passports;
using Showdown.Models;
using Showdown.Results;
using Showdown.Simulator;

namespace Showdown.Tests.Judging;

/// <summary>Simulated judges of declared faults, over a real endpoint and a real database.</summary>
public sealed class JudgeInspectorTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private Database _database = null!;
    private SimulatorServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JudgeInspector Inspector => new(new JudgeStore(_database), _time);

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(_folder.Path, null, Cancel);
        _server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task ThePassport_ReportsTheDeclaredFaults_AndWhatSaysNothingNeverWins()
    {
        var (passport, last) = await InspectAsync(
            Judge(
                new SimulatedJudge
                {
                    Accuracy = 0.7,
                    PositionLean = 0.1,
                    LengthLean = 0.2,
                    FailureRate = 0.05,
                }
            ),
            Labels(300)
        );
        Assert.Null(last);
        AssertHolds(0.7, passport!.Accuracy);
        AssertHolds(0.1, passport.PositionLean);
        AssertHolds(0.2, passport.LengthLean);
        AssertHolds(0.05, passport.Unread);
        Assert.Equal((0.0, 0.0), (passport.Empty!.Value, passport.Constant!.Value));
        Assert.Equal(300, passport.Pairs);
        Assert.Equal(["even", "odd"], passport.Sets.Select(s => s.Name).Order());
        Assert.True(passport is { IsSimulated: true, Kappa: > 0.2 and < 0.6, Repeats.Value: > 0.5 });
        Assert.False(passport.MayGate);
        Assert.Contains(JudgeFloor.Default.Misses(passport), m => m.StartsWith("its accuracy may be as low as", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AGoodJudge_ReachesTheFloor_AndIsComparedWithLastTime()
    {
        var good = Judge(new SimulatedJudge { Accuracy = 0.95 });
        var (first, _) = await InspectAsync(good, Labels(60));
        Assert.True(first!.MayGate);
        Assert.Equal(0.5, first.BaseRate);
        _time.Advance(TimeSpan.FromDays(1));
        var (second, last) = await InspectAsync(good, Labels(60));
        Assert.Equal(first.MadeAt, last!.MadeAt);
        Assert.Equal(first.Accuracy, second!.Accuracy);
    }

    [Fact]
    public async Task WhatWasSaid_IsNotAskedAgain_AndABudgetEndsTheAsking()
    {
        var script = new JudgeScript(shown => shown.Verdict("tie"));
        var judge = script.Pairs();
        var labels = Labels(10);
        var wanted = JudgeInspector.VerdictsFor(labels);
        Assert.Equal(10 * 2 + 10 + 10 * 4, wanted);
        var price = 1000 * 2m / 1_000_000 + 100 * 8m / 1_000_000;
        var (none, _) = await Inspector.InspectAsync(judge, labels, price * 20, null, Cancel);
        Assert.Null(none);
        Assert.InRange(script.Asked.Count, 20, 20 + JudgeScript.Settings.Limits.Concurrency);
        Assert.Equal(wanted - script.Asked.Count, (await Inspector.ForecastAsync(judge, labels, Cancel)).Verdicts);
        var (passport, _) = await Inspector.InspectAsync(judge, labels, null, null, Cancel);
        Assert.Equal(wanted, script.Asked.Count);
        Assert.Equal((wanted, wanted * price), (passport!.Requests, passport.CostUsd));
        Assert.Equal((0.5, 1.0, 0.5), (passport.Accuracy!.Value, passport.Held!.Value, passport.Constant!.Value));
        Assert.Contains(JudgeFloor.Default.Misses(passport), m => m.StartsWith("a constant answer got", StringComparison.Ordinal));
        await Inspector.ForgetAsync(judge, Cancel);
        Assert.Equal(wanted, (await Inspector.ForecastAsync(judge, labels, Cancel)).Verdicts);
    }

    [Fact]
    public async Task AJudgeThatFails_HasNoAccuracy_AndGatesNothing()
    {
        var (passport, _) = await Inspector.InspectAsync(new JudgeScript(_ => JudgeScript.Fails()).Pairs(), Labels(3), null, null, Cancel);
        Assert.Equal((0, null, 1.0, 0m), (passport!.Pairs, passport.Accuracy, passport.Missing!.Value, passport.CostUsd));
        Assert.False(passport.MayGate);
    }

    [Fact]
    public async Task Llmbar_RunsEndToEnd()
    {
        Assert.SkipWhen(Repository.Mirror is null, "No mirror of upstream datasets: set SHOWDOWN_DATASET_MIRROR.");
        using var http = new HttpClient();
        var datasets = new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"], MirrorFolder = Repository.Mirror }, http);
        var labels = await LlmBarPairs.ReadAsync(datasets, [], Cancel);
        Assert.Equal(419, labels.Pairs.Count);
        Assert.Equal([100, 134, 92, 47, 46], labels.Pairs.CountBy(p => p.Set).Select(s => s.Value));
        Assert.Equal(42, labels.Pairs.Count(p => p is { Set: "natural", Pair.Better: PairOutcome.First }));
        Assert.Equal(46, (await LlmBarPairs.ReadAsync(datasets, ["manual"], Cancel)).Pairs.Count);
        var (passport, _) = await InspectAsync(Judge(new SimulatedJudge { Accuracy = 0.9 }), labels.Limited(50));
        Assert.Equal(50, passport!.Pairs);
    }

    private static void AssertHolds(double declared, Measured? measured) =>
        Assert.True(measured!.Low <= declared && declared <= measured.High, $"{declared} is not from {measured.Low} to {measured.High}");

    private async Task<(JudgePassport? Passport, JudgePassport? Last)> InspectAsync(ModelSettings judge, LabelledPairs labels)
    {
        await using var model = new ChatModels(TimeProvider.System).Create(judge, _server.Endpoint);
        return await Inspector.InspectAsync(new PairJudge(new JudgeModel(model), Rubric.General, new JudgeSettings()), labels, null, null, Cancel);
    }

    private static ModelSettings Judge(SimulatedJudge faults) =>
        new()
        {
            Id = "judge",
            Connector = Connector.Simulated,
            Model = "judge",
            Simulation = new Simulation { FirstToken = TimeSpan.Zero, Judge = faults },
            Limits = new ModelLimits { Concurrency = 16 },
        };

    /// <summary>The better answer stands first as often as second, and is the longer one as often as the shorter.</summary>
    private static LabelledPairs Labels(int count) =>
        new(
            "made up",
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new LabelledPair(
                        i % 2 == 0 ? "even" : "odd",
                        $"{i}",
                        new PairToJudge
                        {
                            Prompt = $"question {i}",
                            First = $"an answer {(i / 2 % 2 == 0 ? "of many words " : "")}({i})",
                            Second = $"an answer {(i / 2 % 2 == 0 ? "" : "of many words ")}({i})",
                            Better = i % 2 == 0 ? PairOutcome.First : PairOutcome.Second,
                        }
                    )),
            ]
        );
}
