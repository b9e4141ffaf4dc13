using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Which runs models may be compared by, and which are nights of their job.</summary>
public sealed class RunRowTests
{
    [Theory]
    //          status                   reason                          only           limited asks again  verdicts night
    [InlineData(RunStatus.Complete, null, null, false, false, true, true)]
    [InlineData(RunStatus.Incomplete, "3 attempts failed for good", null, false, false, true, true)]
    [InlineData(RunStatus.Incomplete, "the budget of $5 is spent", null, false, false, true, true)]
    [InlineData(RunStatus.Incomplete, "interrupted at the terminal", null, false, false, false, false)]
    [InlineData(RunStatus.Incomplete, "interrupted: the process that carried it out is gone", null, false, false, false, false)]
    [InlineData(RunStatus.Cancelled, "cancelled on the web page", null, false, false, false, false)]
    [InlineData(RunStatus.Failed, "ShardJob failed", null, false, false, false, false)]
    [InlineData(RunStatus.Running, null, null, false, false, true, false)]
    [InlineData(RunStatus.Complete, null, Outcome.Wrong, false, false, false, false)]
    [InlineData(RunStatus.Complete, null, null, true, false, true, false)]
    [InlineData(RunStatus.Complete, null, null, false, true, true, false)]
    public void VerdictsAndNights(RunStatus status, string? reason, Outcome? only, bool limited, bool asksAgain, bool verdicts, bool night)
    {
        var run = new RunRow
        {
            Id = "run",
            Status = status,
            Reason = reason,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Settings = new RunSettings
            {
                Job = new Job
                {
                    Name = "job",
                    Models = [],
                    Benchmarks = [],
                },
                Models = [],
                Benchmarks = [],
                Pins = new Dictionary<string, BenchmarkPin>(),
                ProgramVersion = "test",
                Only = only,
                IsLimited = limited,
                Confirms = asksAgain ? [] : null,
            },
        };
        Assert.Equal((verdicts, night), (run.GivesVerdicts, run.IsNight));
    }
}
