using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Settings of runs of earlier versions are read as they were stored.</summary>
public sealed class StoredSettingsTests
{
    [Theory]
    [InlineData(
        """{"On":"drop","Baseline":"last-7-runs","Confirm":true}""",
        "Drop { Benchmark = , Model = , Baseline = last-7-runs, Value = , Confirm = True, Runs = 7 }"
    )]
    [InlineData(
        """{"On":"below","Benchmark":"mmlu","Model":"k","Value":0.8,"Confirm":false}""",
        "Below { Benchmark = mmlu, Model = k, Value = 0.8 }"
    )]
    [InlineData("""{"On":"worse-than","Model":"k","Than":"l","Confirm":false}""", "WorseThan { Benchmark = , Model = k, Than = l, Value =  }")]
    [InlineData("""{"On":"cost","Value":25,"Confirm":false}""", "Cost { Benchmark = , Model = , Value = 25 }")]
    [InlineData("""{"On":"latency","Value":2.5,"Confirm":false}""", "Latency { Benchmark = , Model = , Value = 2.5 }")]
    [InlineData("""{"On":"coverage","Value":0.95,"Confirm":false}""", "Coverage { Benchmark = , Model = , Value = 0.95 }")]
    public void Gates(string stored, string gate)
    {
        var read = ResultsJson.Read<Gate>(stored);
        Assert.Equal(gate, read.ToString());
        Assert.Equal(read, ResultsJson.Read<Gate>(ResultsJson.Write(read)));
    }

    [Fact]
    public void Schedules_AndNotices()
    {
        var schedule = ResultsJson.Read<Schedule>("""{"Cron":"0 2 * * *","TimeZone":"UTC","Missed":"run-once","Overlap":"queue"}""");
        Assert.Equal(new Schedule("0 2 * * *", "UTC") { Missed = MissedTimes.RunOnce, Overlap = Overlap.Queue }, schedule);
        Assert.Equal(new Notify("${HOOK}", NoticeFormat.Slack), ResultsJson.Read<Notify>("""{"Webhook":"${HOOK}","Format":"slack"}"""));
        Assert.Equal(schedule, ResultsJson.Read<Schedule>(ResultsJson.Write(schedule)));
    }
}
