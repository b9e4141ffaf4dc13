using Dapper;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>What a run's own row and its plan keep.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ARun_NeedsSomebody_UntilItHasItsReport()
    {
        await CreateRunAsync();
        var runs = new RunStore(_database);
        Assert.Equal([new UnfinishedRun { Id = Run, Status = RunStatus.Running }], await runs.UnfinishedAsync(Cancel));
        await runs.EndAsync(Run, RunStatus.Failed, "no plan", _now, Cancel);
        Assert.Equal([new UnfinishedRun { Id = Run, Status = RunStatus.Failed }], await runs.UnfinishedAsync(Cancel));
        await runs.SetReportErrorAsync(Run, "no template", Cancel);
        Assert.Equal((null, "no template"), await ReportAsync());
        Assert.Empty(await runs.UnfinishedAsync(Cancel));
        await runs.SetReportAsync(Run, "run-1/index.html", Cancel);
        Assert.Equal(("run-1/index.html", null), await ReportAsync());

        async Task<(string?, string?)> ReportAsync() => (await Reader.RunAsync(Run, Cancel))! is var run ? (run.Report, run.ReportError) : default;
    }

    [Fact]
    public async Task WhatRunsMayCost_IsAddedUp()
    {
        var runs = new RunStore(_database);
        await CreateRunAsync();
        await CreateRunAsync("run-2", _now.AddDays(1));
        Assert.Equal(0, await runs.PromisedUsdAsync(_now, Cancel));
        await runs.PromiseAsync(Run, 1.5m, Cancel);
        await runs.PromiseAsync("run-2", 2.25m, Cancel);
        Assert.Equal(3.75m, await runs.PromisedUsdAsync(_now, Cancel));
        Assert.Equal(2.25m, await runs.PromisedUsdAsync(_now.AddSeconds(1), Cancel));
    }

    [Fact]
    public async Task APlan_KeepsPinnedSettings_Sampling_AndPrices()
    {
        await CreateRunAsync();
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        var settings = Settings();
        var model = settings.Models[0];
        settings = settings with
        {
            ProgramVersion = "pinned",
            Models =
            [
                model with
                {
                    Price = new Price(1, 2)
                    {
                        CachedInput = 0.5m,
                        AsOf = new DateOnly(2026, 3, 1),
                        Source = "the list",
                    },
                },
                model with
                {
                    Id = "free",
                    Price = null,
                },
                model with
                {
                    Id = "not asked",
                },
            ],
        };
        var planned = Planned() with { Sampling = new Sampling { Temperature = 0.25 } };
        await new PlanStore(_database).PlanAsync(Run, settings, [planned], _now, Cancel);
        Assert.Equal("pinned", (await Reader.RunAsync(Run, Cancel))!.Settings.ProgramVersion);
        Assert.Equal(0.25, Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).Sampling!.Temperature);
        Assert.Equal(ProbeState.Due, await new ProbeStore(_database).StateAsync(Run, "model", _now, Cancel));
        Assert.Equal(ProbeState.Settled, await new ProbeStore(_database).StateAsync(Run, "not asked", _now, Cancel));
        await using var connection = await _database.ConnectAsync(Cancel);
        (string, double, double, double?, string?, string?)[] prices =
        [
            ("model", 1, 2, 0.5, "2026-03-01", "the list"),
            ("not asked", 1, 2, null, null, null),
        ];
        Assert.Equal(
            prices,
            await connection.QueryAsync<(string, double, double, double?, string?, string?)>(
                "select model_id, input_usd, output_usd, cached_input_usd, as_of, source from price order by model_id"
            )
        );
        await new RunStore(_database).SetSettingsAsync(Run, settings with { ProgramVersion = "later" }, Cancel);
        Assert.Equal("later", (await Reader.RunAsync(Run, Cancel))!.Settings.ProgramVersion);
    }

    [Fact]
    public async Task ATerminalsRuns_AreThoseThatGoOn()
    {
        var attendance = new AttendanceStore(_database);
        await CreateRunAsync();
        Assert.Empty(await attendance.RunningAsync(Cancel));
        await attendance.SetAsync(Run, "this process", Cancel);
        Assert.Equal([(Run, "this process")], await attendance.RunningAsync(Cancel));
        await attendance.SetAsync(Run, null, Cancel);
        Assert.Empty(await attendance.RunningAsync(Cancel));
    }

    [Fact]
    public async Task WhatWasUsed_IsKnownBeforeTheNextRun()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 1), 1), (Failed("s2", 1), 1)], Cancel);
        Assert.Equal(
            new EarlierUse
            {
                Attempts = 1,
                InputTokens = 100,
                OutputTokens = 11,
            },
            await Reader.EarlierUseAsync("bench", "model", Cancel)
        );
    }

    [Fact]
    public async Task Unkept_IsACost_AndSoIsNothingWhereAllIsFree()
    {
        await PlanAsync();
        await new AttemptStore(_database).AddUnkeptAsync(Evaluation, new Usage { OutputTokens = 3 }, 0.25m, Cancel);
        Assert.Equal(0.25m, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        await ExecuteAsync("update evaluation set unkept_usd = 0");
        Assert.Null((await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        await _writer.SaveAsync([(Made("s1", new Usage(), Timings.Unknown(_now, null)) with { CostUsd = 0 }, 1)], Cancel);
        Assert.Equal(0, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
    }

    [Fact]
    public async Task AShard_HasAnOwnerWhileItIsLeased()
    {
        await PlanAsync();
        var shards = new ShardStore(_database);
        Assert.Null(await shards.OwnerAsync("a", Cancel));
        await shards.LeaseAsync("a", "one", _now, TimeSpan.FromMinutes(1), Cancel);
        Assert.Equal("one", await shards.OwnerAsync("a", Cancel));
        Assert.Equal((0, 4), await shards.OpenAsync("a", Cancel) is { } open ? (open.FirstAsked, open.LastAsked) : default);
        Assert.Equal([1, 2, 3], new ShardRow().Epochs(3));
        Assert.Equal([2, 3, 4], new ShardRow { FirstEpoch = 2, LastEpoch = 4 }.Epochs(9));
    }

    [Fact]
    public async Task AWorkersWord_IsForgotten_AndTroubleIsThatOfItsModelAlone()
    {
        var workers = new WorkerStore(_database);
        await workers.BeatAsync("kimi-k2", "a", _now, _now.AddSeconds(10), Cancel, "kimi-k2: host down");
        Assert.Empty(await workers.TroublesAsync(["kimi"], _now, Cancel));
        Assert.Equal((1, 0), await workers.BeatAsync("kimi", "b", _now, _now.AddSeconds(-1), Cancel)); // counts itself, though its word is over
        await workers.BeatAsync("kimi", "c", _now.AddHours(2), _now.AddHours(3), Cancel);
        await using var connection = await _database.ConnectAsync(Cancel);
        Assert.Equal(["kimi c"], await connection.QueryAsync<string>("select id from worker"));
    }
}
