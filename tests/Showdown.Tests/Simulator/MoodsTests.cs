using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Simulator;

namespace Showdown.Tests.Simulator;

public sealed class MoodsTests
{
    private static readonly DateTimeOffset _start = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly Chance _chance = Chance.Of("model").With("mood");

    /// <summary>As declared: the spread, and a correlation of 1/e after the time that a mood lasts.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Moods_WanderAsDeclared(int minutes)
    {
        var moods = new HostMoods { Spread = 0.3, Lasts = TimeSpan.FromMinutes(minutes) };
        var times = Enumerable.Range(0, 4000).Select(i => _start.AddMinutes(i * 20 * minutes)).ToList();
        var now = times.ConvertAll(t => Moods.LogAt(t, moods, _chance));
        var later = times.ConvertAll(t => Moods.LogAt(t.AddMinutes(minutes), moods, _chance));
        Assert.InRange(now.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(now.Average(m => m * m)), 0.28, 0.32);
        Assert.InRange(now.Zip(later, (a, b) => a * b).Average() / now.Average(m => m * m), 0.30, 0.44);
        Assert.Equal(now[7], Moods.LogAt(times[7], moods, _chance)); // the same night comes again the same
    }

    [Fact]
    public void Rhythm_IsSlowestAtThreeInTheAfternoon()
    {
        var moods = new HostMoods { Rhythm = 0.4 };
        Assert.Equal(0.4, Moods.LogAt(_start.AddHours(12), moods, _chance), 1e-9);
        Assert.Equal(-0.4, Moods.LogAt(_start, moods, _chance), 1e-9);
    }

    [Fact]
    public void AHost_ChangesOnce()
    {
        var moods = new HostMoods { Change = 2, ChangesAt = _start };
        Assert.Equal(0, Moods.LogAt(_start.AddSeconds(-1), moods, _chance));
        Assert.Equal(Math.Log(2), Moods.LogAt(_start, moods, _chance));
        Assert.Equal(Math.Log(2), Moods.LogAt(_start.AddDays(9), moods, _chance));
    }

    [Fact]
    public void TheFirstRequestAfterAPause_IsCold()
    {
        var time = new FakeTimeProvider(_start);
        var moods = new Moods(time);
        var simulation = new Simulation
        {
            FirstTokenSpread = 0,
            Moods = new HostMoods { ColdStart = TimeSpan.FromSeconds(5) },
        };
        var request = SimulatedRequest.Read("""{"model":"m","messages":[{"role":"user","content":"hello"}]}"""u8, new SimulationCache());
        double Ask() => moods.Touch(SimulatedReply.Decide(request, simulation), request, simulation).FirstToken.TotalSeconds;
        Assert.Equal(5.04, Ask(), 1e-9);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0.04, Ask(), 1e-9);
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(5.04, Ask(), 1e-9);
    }
}
