using Microsoft.Extensions.Time.Testing;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>Who works on what, over a store in memory and a clock of our own; the stores' own part is in their contract.</summary>
public sealed class LeasesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Store _store;
    private readonly Leases _leases;
    private readonly LineLogger<Leases> _log = new();

    public LeasesTests()
    {
        _store = new Store();
        _leases = new Leases(_time, _log);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task WhoHoldsNothing_DoesNotWork()
    {
        _store.Owner = "another machine/1/1/1";
        Assert.Null(await _leases.HoldAsync<string>(_store, "id", (_, _) => throw new InvalidOperationException("worked"), Cancel));
    }

    [Fact]
    public async Task LeaseOfADeadProcessOfThisMachine_IsTakenOver()
    {
        _store.Owner = $"{LeaseOwner.Process.Split('/')[0]}/{int.MaxValue}/1/1";
        Assert.Equal("done", await _leases.HoldAsync(_store, "id", (_, _) => Task.FromResult("done"), Cancel));
    }

    [Fact]
    public async Task Lease_IsRenewedWhileTheWorkGoesOn_AndNoLonger()
    {
        var end = new TaskCompletionSource<string>();
        var working = _leases.HoldAsync(_store, "id", (_, _) => end.Task, Cancel);
        for (var beat = 1; beat <= 12; beat++) // a minute: twice its length
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await _store.SeenAsync(1 + beat).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        }

        end.SetResult("done");
        Assert.Equal("done", await working);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(13, _store.Leased);
        Assert.All(_store.Lengths, length => Assert.Equal(TimeSpan.FromSeconds(30), length));
    }

    [Fact]
    public async Task LostLease_EndsTheWork_AndIsNotGivenBack()
    {
        var working = _leases.HoldAsync(
            _store,
            "id",
            async (_, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return "done";
            },
            Cancel
        );
        _store.Owner = "another machine/1/1/1";
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await working.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Equal((0, "another machine/1/1/1"), (_store.Released, _store.Owner));
        Assert.StartsWith("id: the lease is lost", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedWork_GivesTheLeaseBack()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _leases.HoldAsync<string>(_store, "id", (_, _) => throw new InvalidOperationException("no room"), Cancel)
        );
        Assert.Equal("id: given back unfinished, for the next worker to take: no room", Assert.Single(_log.Lines));
        Assert.Equal((1, null), (_store.Released, _store.Owner));
    }

    [Fact]
    public async Task WorkThatIsStopped_GivesTheLeaseBack_AndSaysThatTheProcessStops()
    {
        using var stop = new CancellationTokenSource();
        var working = _leases.HoldAsync(
            _store,
            "id",
            async (_, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return "done";
            },
            stop.Token
        );
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
        Assert.Equal("id: given back unfinished, for the next worker to take: this process stops", Assert.Single(_log.Lines));
        Assert.Equal((1, null), (_store.Released, _store.Owner));
    }

    /// <summary>Who looks for leases of the dead takes one that has missed two of its renewals.</summary>
    [Fact]
    public void ALeaseOfTheLiving_HasTwentySecondsLeftAtLeast()
    {
        var now = _time.GetUtcNow();
        Assert.Equal(now.AddSeconds(20), Leases.Renewed(now));
    }

    [Fact]
    public async Task DatabaseThatDoesNotAnswer_IsAskedAgainAtTheNextBeat()
    {
        var end = new TaskCompletionSource<string>();
        var working = _leases.HoldAsync(_store, "id", (_, cancel) => end.Task.WaitAsync(cancel), Cancel);
        _store.IsDown = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        await _store.SeenAsync(2).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        _store.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(5));
        await _store.SeenAsync(3).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        end.SetResult("done");
        Assert.Equal("done", await working);
    }

    private sealed class Store : ILeaseStore, IDisposable
    {
        private readonly SemaphoreSlim _seen = new(0);
        private int _waited;

        public string? Owner { get; set; }

        public bool IsDown { get; set; }

        public int Leased { get; private set; }

        public int Released { get; private set; }

        public List<TimeSpan> Lengths { get; } = [];

        public void Dispose() => _seen.Dispose();

        public async Task SeenAsync(int times)
        {
            for (; _waited < times; _waited++)
                await _seen.WaitAsync();
        }

        public Task<bool> LeaseAsync(string id, string owner, DateTimeOffset now, TimeSpan length, CancellationToken cancel)
        {
            Leased++;
            Lengths.Add(length);
            _seen.Release();
            if (IsDown)
                throw new Npgsql.NpgsqlException("down");
            if (Owner is not null && Owner != owner)
                return Task.FromResult(false);
            Owner = owner;
            return Task.FromResult(true);
        }

        public Task<string?> OwnerAsync(string id, CancellationToken cancel) => Task.FromResult(Owner);

        public Task ReleaseAsync(string id, string owner, CancellationToken cancel)
        {
            Released++;
            Owner = Owner == owner ? null : Owner;
            return Task.CompletedTask;
        }
    }
}
