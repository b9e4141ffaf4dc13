using System.Security.Cryptography;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Running;

/// <content>What becomes of a run's settings before anything is asked.</content>
public abstract partial class RunningContract
{
    [Fact]
    public async Task APlan_PinsWhatTheScoresDependOn()
    {
        var run = await _at.PlanAsync(_at.Settings());
        var settings = (await _at.Reader.RunAsync(run, Cancel))!.Settings;
        var file = await File.ReadAllBytesAsync(Path.Combine(_at.Benchmark.Folder, "data.jsonl"), Cancel);
        var pin = Assert.Single(settings.Pins).Value;
        Assert.Equal(
            new BenchmarkPin
            {
                DatasetSha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
                SamplesSha256 = pin.SamplesSha256,
                PromptSha256 = BenchmarkPrompts.HashOf(_at.Benchmark),
                Scorer = "integer",
                ScorerVersion = Scorers.Find(_at.Benchmark.Scorer).Version,
                ScorerSha256 = Scorers.Find(_at.Benchmark.Scorer).Sha256,
                PinnedOnFirstUse = pin.PinnedOnFirstUse,
            },
            pin
        );
        Assert.Matches("^[0-9a-f]{64}$", pin.SamplesSha256);
        Assert.Empty(settings.Skipped);
        var evaluation = await _at.EvaluationAsync(run);
        Assert.Equal(
            (20, 1, ScorerKind.Instant, true, false),
            (evaluation.Samples, evaluation.Epochs, evaluation.ScorerKind, evaluation.IsTwoValued, evaluation.Stops)
        );
        Assert.Equal(pin.ScorerVersion, evaluation.ScorerVersion);
    }

    [Fact]
    public async Task Rerun_IsRefused_WhenTheDataIsNoLongerTheSame_AndSaysWhatChanged()
    {
        var run = await _at.PlanAsync(_at.Settings());
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        var pin = row.Settings.Pins["bench"];
        var (data, rules, examples) = ("the dataset has another hash", "the dataset is read by other rules", "the worked examples have another hash");
        foreach (
            var (was, said) in new (BenchmarkPin, string)[]
            {
                (pin with { PromptSha256 = "other" }, "the prompt changed"),
                (pin with { ScorerVersion = 1 }, $"the scorer is integer {pin.ScorerVersion}, not integer 1"),
                (pin with { ScorerSha256 = "other" }, "the scorer's options or its data changed"),
                (pin with { SamplesSha256 = "other" }, rules),
                (pin with { DatasetSha256 = "other" }, data),
                (pin with { DatasetSha256 = "other", SamplesSha256 = "other" }, data), // other data is other samples
                (pin with { FewShotSha256 = "other" }, examples),
                (pin with { DatasetSha256 = "other", FewShotSha256 = "other", PromptSha256 = "other" }, $"{data}, {examples}, the prompt changed"),
            }
        )
        {
            var again = await _at.Starter.CreateAsync(
                row.Settings with
                {
                    Pins = new Dictionary<string, BenchmarkPin> { ["bench"] = was },
                },
                run,
                Cancel
            );
            Assert.Equal(
                $"Benchmark 'bench' is no longer what run {run} was made with: {said}. A rerun would not be comparable; start a new run.",
                await RefusedAsync(again)
            );
        }
    }

    [Fact]
    public async Task Rerun_TakesTheDataOfTheRunThatItRepeats_IfThatIsStillKept()
    {
        var run = await _at.PlanAsync(_at.Settings());
        _at.WriteQuestions(30);
        var again = await _at.Starter.RerunAsync((await _at.Reader.RunAsync(run, Cancel))!, job => job, null, Cancel);
        await _at.Planner.PlanAsync(again, Cancel);
        Assert.Equal(20, (await _at.EvaluationAsync(again)).Samples);
        Assert.Equal(30, (await _at.EvaluationAsync(await _at.PlanAsync(_at.Settings()))).Samples);
    }

    [Fact]
    public async Task DataThatCannotBeHad_EndsThePlan_OrIsLeftOut_AsTheJobSays()
    {
        var elsewhere = _at.Benchmark with { Id = "elsewhere", Sources = [_at.Benchmark.Sources[0] with { File = "no-such-file.jsonl" }] };
        var settings = _at.Settings(j => j with { Benchmarks = [new JobBenchmark("elsewhere"), new JobBenchmark("bench")] }) with
        {
            Benchmarks = [elsewhere, _at.Benchmark],
        };
        var problem = await RefusedAsync(await _at.Starter.CreateAsync(settings, null, Cancel));
        Assert.Contains("no-such-file.jsonl", problem, StringComparison.Ordinal);

        settings = settings with { Job = settings.Job with { MissingData = MissingData.Skip } };
        var run = await _at.PlanAsync(settings);
        Assert.Equal("bench", (await _at.EvaluationAsync(run)).BenchmarkId);
        var planned = (await _at.Reader.RunAsync(run, Cancel))!.Settings;
        Assert.Equal([KeyValuePair.Create("elsewhere", problem)], planned.Skipped);
        Assert.Equal(["bench"], planned.Pins.Keys);

        var alone = settings with { Job = settings.Job with { Benchmarks = [new JobBenchmark("elsewhere")] } };
        Assert.Equal($"The data of no benchmark can be had. {problem}", await RefusedAsync(await _at.Starter.CreateAsync(alone, null, Cancel)));
    }

    [Fact]
    public async Task WhereNoModelsWindowHoldsIt_ThereIsNothingToAsk()
    {
        var settings = _at.Settings(benchmark: _at.Benchmark with { NeedsContext = 1_000 });
        Assert.Equal(
            "Nothing to ask: no model of the job declares a 'context_window' in models.yaml that holds what its benchmarks ask ('needs_context').",
            await RefusedAsync(await _at.Starter.CreateAsync(settings, null, Cancel))
        );
    }

    [Fact]
    public async Task ARunThatIsNotThere_HasNoPlan() =>
        Assert.Equal(
            "run nothing is not stored",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => _at.Planner.PlanAsync("nothing", Cancel))).Message
        );

    [Theory]
    [InlineData(1_000, null, 1, "0-399 400-799 800-999")]
    [InlineData(1_000, 500, 1, "0-399 400-499")]
    [InlineData(300, null, 3, "0-132 133-265 266-299")] // 400 attempts a shard, all of a sample's together
    [InlineData(3, null, 900, "0-0 1-1 2-2")]
    public async Task Shards_HoldAboutFourHundredAttempts(int questions, int? limit, int epochs, string ranges)
    {
        _at.WriteQuestions(questions);
        var run = await _at.PlanAsync(_at.Settings(j => j with { Benchmarks = [new JobBenchmark("bench") { Limit = limit, Epochs = epochs }] }));
        var shards = await _at.Shards.QueueNextAsync(run, _at.Model.Id, 100, _at.Time.GetUtcNow(), Cancel);
        Assert.Equal(ranges, string.Join(' ', shards.Select(s => $"{s.FirstAsked}-{s.LastAsked}")));
        var evaluation = (await _at.EvaluationAsync(run)).Id;
        Assert.Equal(Enumerable.Range(0, shards.Count).Select(n => ($"{evaluation}/{n}", n)), shards.Select(s => (s.Id, s.Number)));
        Assert.All(shards, s => Assert.Equal(epochs, s.Epochs(epochs).Count()));
    }

    [Theory]
    //          questions, requests at once of each model, of the benchmark, epochs, most epochs
    [InlineData(60, 1, 1, null, 1, null, "30 10 10 10")] // few at a time
    [InlineData(100, 1, 25, null, 1, null, "30 25 25 20")] // as many as the model bears that bears most
    [InlineData(60, 1, 25, 12, 1, null, "30 12 12 6")] // unless the benchmark bears fewer
    [InlineData(40, 1, 64, null, 1, null, "40")]
    [InlineData(36, 1, 1, null, 4, null, "30 3 3")] // a question's four attempts go together
    [InlineData(50, 1, 1, null, 20, null, "20 2 2 2 2 2 3 3 3 3 4 4")] // no more than 400 attempts, and more as there are more
    [InlineData(40, 1, 1, null, 1, 4, "30 10 | 30 10 | 30 5 5")] // the last round asks each question twice more
    public async Task WhereTheAskingMayEnd_ShardsAreSmall(int questions, int one, int two, int? parallel, int epochs, int? most, string sizes)
    {
        _at.WriteQuestions(questions);
        var stopping = Stopping(questions);
        var settings = stopping.Settings(
            ["one", "two"],
            new StopRule { MostEpochs = most },
            j => j with { Benchmarks = [new JobBenchmark("bench") { Epochs = epochs }] }
        );
        settings = settings with
        {
            Benchmarks = [_at.Benchmark with { Protocol = new Protocol { Parallel = parallel } }],
            Models = [.. settings.Models.Zip([one, two], (m, n) => m with { Limits = m.Limits with { Concurrency = n } })],
        };
        await _at.PlanAsync(settings);
        var shards = new List<ShardRow>();
        await using (var connection = await _at.Database.ConnectAsync(Cancel))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select first_asked, last_asked, first_epoch, last_epoch from shard where model_id = 'one' order by number";
            await using var rows = await command.ExecuteReaderAsync(Cancel);
            while (await rows.ReadAsync(Cancel))
                shards.Add(
                    new ShardRow
                    {
                        FirstAsked = rows.GetInt32(0),
                        LastAsked = rows.GetInt32(1),
                        FirstEpoch = rows.GetInt32(2),
                        LastEpoch = rows.GetInt32(3),
                    }
                );
        }

        Assert.Equal(
            sizes,
            string.Join(" | ", shards.GroupBy(s => s.FirstEpoch).Select(r => string.Join(' ', r.Select(s => s.LastAsked - s.FirstAsked + 1))))
        );
        var rounds = settings.StopRounds("bench");
        Assert.Equal(rounds, shards.Select(s => s.LastEpoch!.Value).Distinct());
        Assert.Equal([1, .. rounds.SkipLast(1).Select(r => r + 1)], shards.Select(s => s.FirstEpoch).Distinct());
    }

    private async Task<string> RefusedAsync(string run) =>
        (await Assert.ThrowsAsync<SettingsException>(() => _at.Planner.PlanAsync(run, Cancel))).Message;
}
