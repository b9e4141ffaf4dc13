using Showdown.Domain;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Tests.Scheduling;

public sealed class NotifyTests
{
    private const string Secret = "https://hooks.example.org/services/T0/hidden-path";

    [Fact]
    public void Notify_KeepsTheVariablesName()
    {
        var (job, problems) = Read(
            """
            notify:
              - ${TEAM_WEBHOOK}
              - { webhook: "${SLACK_WEBHOOK}", format: slack }
              - { webhook: "${HOST_WEBHOOK}", when: host-changed }
            """
        );
        Assert.Empty(problems);
        Assert.Equal(
            [
                new Notify("${TEAM_WEBHOOK}", NoticeFormat.Generic),
                new Notify("${SLACK_WEBHOOK}", NoticeFormat.Slack),
                new Notify("${HOST_WEBHOOK}", NoticeFormat.Generic) { When = NoticeWhen.HostChanged },
            ],
            job!.Notify
        );
    }

    [Theory]
    [InlineData($"notify: [{{ webhook: \"{Secret}\" }}]", "must name an environment variable")]
    [InlineData($"notify: [{{ webhook: \"${{HOOK:-{Secret}}}\" }}]", "must name an environment variable")]
    [InlineData("notify: [{ format: slack }]", "'webhook' is missing")]
    [InlineData("notify: [{ webhook: \"${HOOK}\", format: teams }]", "Allowed: generic, slack")]
    [InlineData("notify: [{ webhook: \"${HOOK}\", url: x }]", "'url' is not known here")]
    public void Notify_RefusesWhatIsWrong_AndNeverRepeatsAnAddress(string yaml, string says)
    {
        var (_, problems) = Read(yaml);
        Assert.Contains(says, Assert.Single(problems));
        Assert.DoesNotContain("hidden-path", problems[0]);
    }

    [Fact]
    public void Catalog_LeavesOutAJobWithAMistake_AndNoOther()
    {
        using var folder = new TemporaryFolder();
        folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        folder.Write("jobs/good.yaml", "models: [m]\nbenchmarks: [b]\n");
        folder.Write("jobs/bad.yaml", "models: [nobody]\nbenchmarks: [b]\n");
        WriteBenchmark(folder, "b");
        var catalog = JobCatalog.Read(new SettingsFolders(folder["jobs"], folder["datasets"]));
        Assert.Empty(catalog.Problems);
        Assert.Equal("good", Assert.Single(catalog.Sound).Name);
        Assert.Contains("nobody", Assert.Single(catalog.AllProblems));
    }

    [Theory]
    [InlineData("id: c\nepochz: 1\n")]
    [InlineData("- no mapping\n")]
    [InlineData("a: [b\n")]
    public void Catalog_LeavesOutTheJobsOfABrokenBenchmark_AndNoOther(string broken)
    {
        using var folder = new TemporaryFolder();
        folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        folder.Write("jobs/good.yaml", "models: [m]\nbenchmarks: [b]\n");
        folder.Write("jobs/bad.yaml", "models: [m]\nbenchmarks: [b, c]\n");
        WriteBenchmark(folder, "b");
        folder.Write("datasets/c/benchmark.yaml", broken);
        var catalog = JobCatalog.Read(new SettingsFolders(folder["jobs"], folder["datasets"]));
        Assert.Empty(catalog.Problems);
        Assert.Equal("good", catalog.Named("good").Name);
        var refused = Assert.Throws<SettingsException>(() => catalog.Named("bad"));
        Assert.Contains("c/benchmark.yaml(", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(catalog.BrokenBenchmarks);
    }

    private static void WriteBenchmark(TemporaryFolder folder, string id, string extra = "")
    {
        folder.Write($"datasets/{id}/data.jsonl", """{"id":"1","q":"1+1?","a":"2"}""" + "\n");
        folder.Write(
            $"datasets/{id}/benchmark.yaml",
            $$$"""
            id: {{{id}}}
            version: 1
            title: {{{id}}}
            sources:
              - { file: data.jsonl, format: jsonl, map: { id: id, input: q, target: a } }
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1 }
            {{{extra}}}
            """
        );
    }

    private static (Job? Job, IReadOnlyList<string> Problems) Read(string yaml)
    {
        using var folder = new TemporaryFolder();
        var problems = new Problems();
        var model = new ModelSettings
        {
            Id = "m",
            Connector = Connector.Simulated,
            Model = "m",
        };
        var benchmark = new BenchmarkSettings
        {
            Id = "b",
            Version = 1,
            Title = "b",
            Sources = [],
            Prompt = "",
            Scorer = new ScorerSettings("integer"),
            Protocol = new Protocol(),
            Folder = "",
        };
        var job = JobFile.Read(
            folder.Write("job.yaml", $"models: [m]\nbenchmarks: [b]\n{yaml}\n"),
            new SettingsFiles(
                new Dictionary<string, ModelSettings> { ["m"] = model },
                new Dictionary<string, BenchmarkSettings> { ["b"] = benchmark }
            ),
            problems
        );
        return (job, problems.Messages);
    }
}
