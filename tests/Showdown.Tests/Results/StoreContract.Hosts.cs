using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Hosts: their contract is kept once, how they stood is told of the newest night.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Contracts_AreKeptOnce_InTheOrderOfTheChecks()
    {
        await PlanAsync();
        var hosts = new HostStore(_database);
        ContractFinding[] first =
        [
            new("stop", ContractVerdict.Held, "stopped") { Request = "{}", Reply = "HTTP 200" },
            new("n", ContractVerdict.NotOffered, "refused \0"),
        ];
        await hosts.KeepContractAsync("run-1", "host", first, Cancel);
        await hosts.KeepContractAsync("run-1", "host", [new("stop", ContractVerdict.Broken, "went on")], Cancel);
        var read = Assert.Single(await Reader.ContractsAsync("run-1", Cancel));
        Assert.Equal("host", read.Key);
        Assert.Equal(["stop", "n"], read.Value.Select(f => f.Check));
        Assert.Equal(first[0], read.Value[0]);
        Assert.Equal(ContractVerdict.NotOffered, read.Value[1].Verdict);
    }

    [Fact]
    public async Task Standings_AreTheNewestUpToATime_AndAreWrittenAnew()
    {
        await PlanAsync();
        var hosts = new HostStore(_database);
        var at = new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);
        var stood = new HostStanding("run-1", "host", "Toy", "makers", at, true, "answers otherwise") { Changed = true, Likeness = 0.93 };
        await hosts.KeepStandingsAsync([stood with { Words = "" }], Cancel);
        await hosts.KeepStandingsAsync([stood], Cancel);
        Assert.Equal([stood], await Reader.StandingsAsync(["host", "nobody"], at, Cancel));
        Assert.Empty(await Reader.StandingsAsync(["host"], at.AddSeconds(-1), Cancel));
        Assert.True(await hosts.HasChangedAsync("run-1", Cancel));
        Assert.False(await hosts.HasChangedAsync("run-2", Cancel));
    }
}
