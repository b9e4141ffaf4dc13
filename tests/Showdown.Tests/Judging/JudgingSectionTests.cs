using Showdown.Domain;
using Showdown.Scheduling;

namespace Showdown.Tests.Judging;

/// <summary>A job of a judged benchmark: who judges is known, and fit to, before anything is asked.</summary>
public sealed class JudgingSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheJudgesOfAJob_AreFrozenWithARun()
    {
        var catalog = Read("judging: { models: [judge, own], tries: 2, allow_family: true }", "");
        var settings = catalog.Files.Freeze(catalog.Named("job"), "1");
        Assert.Equal(["judge", "own"], settings.Judges.Select(j => j.Id));
        Assert.Equal(["strong", "judge", "own"], settings.Asked.Select(m => m.Id));
        Assert.Equal((2, true), (settings.Job.Judging!.Tries, settings.Job.Judging.AllowFamily));
    }

    [Fact]
    public void ABenchmarksOwnJudges_Count_WhereTheJobNamesNone()
    {
        var catalog = Read("", ", judges: judge");
        Assert.Equal(["judge"], catalog.Files.Freeze(catalog.Named("job"), "1").Judges.Select(j => j.Id));
    }

    [Theory]
    [InlineData("", "benchmark 'letters' is judged by models, and nobody says by which")]
    [InlineData("judging: { models: [jugde] }", "there is no judge 'jugde' in models.yaml. Did you mean 'judge'?")]
    [InlineData("judging: { models: [judge, judge] }", "'models' names a judge twice.")]
    [InlineData("judging: { models: [own] }", "judge 'own' would judge 'strong', which is of its own family (strong)")]
    [InlineData("judging: { models: [strong] }", "judge 'strong' would judge 'strong', which is itself")]
    [InlineData("judging: { models: [judge], tries: 0 }", "'tries'")]
    public void Mistakes_AreTold_BeforeTheFirstCall(string judging, string expected)
    {
        var mistake = Assert.Throws<SettingsException>(() =>
        {
            var catalog = Read(judging, "");
            catalog.Named("job");
        });
        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
    }

    private JobCatalog Read(string judging, string judges)
    {
        _folder.Write(
            "jobs/models.yaml",
            """
            strong: { family: Strong, connector: simulated }
            own: { family: strong, connector: simulated }
            judge: { connector: simulated }
            """
        );
        _folder.Write("jobs/job.yaml", $"name: job\nmodels: [strong]\nbenchmarks: [letters]\n{judging}\n");
        _folder.Write("datasets/letters/data.jsonl", """{"question": "Write a letter."}""");
        _folder.Write(
            "datasets/letters/benchmark.yaml",
            $$"""
            id: letters
            version: 1
            sources: [{ file: data.jsonl, map: { input: question, target: "=" } }]
            prompt: "{% raw %}"
            scorer: { name: judge{{judges}} }
            """.Replace("{% raw %}", "{{ sample.input }}", StringComparison.Ordinal)
        );
        return JobCatalog.Read(new SettingsFolders(_folder["jobs"], _folder["datasets"]));
    }
}
