using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Analysis.Speed;

/// <summary>Hosts with so many places, each request served for a fixed time: their capacity is known.</summary>
public sealed class LoadCurveTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset _start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly LoadPlan _plan = new()
    {
        UpTo = 40,
        Requests = 3600,
        FirstToken = TimeSpan.FromSeconds(1),
        TokensPerSecond = 20,
    };

    [Theory]
    //          places seconds  capacity a second
    [InlineData(4, 0.2, 20)]
    [InlineData(4, 0.25, 16)]
    [InlineData(16, 0.5, 32)]
    [InlineData(1, 0.08, 12.5)]
    public void TheKnee_IsWhereTheHostIsFull(int places, double seconds, double capacity)
    {
        var curve = Curve(Queue(places, seconds));
        output.WriteLine(
            string.Join("; ", curve.Points.Select(p => $"{p.Step.Rate}: {p.Goodput:0.0} of {p.Throughput:0.0}, p95 {p.FirstTokenP95:0.00} s"))
        );
        Assert.InRange(capacity, curve.Knee!.Step.Rate, curve.Broken!.Step.Rate);
        Assert.All(curve.Points.Where(p => p.Step.Rate > capacity), p => Assert.Equal(capacity, p.Throughput!.Value, 0.1 * capacity));
        Assert.All(curve.Points.Where(p => p.Step.Rate < 0.9 * capacity), p => Assert.Equal(p.Step.Rate, p.Goodput!.Value, 0.15 * p.Step.Rate));
        Assert.True(curve.Points[^1].Goodput < 0.5 * capacity); // beyond it nearly all wait too long
    }

    [Fact]
    public void AWait_IsCountedFromWhenARequestWasDue()
    {
        var curve = Curve(Queue(4, 0.2, sentLate: 1));
        Assert.Null(curve.Knee);
        Assert.All(curve.Points, p => Assert.True(p.IsLate));
        Assert.Contains("this machine sent its requests late", LoadWords.Sentence(curve, Names()), StringComparison.Ordinal);
    }

    [Fact]
    public void SlowOutput_KeepsNoLimit()
    {
        var curve = Curve([.. Queue(64, 0.2).Select(r => r with { OutputTokensPerSecond = 19 })]);
        Assert.Null(curve.Knee);
        Assert.All(curve.Points, p => Assert.Equal((0, 0), (p.Kept, p.Goodput)));
        Assert.Contains("did not bear the lowest rate", LoadWords.Sentence(curve, Names()), StringComparison.Ordinal);
    }

    /// <summary>Half of a step, a pause, and the rest: its load was less than its rate says.</summary>
    [Fact]
    public void AnInterruptedStep_IsMarked_AndIsNoKnee()
    {
        var rest = _plan.Rates()[2];
        var all = Queue(4, 0.1)
            .Select(r => r.GroupName == rest.Name && rest.PlaceOf(r.SampleId) > 100 ? r with { StartedAt = r.StartedAt.AddMinutes(3) } : r)
            .ToList();
        var curve = Curve(all);
        Assert.True(curve.Points[2].IsInterrupted);
        Assert.Equal((10, 15), (curve.Knee!.Step.Rate, curve.Broken!.Step.Rate));
        Assert.Contains("was not asked in one go", LoadWords.Sentence(curve, Names()), StringComparison.Ordinal);
        Assert.Equal(10, Curve([.. Queue(4, 0.1).Where(r => r.GroupName is "5/s" or "10/s" || r.SampleId == "306")]).Knee!.Step.Rate);
    }

    [Fact]
    public void Failures_KeepNoLimit_AndEndTheCurve()
    {
        var all = Queue(64, 0.1).Where(r => r.GroupName is "5/s" or "10/s" or "15/s").ToList();
        var curve = Curve([.. all.Select((r, i) => r with { Failed = r.GroupName == "15/s" && i % 8 == 0 })]);
        Assert.Equal((10, 15), (curve.Knee!.Step.Rate, curve.Broken!.Step.Rate));
        Assert.Matches("at 15 [0-9]+ of 300 failed, and no higher rate was asked", LoadWords.Sentence(curve, Names()));
    }

    private static LoadCurve Curve(IReadOnlyList<LoadedRequest> requests) =>
        LoadCurve.Of(
            new EvaluationRow
            {
                Id = "e",
                RunId = "run",
                BenchmarkId = "speed-load",
                ModelId = "a",
                DatasetSha256 = "",
                Samples = _plan.Requests,
                Epochs = 1,
                ScorerVersion = 1,
            },
            _plan,
            requests
        );

    private static RunNames Names() => new(new Pages.FixtureRun([WhichForWhatTests.Named("a", _ => 0, 1, 1)], []).Run.Settings);

    /// <summary>Who comes is served by the first place that is free, for a fixed time; half of it is the wait for the first token.</summary>
    private static List<LoadedRequest> Queue(int places, double seconds, double sentLate = 0)
    {
        var all = new List<LoadedRequest>();
        var begins = _start;
        foreach (var step in _plan.Rates())
        {
            var free = Enumerable.Repeat(0.0, places).ToArray();
            foreach (var (at, i) in step.Arrivals("e").Select((a, i) => (a.TotalSeconds, i)))
            {
                var sent = at + sentLate;
                var place = Array.IndexOf(free, free.Min());
                var served = Math.Max(sent, free[place]);
                free[place] = served + seconds;
                all.Add(
                    new LoadedRequest
                    {
                        SampleId = $"{step.Before + i + 1}",
                        GroupName = step.Name,
                        StartedAt = begins.AddSeconds(at),
                        QueuedSeconds = sentLate,
                        FirstTokenSeconds = served - sent + seconds / 2,
                        DurationSeconds = served - sent + seconds,
                        OutputTokensPerSecond = 100,
                    }
                );
            }
            begins = begins.AddHours(1);
        }
        return all;
    }
}
