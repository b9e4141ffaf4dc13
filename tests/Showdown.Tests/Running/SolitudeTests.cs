using Showdown.Running;

namespace Showdown.Tests.Running;

[Trait("Category", "Chaos")]
public sealed class SolitudeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoIsAlone_WaitsForTheOthers_AndTheOthersForIt()
    {
        using var solitude = new Solitude();
        var first = await solitude.EnterAsync(alone: false, Cancel);
        var second = await solitude.EnterAsync(alone: false, Cancel);
        var alone = solitude.EnterAsync(alone: true, Cancel);
        var alsoAlone = solitude.EnterAsync(alone: true, Cancel);
        first.Dispose();
        Assert.False(alone.IsCompleted);
        second.Dispose();
        var held = await alone;
        var late = solitude.EnterAsync(alone: false, Cancel);
        Assert.False(late.IsCompleted);
        Assert.False(alsoAlone.IsCompleted);
        held.Dispose();
        (await late).Dispose();
        (await alsoAlone).Dispose();
    }

    [Fact]
    public async Task WhoGivesUpWaiting_LeavesNothingTaken()
    {
        using var solitude = new Solitude();
        var other = await solitude.EnterAsync(alone: false, Cancel);
        using var impatience = new CancellationTokenSource();
        var alone = solitude.EnterAsync(alone: true, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        other.Dispose();
        (await solitude.EnterAsync(alone: true, Cancel)).Dispose();
    }

    [Fact]
    public async Task WhoGivesUpBeforeAnyPlaceIsFree_LeavesTheOthersAtWork()
    {
        using var solitude = new Solitude();
        var others = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => solitude.EnterAsync(alone: false, Cancel)));
        var late = solitude.EnterAsync(alone: false, Cancel);
        Assert.False(late.IsCompleted);
        using var impatience = new CancellationTokenSource();
        var alone = solitude.EnterAsync(alone: true, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        Assert.All(others, o => o.Dispose());
        (await late).Dispose();
        (await solitude.EnterAsync(alone: true, Cancel)).Dispose();
    }
}
