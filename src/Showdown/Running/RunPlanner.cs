using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Turns a new run into evaluations and shards: pulls and pins each dataset, stores its samples, cuts the work into slices.</summary>
public sealed class RunPlanner(RunReader reader, PlanStore plans, SampleStore samples, DatasetCache datasets, TimeProvider time)
{
    // Large enough that a shard's start costs nothing beside it, small enough that a lost one is cheap and a slow model's place can be shared.
    private const int AttemptsPerShard = 400;

    // As many as a trend looks back.
    private const int NightsHeldAgainst = 45;

    // Of a shard after which the asking may end.
    private const int FewestAttempts = 10;

    /// <exception cref="SettingsException">A dataset cannot be had, or is not the one that the run was pinned to.</exception>
    public async Task PlanAsync(string runId, CancellationToken cancel)
    {
        var run = await reader.RunAsync(runId, cancel) ?? throw new InvalidOperationException($"run {runId} is not stored");
        var pins = new Dictionary<string, BenchmarkPin>();
        var skipped = new Dictionary<string, string>();
        var evaluations = new List<PlannedEvaluation>();
        foreach (var asked in run.Settings.Job.Benchmarks)
        {
            var benchmark = run.Settings.Benchmark(asked.Id);
            var frozen = run.Settings.Pins.GetValueOrDefault(benchmark.Id);
            // A rerun takes what its parent was pinned to, if that is still kept, whatever the benchmark's own files hold by now.
            PinnedDataset dataset;
            try
            {
                dataset =
                    (frozen is null ? null : datasets.Find(benchmark, frozen.DatasetSha256, frozen.FewShotSha256))
                    ?? await datasets.PullAsync(benchmark, null, cancel);
            }
            catch (SettingsException e) when (run.Settings.Job.MissingData == MissingData.Skip)
            {
                skipped[benchmark.Id] = e.Message;
                continue;
            }

            var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
            await SampleCheck.ThrowIfUnfitAsync(benchmark, dataset, prompts, cancel);
            var count = await samples.EnsureAsync(dataset.SamplesSha256, DatasetReader.ReadAsync(benchmark, dataset, cancel), cancel);
            var pin = pins[benchmark.Id] = PinOf(benchmark, dataset, prompts);
            if (frozen is not null && frozen != pin)
                throw new SettingsException(
                    $"Benchmark '{benchmark.Id}' is no longer what run {run.ParentId ?? runId} was made with: {Changed(frozen, pin)}. A rerun would not be comparable; start a new run."
                );
            foreach (var model in run.Settings.Models.Where(m => run.Settings.Asks(benchmark.Id, m.Id)))
            {
                var earlier = run.Settings.Only is null ? null : new EvaluationKey(benchmark.Id, model.Id).IdIn(run.ParentId!);
                var size = earlier is null
                    ? Math.Min(asked.Limit ?? count, count)
                    : await reader.CountAsync(earlier, run.Settings.Only!.Value, cancel);
                if (run.Settings.Confirms is not null)
                    size = Math.Min(size, await AskedByNightsAsync(run.ParentId!, new EvaluationKey(benchmark.Id, model.Id), cancel) ?? size);
                if (size > 0)
                    evaluations.Add(Plan(run, benchmark, model, pin, size) with { Only = run.Settings.Only, OnlyOf = earlier });
            }
        }

        if (evaluations.Count == 0 && run.Settings.Only is null && skipped.Count == 0)
            throw new SettingsException(
                "Nothing to ask: no model of the job declares a 'context_window' in models.yaml that holds what its benchmarks ask ('needs_context')."
            );
        if (evaluations.Count == 0 && skipped.Count > 0)
            throw new SettingsException($"The data of no benchmark can be had. {string.Join(' ', skipped.Values)}");
        if (evaluations.Count == 0)
            throw new SettingsException($"Nothing to ask: run {run.ParentId} has no attempt with outcome {run.Settings.Only}.");
        await plans.PlanAsync(runId, run.Settings with { Pins = pins, Skipped = skipped }, evaluations, time.GetUtcNow(), cancel);
    }

    /// <summary>How many samples the night that is asked again, or one that it is held against, asked at most: what is beyond could be compared with
    /// nothing.</summary>
    /// <returns>Null where all are to be asked: the night did not end early, or asked samples of clusters together.</returns>
    private async Task<int?> AskedByNightsAsync(string runId, EvaluationKey key, CancellationToken cancel) =>
        (await reader.EvaluationsAsync(runId, cancel)).FirstOrDefault(e => e.Id == key.IdIn(runId)) is { EndedEarly: not null } night
        && (await reader.ClustersAsync(night.DatasetSha256, cancel)).Count == 0
            ? await reader.MostAskedAsync(night, NightsHeldAgainst, cancel)
            : null;

    private static PlannedEvaluation Plan(RunRow run, BenchmarkSettings benchmark, ModelSettings model, BenchmarkPin pin, int size)
    {
        var id = new EvaluationKey(benchmark.Id, model.Id).IdIn(run.Id);
        var scorer = Scorers.Find(benchmark.Scorer);
        return new PlannedEvaluation
        {
            Id = id,
            BenchmarkId = benchmark.Id,
            ModelId = model.Id,
            DatasetSha256 = pin.SamplesSha256,
            Samples = size,
            Epochs = run.Settings.StopRounds(benchmark.Id)[^1],
            Scorer = pin.Scorer,
            ScorerVersion = pin.ScorerVersion,
            ScorerKind = scorer.Kind,
            IsTwoValued = scorer.IsTwoValued,
            Sampling = run.Settings.SamplingOf(benchmark.Id, model.Id),
            Identity = EvaluationIdentity.Of(run.Settings, benchmark, model, pin),
            Stops = run.Settings.StopOf(benchmark.Id) is not null,
            Shards =
            [
                .. Shards(run.Settings, benchmark, scorer.Kind, size)
                    .Select(
                        (shard, number) =>
                            shard with
                            {
                                Id = $"{id}/{number}",
                                EvaluationId = id,
                                RunId = run.Id,
                                ModelId = model.Id,
                                Number = number,
                            }
                    ),
            ],
        };
    }

    // The slices of one evaluation, in the order in which they are asked.
    private static IEnumerable<ShardRow> Shards(RunSettings settings, BenchmarkSettings benchmark, ScorerKind kind, int size)
    {
        if (settings.StopOf(benchmark.Id) is { } stop)
        {
            var done = 0;
            foreach (var epochs in settings.StopRounds(benchmark.Id))
            {
                var (more, first) = (epochs - done, done + 1);
                var slices = StoppingSlices(size, stop.AtLeast, AtOnce(settings, benchmark, more), Math.Max(1, AttemptsPerShard / more));
                foreach (var slice in slices)
                    yield return Shard(slice) with
                    {
                        FirstEpoch = first,
                        LastEpoch = epochs,
                    };
                done = epochs;
            }

            yield break;
        }

        // A measurement is one shard: nothing else may be asked meanwhile.
        var step = kind == ScorerKind.Measurement ? size : Math.Max(1, AttemptsPerShard / settings.EpochsOf(benchmark.Id));
        foreach (var slice in Slices(size, step))
            yield return Shard(slice);

        static ShardRow Shard((int First, int Last) slice) => new() { FirstAsked = slice.First, LastAsked = slice.Last };
    }

    /// <summary>Ranges of samples.</summary>
    internal static IEnumerable<(int First, int Last)> Slices(int size, int step)
    {
        for (var first = 0; first < size; first += step)
            yield return (first, Math.Min(size, first + step) - 1);
    }

    /// <summary>
    /// Ranges of samples where the asking may end after any of them: as many as a verdict needs at least, then few at a time, and more as there are
    /// more. What is asked beyond a verdict stays in proportion.
    /// </summary>
    /// <param name="fewest">As many as the models bear at once: with fewer they would wait for the next shard.</param>
    internal static IEnumerable<(int First, int Last)> StoppingSlices(int size, int atLeast, int fewest, int most)
    {
        for (var (first, end) = (0, 0); first < size; first = end)
        {
            var step = first == 0 ? Math.Max(atLeast, fewest) : Math.Max(fewest, first / 10);
            end = Math.Min(size, first + Math.Min(step, most));
            yield return (first, end - 1);
        }
    }

    // The same for all models of the benchmark, which go abreast shard by shard.
    private static int AtOnce(RunSettings settings, BenchmarkSettings benchmark, int epochs)
    {
        var requests = settings
            .Models.Where(m => settings.Asks(benchmark.Id, m.Id))
            .Max(m => Math.Min(m.Limits.Concurrency, benchmark.Protocol.Parallel ?? int.MaxValue));
        return (Math.Max(requests, FewestAttempts) + epochs - 1) / epochs;
    }

    private static BenchmarkPin PinOf(BenchmarkSettings benchmark, PinnedDataset dataset, BenchmarkPrompts prompts)
    {
        var scorer = Scorers.Find(benchmark.Scorer);
        return new BenchmarkPin
        {
            DatasetSha256 = dataset.Sha256,
            SamplesSha256 = dataset.SamplesSha256,
            FewShotSha256 = dataset.FewShotSha256,
            PromptSha256 = prompts.Sha256,
            Scorer = scorer.Name,
            ScorerVersion = scorer.Version,
            ScorerSha256 = Scorers.HashOf(scorer, dataset),
            PinnedOnFirstUse = dataset.PinnedOnFirstUse,
        };
    }

    private static string Changed(BenchmarkPin was, BenchmarkPin now) =>
        string.Join(
            ", ",
            new[]
            {
                was.DatasetSha256 != now.DatasetSha256 ? "the dataset has another hash" : null,
                was.DatasetSha256 == now.DatasetSha256 && was.SamplesSha256 != now.SamplesSha256 ? "the dataset is read by other rules" : null,
                was.FewShotSha256 != now.FewShotSha256 ? "the worked examples have another hash" : null,
                was.PromptSha256 != now.PromptSha256 ? "the prompt changed" : null,
                was.ScorerSha256 != now.ScorerSha256 ? "the scorer's options or its data changed" : null,
                (was.Scorer, was.ScorerVersion) != (now.Scorer, now.ScorerVersion)
                    ? $"the scorer is {now.Scorer} {now.ScorerVersion}, not {was.Scorer} {was.ScorerVersion}"
                    : null,
            }.OfType<string>()
        );
}
