using Showdown.Domain;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Tests.Scheduling;

public sealed class HostsSectionTests : IDisposable
{
    private static readonly string _datasets = Path.Combine(Repository.Root, "datasets");

    private readonly TemporaryFolder _folder = new();

    public HostsSectionTests() =>
        _folder.Write(
            "jobs/models.yaml",
            """
            makers: { connector: simulated, reference: true }
            amber: { connector: simulated, precision: fp8 }
            basalt: { connector: simulated }
            record: { connector: replay, endpoint: replies.jsonl, model: m }
            """
        );

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AJobOfHosts_AsksTheCheck_AndTheReferenceTwice()
    {
        var (job, problems) = Read("models: [amber, makers]\nhosts: { family: Toy, samples: 4, requests: 50 }\n");
        Assert.Empty(problems);
        Assert.Equal(["amber", "makers", "makers.again"], job!.Models);
        Assert.Equal([("host-texts", 4, null), ("host-calls", null, 50)], job.Benchmarks.Select(b => (b.Id, b.Epochs, b.Limit)));
        Assert.Equal(("makers", "Toy"), (job.Hosts!.Reference, job.Hosts.Family));
        var settings = Files().Freeze(job, "test");
        var again = settings.Model("makers.again");
        Assert.False(again.IsReference);
        Assert.NotEqual(settings.Model("makers").Simulation!.Seed, again.Simulation!.Seed);
        Assert.Equal("fp8", settings.Model("amber").Precision);
    }

    [Fact]
    public void TheSecondAskingOfTheReference_HasTheCheckAlone()
    {
        var (job, problems) = Read("models: [amber, makers]\nhosts: { family: Toy }\nbenchmarks: [quickstart-maths]\n");
        Assert.Empty(problems);
        var settings = Files().Freeze(job!, "test");
        Assert.False(settings.Asks("quickstart-maths", "makers.again"));
        Assert.True(settings.Asks("host-calls", "makers.again"));
        Assert.True(settings.Asks("quickstart-maths", "makers"));
    }

    [Fact]
    public void ARecordedReference_IsAskedOnce()
    {
        var (job, problems) = Read("models: [amber, record]\nhosts: { reference: record }\n");
        Assert.Empty(problems);
        Assert.Equal(["amber", "record"], job!.Models);
    }

    [Theory]
    [InlineData("models: [amber, basalt]\nhosts: { family: Toy }\n", "no host to hold the others against")]
    [InlineData("models: [amber, makers]\nhosts: { reference: basalt }\n", "'basalt' is none of the job's models")]
    [InlineData("models: [makers]\nhosts: { family: Toy }\n", "asks only 'makers'")]
    [InlineData("models: [amber, makers]\nhosts: { requests: 501 }\n", "501")]
    [InlineData("models: [amber, makers]\nhosts: { yardstick: 1 }\n", "'yardstick' is not known here")]
    [InlineData("models: [amber, makers]\n", "'benchmarks' is missing")]
    public void AMistake_IsNamed(string yaml, string says) => Assert.Contains(says, Assert.Single(Read(yaml).Problems));

    private SettingsFiles Files() => SettingsFiles.Read(new SettingsFolders(_folder["jobs"], _datasets), new Problems());

    private (Job? Job, IReadOnlyList<string> Problems) Read(string yaml)
    {
        var problems = new Problems();
        var job = JobFile.Read(_folder.Write("jobs/job.yaml", yaml), Files(), problems);
        return (job, problems.Messages);
    }
}
