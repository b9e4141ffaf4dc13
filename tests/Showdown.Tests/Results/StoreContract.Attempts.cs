using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Results;

/// <summary>Attempts: saved once, read back as they were, counted by the scorer in force.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Attempts_AreSavedOnce_WhenSavedTwice()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        await _writer.SaveAsync([(Right("s1", 1), 1), (Failed("s2", 1), 1)], Cancel);
        await _writer.SaveAsync([(Right("s2", 1), 1), (Right("s3", 1), 1)], Cancel);
        // s2 failed first and stays failed: the first save counts.
        Assert.Equal(new OutcomeCounts(2, 0, 0, 1, 0), await Reader.CountsAsync(Evaluation, Cancel));
        Assert.Equal((3, 1), await Reader.MadeAsync(Evaluation, Cancel));
        Assert.Equal(3, (await attempts.DoneAsync(Evaluation, 0, 9, Cancel)).Count);
    }

    [Fact]
    public async Task Attempts_OfABatchAreSavedAllOrNone_AndTheNextBatchIsSaved()
    {
        await PlanAsync();
        var stray = Right("s2", 1) with { Key = Key("s2", 1) with { EvaluationId = "run-1/no/such" } };
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            _writer.SaveAsync([(Right("s1", 1), 1), (stray, 1), (Right("s3", 1), 1)], Cancel)
        );
        Assert.Empty(await new AttemptStore(_database).DoneAsync(Evaluation, 0, 9, Cancel));
        await _writer.SaveAsync([(Right("s1", 1), 1), (Right("s3", 1), 1)], Cancel);
        Assert.Equal(new OutcomeCounts(2, 0, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
    }

    [Fact]
    public async Task Attempts_AreSaved_BesideOneThatIsRefused_WhichIsToldAtOnce()
    {
        await PlanAsync();
        var stray = Right("s0", 1) with { Key = Key("s0", 1) with { EvaluationId = "run-1/no/such" } };
        await using var sink = new AttemptSink(_writer, TimeProvider.System);
        var refused = sink.SaveAsync(stray, 1);
        // They come while the writer gets its connection: all are in one batch.
        await Task.WhenAll(Enumerable.Range(1, 9).Select(i => sink.SaveAsync(Right($"s{i}", 1), 1)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => refused);
        Assert.Equal(9, (await new AttemptStore(_database).DoneAsync(Evaluation, 0, 9, Cancel)).Count);
    }

    [Fact]
    public async Task Attempts_OfAnEmptyBatchAreNone_AndTheNextBatchIsSaved()
    {
        await PlanAsync();
        await _writer.SaveAsync([], Cancel); // a sink begins so
        Assert.Empty(await new AttemptStore(_database).DoneAsync(Evaluation, 0, 9, Cancel));
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        Assert.Equal(new OutcomeCounts(1, 0, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
    }

    [Fact]
    public async Task Tallies_CountByEpochs_InTheDatasetsOrder()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s2", 1), 1), (Right("s1", 1), 1), (Right("s1", 2), 1), (Failed("s1", 3), 1)], Cancel);
        var tallies = await Reader.TalliesAsync(Evaluation, Cancel);
        Assert.Equal(["s1", "s2"], tallies.Select(t => t.SampleId));
        Assert.Equal(new OutcomeCounts(2, 0, 0, 1, 0), tallies[0].Counts);
        Assert.Equal("even", tallies[1].Group);
    }

    [Fact]
    public async Task Rescored_AttemptsCountByTheNewScorer_AndKeepTheOldScore()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        await attempts.SaveScoresAsync([(Key("s1", 1), Score.Wrong("41", "stricter"))], 2, Cancel);
        Assert.Equal(1, (await Reader.CountsAsync(Evaluation, Cancel)).Right);
        await attempts.SetScorerVersionAsync(Evaluation, 2, isTwoValued: true, Cancel);
        Assert.Equal(new OutcomeCounts(0, 1, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
    }

    [Fact]
    public async Task Parts_CountForTheScorerVersionInForce_SampleBySample()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        var failed = Score.Wrong("x", "wrong: plus");
        await attempts.SaveScoresAsync(
            [
                (Key("s1", 1), Score.Right("x", "all") with { Parts = [new("base", true), new("plus", true)] }),
                (Key("s1", 2), failed with { Parts = [new("base", true), new("plus", false)] }),
                (Key("s2", 1), failed with { Parts = [new("base", false), new("plus", false)] }),
            ],
            1,
            Cancel
        );
        await attempts.SaveScoresAsync([(Key("s1", 1), failed with { Parts = [new("base", false)] })], 2, Cancel);
        var parts = await Reader.PartsAsync(Evaluation, Cancel);
        Assert.Equal(["base", "plus"], parts.Select(p => p.Name));
        Assert.Equal([new("s1", 2, 2, 0, 0), new("s2", 0, 1, 0, 0)], parts[0].Samples);
        Assert.Equal([new("s1", 1, 2, 0, 0), new("s2", 0, 1, 0, 0)], parts[1].Samples);
        await attempts.SaveScoresAsync([(Key("s1", 2), failed with { Parts = [new("base", false), new("plus", false)] })], 1, Cancel); // judged again
        Assert.Equal([new("s1", 1, 2, 0, 0), new("s2", 0, 1, 0, 0)], (await Reader.PartsAsync(Evaluation, Cancel))[0].Samples);
    }
}
