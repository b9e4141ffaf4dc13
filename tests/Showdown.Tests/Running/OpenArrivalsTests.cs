using Microsoft.Extensions.Time.Testing;
using Showdown.Benchmarks;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class OpenArrivalsTests
{
    private static readonly LoadPlan _plan = new()
    {
        UpTo = 8,
        Requests = 360,
        FirstToken = TimeSpan.FromSeconds(1),
        TokensPerSecond = 10,
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<(string Step, DateTimeOffset DueAt, DateTimeOffset SentAt)> _sent = [];
    private readonly Dictionary<string, LoadTally> _tallies = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Rates_RiseInEqualSteps_ThatLastEquallyLong()
    {
        var rates = _plan.Rates();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], rates.Select(r => r.Rate));
        Assert.Equal(360, rates.Sum(r => r.Requests));
        Assert.All(rates, r => Assert.Equal(10, r.Requests / r.Rate, 1.0)); // seconds
        Assert.Equal(rates.Select(r => r.Before).Skip(1), rates.SkipLast(1).Select(r => r.Before + r.Requests));
        Assert.Equal(360, _plan.FewestRequests);
        Assert.Equal(45, LoadPlan.RatesOf(1, 45).Sum(r => r.Requests));
    }

    [Fact]
    public void Arrivals_AreAPoissonProcess_TheSameForAll()
    {
        var step = new LoadStep(20, 4000, 0);
        var times = step.Arrivals("evaluation");
        Assert.Equal(times, step.Arrivals("evaluation"));
        Assert.NotEqual(times, step.Arrivals("another"));
        double[] gaps = [.. times.Zip(times.Skip(1), (a, b) => (b - a).TotalSeconds)];
        Assert.InRange(gaps.Average(), 0.95 / 20, 1.05 / 20);
        // Of an exponential distribution the spread equals the mean.
        Assert.InRange(Math.Sqrt(gaps.Average(g => Math.Pow(g - gaps.Average(), 2))), 0.93 / 20, 1.07 / 20);
    }

    /// <summary>No coordinated omission: a host that answers nothing for ten minutes is sent every request of the step when it is due.</summary>
    [Fact]
    public async Task RequestsGoOut_WhenTheyAreDue_WhateverIsUnderWay()
    {
        var (answers, stamps) = (new TaskCompletionSource(), new SortedSet<long>());
        var step = _plan.Rates()[0];
        var raised = new OpenArrivals(_plan, "e", _time).RaiseAsync(Due(step), TalliesAsync, Turn, WaitAsync, Cancel);
        var arrivals = step.Arrivals("e");
        while (Count() < step.Requests)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.False(raised.IsCompleted);
        answers.SetResult();
        Assert.Null(await raised);
        var began = _sent.Min(s => s.DueAt);
        Assert.Equal(arrivals, _sent.OrderBy(s => s.DueAt).Select(s => s.DueAt - began));
        // By the clock's timestamps too, from which a reply's wait is reckoned.
        Assert.All(
            stamps.Zip(arrivals.Order()),
            pair => Assert.Equal(pair.Second.TotalSeconds, _time.GetElapsedTime(stamps.Min, pair.First).TotalSeconds, 6)
        );

        async Task<bool> WaitAsync(Due due, DateTimeOffset dueAt, long timestamp)
        {
            Note(due, dueAt);
            lock (stamps)
                stamps.Add(timestamp);
            await answers.Task;
            return false;
        }
    }

    [Fact]
    public async Task WhenTooManyFail_NoHigherRateIsAsked()
    {
        var steps = _plan.Rates();
        var reason = await RaiseAsync([.. steps.SelectMany(Due)], fails: due => due.Prompts.Sample.Group == "3/s");
        Assert.Matches("^at 3 requests a second ([2-9]|1[0-5]) of 30 requests failed", reason);
        Assert.Equal(["1/s", "2/s", "3/s"], _sent.Select(s => s.Step).Distinct());
        Assert.InRange(_sent.Count(s => s.Step == "3/s"), 2, 15); // two, and what had gone out before both were counted
    }

    /// <summary>What an interrupted run has asked is not asked again, and a host that had reached its end is asked nothing.</summary>
    [Fact]
    public async Task AResumedRun_AsksWhatIsLeft()
    {
        var steps = _plan.Rates();
        Assert.Null(await RaiseAsync([.. Due(steps[1]).Skip(15), .. Due(steps[2])]));
        Assert.Equal(5 + 30, _sent.Count);
        foreach (
            var (tally, said) in new[]
            {
                (new LoadTally(10, 2, 8), "at 2 requests a second 2 of 20 requests failed"),
                (new LoadTally(20, 0, 9), "at 1 and 2 requests a second fewer than half kept the limits"),
            }
        )
        {
            _sent.Clear();
            (_tallies["1/s"], _tallies["2/s"]) = (new LoadTally(10, 0, 4), tally);
            Assert.StartsWith(said, await RaiseAsync([.. Due(steps[2])]), StringComparison.Ordinal);
            Assert.Empty(_sent);
        }
    }

    /// <summary>One bad rate may be a bad moment; two in a row are past the knee.</summary>
    [Fact]
    public async Task PastTheKnee_NoHigherRateIsAsked()
    {
        string[] bad = ["2/s", "4/s", "5/s"];
        var reason = await RaiseAsync([.. _plan.Rates().SelectMany(Due)], keeps: due => !bad.Contains(due.Prompts.Sample.Group));
        Assert.Equal("at 4 and 5 requests a second fewer than half kept the limits: no higher rate was asked", reason);
        Assert.Equal("5/s", _sent[^1].Step);
    }

    /// <summary>A budget that is spent, or a process that stops: what is under way is waited for, nothing else goes out.</summary>
    [Fact]
    public async Task AnEnd_IsWaitedFor_AndNothingElseIsSent()
    {
        var step = _plan.Rates()[7];
        var arrivals = step.Arrivals("e");
        var raised = new OpenArrivals(_plan, "e", _time).RaiseAsync(Due(step), TalliesAsync, Turn, AskAsync, Cancel);
        for (var asked = 1; asked <= 3; asked++)
        {
            while (Count() < asked)
                await Task.Yield();
            _time.Advance(asked < 3 ? arrivals[asked] - arrivals[asked - 1] : TimeSpan.Zero);
        }
        while (!raised.IsCompleted)
        {
            await Task.Delay(1, Cancel); // the third's exception travels in real time: this clock must not run away from it
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => raised);
        Assert.Equal(("spent", true), (thrown.Message, _sent.Count < step.Requests / 2));

        Task<bool> AskAsync(Due due, DateTimeOffset dueAt, long timestamp) =>
            Note(due, dueAt) == 3 ? throw new InvalidOperationException("spent") : Task.FromResult(false);
    }

    [Fact]
    public async Task WarmUps_GoOneAfterAnother_BeforeTheFirstStep()
    {
        var options = new Dictionary<string, string>
        {
            ["input_tokens"] = "100",
            ["up_to"] = "8",
            ["requests"] = "360",
        };
        var all = LoadPrompts.Samples(options).Select(Asked).ToList();
        Assert.Equal(LoadPlan.WarmUps + 360, all.Count);
        Assert.Null(await RaiseAsync([.. all.Take(LoadPlan.WarmUps + 10).Reverse()]));
        Assert.Equal([.. Enumerable.Repeat(LoadPlan.WarmUp, LoadPlan.WarmUps), .. Enumerable.Repeat("1/s", 10)], _sent.Select(s => s.Step));
    }

    private async Task<string?> RaiseAsync(IReadOnlyCollection<Due> due, Func<Due, bool>? fails = null, Func<Due, bool>? keeps = null)
    {
        var raised = new OpenArrivals(_plan, "e", _time).RaiseAsync(due, TalliesAsync, Turn, AskAsync, Cancel);
        while (!raised.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }
        return await raised;

        Task<bool> AskAsync(Due asked, DateTimeOffset dueAt, long timestamp)
        {
            Note(asked, dueAt);
            var (step, failed) = (asked.Prompts.Sample.Group!, fails?.Invoke(asked) == true);
            lock (_sent)
            {
                var tally = _tallies.GetValueOrDefault(step) ?? new LoadTally(0, 0, 0);
                _tallies[step] = new LoadTally(
                    tally.Sent + 1,
                    tally.Failed + (failed ? 1 : 0),
                    tally.Kept + (failed || keeps?.Invoke(asked) == false ? 0 : 1)
                );
            }
            return Task.FromResult(failed);
        }
    }

    private Task<IReadOnlyDictionary<string, LoadTally>> TalliesAsync()
    {
        lock (_sent)
            return Task.FromResult<IReadOnlyDictionary<string, LoadTally>>(new Dictionary<string, LoadTally>(_tallies));
    }

    private static Task<IDisposable> Turn() => Task.FromResult<IDisposable>(new MemoryStream());

    /// <returns>The number of this request, from 1.</returns>
    private int Note(Due due, DateTimeOffset dueAt)
    {
        lock (_sent)
        {
            _sent.Add((due.Prompts.Sample.Group!, dueAt, _time.GetUtcNow()));
            return _sent.Count;
        }
    }

    private int Count()
    {
        lock (_sent)
            return _sent.Count;
    }

    private static List<Due> Due(LoadStep step) =>
        [.. Enumerable.Range(1, step.Requests).Select(i => Asked(new Sample($"{step.Before + i}", "Question", "") { Group = step.Name }))];

    private static Due Asked(Sample sample) =>
        new(int.Parse(sample.Id, System.Globalization.CultureInfo.InvariantCulture) - 1, new SamplePrompts(null!, sample), 1);
}
