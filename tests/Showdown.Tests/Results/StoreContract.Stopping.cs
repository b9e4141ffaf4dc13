using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Evaluations that may end before all is asked.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task AskedScores_TellEachSampleInTheOrderOfAsking_AndWhatIsStillToCome()
    {
        await PlanAsync();
        var order = _numbers.OrderBy(n => n.Value).Select(n => n.Key).ToList();
        await _writer.SaveAsync(
            [
                (Right(order[0], 1), 1),
                (Right(order[0], 2), 1),
                (Scored(order[0], 3, Score.Wrong("x", "why")), 1),
                (Right(order[1], 1), 1),
                (Right(order[1], 2), 1), // its third attempt is not there
                (Failed(order[2], 1), 1),
                (Failed(order[2], 2), 1),
                (Failed(order[2], 3), 1),
                (Right(order[3], 1), 1),
                (Failed(order[3], 2), 1),
                (Scored(order[3], 3, Score.Unscored(null, "why")), 1),
                (Right(order[4], 1), 1),
                (Right(order[4], 2), 1),
                (Right(order[4], 3) with { Score = null }, 1), // waits for its scorer
            ],
            Cancel
        );
        var evaluation = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        var scores = await Reader.AskedScoresAsync(evaluation, 3, Cancel);
        Assert.Equal(order, scores.Select(s => s.SampleId));
        Assert.Equal(Enumerable.Range(0, 10), scores.Select(s => s.Number));
        Assert.Equal([true, false, true, true, false, false, false, false, false, false], scores.Select(s => s.IsFinished));
        Assert.Equal([0.667, 1, null, 1, 1, null], scores.Take(6).Select(s => s.Mean is { } mean ? Math.Round(mean, 3) : (double?)null));
        // The round before asked each of them twice.
        scores = await Reader.AskedScoresAsync(evaluation, 2, Cancel);
        Assert.Equal([true, true, true, true, true, false], scores.Take(6).Select(s => s.IsFinished));
        Assert.Equal([1, 1, null, 1, 1, null], scores.Take(6).Select(s => s.Mean));
        // Another scorer's verdicts count when they count everywhere.
        Assert.All(await Reader.AskedScoresAsync(evaluation with { ScorerVersion = 2 }, 3, Cancel), s => Assert.Null(s.Mean));
    }

    [Fact]
    public async Task WhoMayEndEarly_AsksTheSameSamples_WithClustersWhole()
    {
        var samples = Enumerable
            .Range(0, 40)
            .Select(i => new Sample($"q{i}", $"question {i}", "1") { Cluster = i % 3 == 0 ? null : $"passage {i % 7}" })
            .ToList();
        await new SampleStore(_database).EnsureAsync("clusters", samples.ToAsyncEnumerable(), Cancel);
        var (all, limited, ordinary) = (
            await OrderAsync("all", 40, true),
            await OrderAsync("limited", 25, true),
            await OrderAsync("plain", 25, false)
        );
        Assert.Equal(ordinary.Order(), limited.Order());
        Assert.Equal(samples.Select(s => s.Id).Order(), all.Order());
        Assert.All((List<string>[])[all, limited], order => Assert.Equal(Clusters(order).OfType<string>().Distinct().Count(), Runs(order)));

        // Where nothing hangs together the order is that of ever.
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        Assert.Equal(await OrderAsync("as ever", 10, false, "hash"), await OrderAsync("too", 10, true, "hash"));

        List<string?> Clusters(List<string> order) => [.. order.Select(id => samples.Single(s => s.Id == id).Cluster)];

        int Runs(List<string> order)
        {
            var clusters = Clusters(order);
            return clusters.Where((cluster, i) => cluster is not null && (i == 0 || clusters[i - 1] != cluster)).Count();
        }
    }

    private async Task<List<string>> OrderAsync(string run, int count, bool stops, string dataset = "clusters")
    {
        var row = new RunRow
        {
            Id = run,
            Settings = Settings(),
            Status = RunStatus.Running,
            CreatedAt = _now,
        };
        await new RunStore(_database).CreateAsync(row, null, Cancel);
        var evaluation = Planned() with { Id = $"{run}/bench/model", DatasetSha256 = dataset, Samples = count, Stops = stops, Shards = [] };
        await new PlanStore(_database).PlanAsync(run, Settings(), [evaluation], _now, Cancel);
        Assert.Equal(stops, Assert.Single(await Reader.EvaluationsAsync(run, Cancel)).Stops);
        return [.. (await new SampleStore(_database).AskedAsync(evaluation.Id, 0, count, Cancel)).Select(a => a.Sample.Id)];
    }
}
