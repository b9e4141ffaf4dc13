using Showdown.Models.Limits;

namespace Showdown.Tests.Models.Limits;

public sealed class RequestSlotsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lanes_AreServedInTurn_AndFirstComeFirstWithin()
    {
        var places = new RequestSlots(1);
        await places.EnterAsync("a", 0, Cancel);
        var served = new List<string>();
        var waiting = new[] { "a1", "a2", "a3", "b1", "a4", "b2", "c1" }
            .Select(async name =>
            {
                await places.EnterAsync(name[..1], 0, Cancel);
                served.Add(name);
                places.Leave();
            })
            .ToArray();
        places.Leave();
        await Task.WhenAll(waiting);
        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3", "a4"], served);
        Assert.Equal(0, places.Taken);
    }

    [Fact]
    public async Task WithinALane_TheLowestOrderGoesFirst_ThenWhoCameFirst()
    {
        var places = new RequestSlots(1);
        await places.EnterAsync("a", 0, Cancel);
        var served = new List<string>();
        var waiting = new[] { "a 3 first", "a 1 first", "b 9 first", "a 3 second", "a 1 second", "a 0 first" }
            .Select(async name =>
            {
                await places.EnterAsync(name[..1], name[2] - '0', Cancel);
                served.Add(name);
                places.Leave();
            })
            .ToArray();
        places.Leave();
        await Task.WhenAll(waiting);
        Assert.Equal(["a 0 first", "b 9 first", "a 1 first", "a 1 second", "a 3 first", "a 3 second"], served);
    }

    [Fact]
    public async Task Limit_MayChange_WhileOthersWait()
    {
        var places = new RequestSlots(1);
        await places.EnterAsync("", 0, Cancel);
        var second = places.EnterAsync("", 0, Cancel).AsTask();
        var third = places.EnterAsync("", 0, Cancel).AsTask();
        places.Limit = 2;
        await second;
        Assert.False(third.IsCompleted);
        places.Limit = 1;
        places.Leave();
        Assert.False(third.IsCompleted);
        places.Leave();
        await third;
        Assert.Equal(1, places.Taken);
    }

    [Fact]
    public async Task WhoGaveUp_IsPassedOver()
    {
        var places = new RequestSlots(1);
        await places.EnterAsync("", 0, Cancel);
        using var patience = new CancellationTokenSource();
        var gaveUp = places.EnterAsync("", 0, patience.Token).AsTask();
        var next = places.EnterAsync("", 0, Cancel).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        places.Leave();
        await next;
        places.Leave();
        Assert.Equal(0, places.Taken);
    }
}
