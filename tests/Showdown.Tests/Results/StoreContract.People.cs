using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>What people say of pairs, how answers are laid out, why a host did not answer, which requests found it cold.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ALabel_IsTheRatersLastWord()
    {
        await PlanAsync();
        var pairs = new PairStore(_database);
        await pairs.SaveAsync([Label("s2", "anna", "First"), Label("s1", "berta", "Tie"), Label("s1", "anna", null)], Cancel);
        await pairs.SaveAsync([Label("s2", "anna", "Second")], Cancel);
        Assert.Equal(
            ["s1 anna ", "s1 berta Tie", "s2 anna Second"],
            (await pairs.LabelsAsync(Run, "bench", Cancel)).Select(l => $"{l.SampleId} {l.Rater} {l.Label}")
        );
        Assert.Empty(await pairs.LabelsAsync(Run, "another", Cancel));

        static PairLabelRow Label(string sample, string rater, string? label) =>
            new()
            {
                RunId = Run,
                BenchmarkId = "bench",
                SampleId = sample,
                Epoch = 1,
                FirstModel = "model",
                SecondModel = "other",
                Rater = rater,
                Label = label,
                LabelledAt = _now,
            };
    }

    [Fact]
    public async Task TheLayoutOfAnAnswer_IsKept_AndReplaced()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        var pairs = new PairStore(_database);
        await pairs.SaveAsync([Style(1)], Cancel);
        await pairs.SaveAsync([Style(11)], Cancel);
        var style = Assert.Single(await pairs.StylesAsync(Run, "bench", Cancel));
        Assert.Equal(("s1", "model", 1), (style.SampleId, style.ModelId, style.Epoch));
        Assert.Equal((11, 2, 3, 4), (style.Tokens, style.Headers, style.Lists, style.Bold));

        AnswerStyleRow Style(int tokens) =>
            new()
            {
                EvaluationId = Evaluation,
                Number = _numbers["s1"],
                Epoch = 1,
                Tokens = tokens,
                Headers = 2,
                Lists = 3,
                Bold = 4,
            };
    }

    [Fact]
    public async Task APassport_TellsWhyAHostDidNotAnswer()
    {
        await PlanAsync();
        var probes = new ProbeStore(_database);
        var failure = new Failure(FailureKind.NotFound, "gone") { Status = 404 };
        await probes.SaveAsync(Run, Passport() with { Answers = false, Failure = failure, Tools = null }, Cancel);
        var stored = (await probes.NewestAsync("model", Cancel))!;
        Assert.Equal((failure, null, false), (stored.Failure, stored.Tools, stored.Answers));
    }

    [Fact]
    public async Task WhereSpeedIsMeasured_EachAttemptTells_WhetherTheHostWasCold()
    {
        await CreateRunAsync();
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned() with { ScorerKind = ScorerKind.Measurement }], _now, Cancel);
        _numbers = (await new SampleStore(_database).AskedAsync(Evaluation, 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
        await _writer.SaveAsync(
            [
                (Made("s0", new Usage(), Times(900, 4, 4, 15)), 1), // after a pause
                (Made("s1", new Usage(), Times(0, 4, 4, 15)), 1), // the first
                (Made("s2", new Usage(), Times(20, 3, 3, 14)), 1),
                (Made("s3", new Usage(), Times(930, 3, 3, 14)), 1),
            ],
            Cancel
        );
        Assert.Equal(
            [("s0", true), ("s1", true), ("s2", false), ("s3", false)],
            (await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).Select(v => (v.Sample.Id, v.ColdStart!.Value))
        );
    }

    [Fact]
    public async Task AnEvaluation_ThatAskedAllAfterAll_DidNotEndEarly()
    {
        await PlanAsync();
        var shards = new ShardStore(_database);
        foreach (var shard in new[] { "a", "b" })
            Assert.True(await shards.LeaseAsync(shard, "worker", _now, TimeSpan.FromMinutes(1), Cancel));
        Assert.False(await new EarlyEndStore(_database).EndAsync(Evaluation, EarlyEnd.Sure, _now, Cancel));
        Assert.Equal((null, 30, 30), await EndAsync());
    }
}
