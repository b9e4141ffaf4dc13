using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Earlier runs that one is held against: which count, in which order, and how many.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Nights_AreTheLastOnes_OldestFirst_HoweverManyWereStoppedSince()
    {
        await NightAsync("n1", 1);
        await NightAsync("n2", 2);
        await NightAsync("n3", 3);
        foreach (var day in new[] { 4, 5, 6 })
            await NightAsync($"stopped {day}", day, RunStatus.Cancelled);
        Assert.Equal(["n2", "n3"], await NightsAsync(_now.AddDays(9)));
        Assert.Equal(["n1", "n2"], await NightsAsync(_now.AddDays(2)));
        Assert.Equal(["n1"], await NightsAsync(_now.AddDays(1)));
        Assert.Empty(await Reader.NightsAsync("another job", _now.AddDays(9), 2, Cancel));

        async Task<IEnumerable<string>> NightsAsync(DateTimeOffset until) =>
            (await Reader.NightsAsync("nightly", until, 2, Cancel)).Select(r => r.Id);
    }

    [Fact]
    public async Task EarlierEvaluations_AreOfTheSameIdentity_NewestFirst_WithoutThoseThatWereStopped()
    {
        await NightAsync("n1", 1);
        await NightAsync("n2", 2);
        await NightAsync("n3", 3);
        await NightAsync("other settings", 4, identity: "other");
        await NightAsync("fewer", 5, samples: 9);
        await NightAsync("not asked", 6, asks: false);
        foreach (var day in new[] { 7, 8, 9 })
            await NightAsync($"stopped {day}", day, RunStatus.Cancelled);
        await NightAsync("last", 10);
        var last = Assert.Single(await Reader.EvaluationsAsync("last", Cancel));
        Assert.Equal(["n3", "n2"], await EarlierAsync(_now.AddDays(10), 2));
        Assert.Equal(["n3", "n2", "n1"], await EarlierAsync(_now.AddDays(10), 3));
        Assert.Equal(["n1"], await EarlierAsync(_now.AddDays(2), 2));
        Assert.Equal("last", (await Reader.NewestAsync("bench", "model", Cancel))!.RunId);

        async Task<IEnumerable<string>> EarlierAsync(DateTimeOffset before, int limit) =>
            (await Reader.EarlierAsync(last, before, limit, Cancel)).Select(e => e.RunId);
    }

    [Fact]
    public async Task TheNewestEvaluation_IsNoneOfARunThatWasStopped()
    {
        await NightAsync("n1", 1);
        await NightAsync("stopped", 2, RunStatus.Cancelled);
        Assert.Equal("n1", (await Reader.NewestAsync("bench", "model", Cancel))!.RunId);
        Assert.Null(await Reader.NewestAsync("bench", "other", Cancel));
        Assert.Null(await Reader.NewestAsync("other", "model", Cancel));
    }

    [Fact]
    public async Task EachModelsPassport_StandsBesideItsOwnEarlierOne()
    {
        var probes = new ProbeStore(_database);
        var settings = Settings();
        settings = settings with { Models = [settings.Models[0], settings.Models[0] with { Id = "other" }] };
        foreach (var (run, day) in new[] { ("first", 1), ("second", 2) })
        {
            await CreateRunAsync(run, _now.AddDays(day));
            await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
            var planned = Planned() with { Id = $"{run}/bench/model", Shards = [] };
            await new PlanStore(_database).PlanAsync(
                run,
                settings,
                [planned, planned with { Id = $"{run}/bench/other", ModelId = "other" }],
                _now,
                Cancel
            );
            foreach (var model in new[] { "model", "other" })
                await probes.SaveAsync(run, Passport() with { ModelId = model, At = _now.AddDays(day), ServedModel = $"{model} {day}" }, Cancel);
        }

        Assert.Equal(
            [("model 2", "model 1"), ("other 2", "other 1")],
            (await Reader.PassportsAsync("second", Cancel))
                .OrderBy(p => p.Passport.ModelId, StringComparer.Ordinal)
                .Select(p => (p.Passport.ServedModel, p.Previous?.ServedModel))
        );
        Assert.All(await Reader.PassportsAsync("first", Cancel), p => Assert.Null(p.Previous));
    }

    [Fact]
    public async Task SchedulesOfOtherJobs_AreForgotten_AndBeginAnew()
    {
        var schedules = new ScheduleStore(_database);
        await schedules.HandledAsync("kept", "0 2 * * * UTC", _now, Cancel);
        await schedules.HandledAsync("gone", "0 2 * * * UTC", _now, Cancel);
        await schedules.ForgetAllButAsync(new HashSet<string> { "kept" }, Cancel);
        Assert.Equal(_now, await schedules.HandledAsync("kept", "0 2 * * * UTC", _now.AddDays(1), Cancel));
        Assert.Equal(_now.AddDays(1), await schedules.HandledAsync("gone", "0 2 * * * UTC", _now.AddDays(1), Cancel));
        Assert.True(await schedules.NoteAsync("kept", _now.AddDays(2), "SkipMissed", Cancel));
        Assert.Equal(new JobState(), await schedules.StateAsync("kept", Cancel));
    }

    private async Task NightAsync(
        string run,
        int day,
        RunStatus status = RunStatus.Complete,
        string identity = "same",
        int samples = 10,
        bool asks = true
    )
    {
        await CreateRunAsync(run, _now.AddDays(day));
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        var evaluation = Planned() with { Id = $"{run}/bench/model", Identity = identity, Samples = samples, Shards = [] };
        await new PlanStore(_database).PlanAsync(run, Settings(), [evaluation], _now, Cancel);
        _numbers = (await new SampleStore(_database).AskedAsync(evaluation.Id, 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
        if (asks)
            await _writer.SaveAsync([(Right("s1", 1) with { Key = Key("s1", 1) with { EvaluationId = evaluation.Id } }, 1)], Cancel);
        await new RunStore(_database).FinishEvaluationAsync(evaluation.Id, _now.AddDays(day), Cancel);
        await new RunStore(_database).EndAsync(run, status, null, _now.AddDays(day), Cancel);
    }
}
