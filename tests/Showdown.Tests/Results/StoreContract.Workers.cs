using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Who asks a model at this moment.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Workers_AreCountedByModel_WhileTheirWordIsGood()
    {
        var workers = new WorkerStore(_database);
        var until = _now.AddSeconds(10);
        Assert.Equal((1, 0), await workers.BeatAsync("kimi", "b", _now, until, Cancel));
        Assert.Equal((2, 0), await workers.BeatAsync("kimi", "a", _now, until, Cancel));
        Assert.Equal((2, 1), await workers.BeatAsync("kimi", "b", _now, until, Cancel));
        Assert.Equal((1, 0), await workers.BeatAsync("kimi-k2", "c", _now, until, Cancel)); // another model, whose name begins alike
        await workers.BeatAsync("kimi", "a", _now, until, Cancel, "kimi: host down");
        Assert.Equal(["kimi: host down"], await workers.TroublesAsync(["kimi", "other"], _now, Cancel));
        Assert.Empty(await workers.TroublesAsync(["kimi-k2"], _now, Cancel));
        Assert.Empty(await workers.TroublesAsync(["kimi"], until.AddSeconds(1), Cancel));
        // the other has said nothing since
        Assert.Equal((1, 0), await workers.BeatAsync("kimi", "b", until.AddSeconds(1), until.AddSeconds(11), Cancel));
    }
}
