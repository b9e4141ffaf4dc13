namespace Showdown.EndToEnd;

/// <summary>action.yml and the template for Azure DevOps, from the packed tool: with gates that pass, and with one that fails.</summary>
public sealed class BuildServerTests(Packages packed)
{
    private const string Job = """
        models: [simulated-strong, simulated-weak]
        probe: false
        benchmarks: [{ id: quickstart-choice, limit: 10 }]
        """;

    [Fact]
    public async Task Action_RunsAJob_UploadsTheReport_WritesTheSummary_AndFailsByAGate()
    {
        using var place = Place();
        var inputs = new Dictionary<string, string>
        {
            ["source"] = await packed.ToolAsync(),
            ["job"] = "jobs/good.yaml",
            ["working-directory"] = "work",
        };
        var good = await Server(place).ActionAsync(inputs);
        Assert.True(good.IsGood, good.Log);
        Assert.Equal("0", good.Values["showdown.exit-code"]);
        CheckReport(good, good.Values["showdown.run"]);
        Assert.Contains("- passed:", good.Summary, StringComparison.Ordinal);

        // What another program recorded: nobody is asked, and the gates of a job file hold.
        var imported = await Server(place)
            .ActionAsync(
                new Dictionary<string, string>(inputs)
                {
                    ["job"] = "jobs/imported.yaml",
                    ["import"] = "old.jsonl\nnew.jsonl\n",
                    ["arguments"] = "--name\nweekly\n",
                }
            );
        Assert.False(imported.IsGood);
        Assert.Equal("3", imported.Values["showdown.exit-code"]);
        Assert.Contains("| **better** |", imported.Summary, StringComparison.Ordinal);
        Assert.Contains("- **failed**:", imported.Summary, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(imported.Uploads["showdown-report"], imported.Values["showdown.run"], "index.html")));

        var none = await Server(place).ActionAsync(new Dictionary<string, string>(inputs) { ["job"] = "jobs/none.yaml" });
        Assert.False(none.IsGood);
        Assert.Equal("2", none.Values["showdown.exit-code"]);
        Assert.Empty(none.Uploads);
    }

    [Fact]
    public async Task Template_RunsAJob_UploadsTheReport_WritesTheSummary_AndFailsByAGate()
    {
        using var place = Place();
        var parameters = new Dictionary<string, string>
        {
            ["source"] = await packed.ToolAsync(),
            ["job"] = "jobs/bad.yaml",
            ["workingDirectory"] = Path.Combine(place.Folder, "work"),
        };
        var keys = new Dictionary<string, string> { ["SHOWDOWN_DATA"] = Path.Combine(place.Folder, "elsewhere") };
        var bad = await Server(place).PipelineAsync(parameters, keys);
        Assert.False(bad.IsGood);
        Assert.Equal("3", bad.Values["showdownExitCode"]);
        CheckReport(bad, "");
        Assert.Contains("- **failed**:", bad.Summary, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(place.Folder, "elsewhere", "showdown.db")), "variables named in 'keys' reach the program");

        var good = await Server(place)
            .PipelineAsync(new Dictionary<string, string>(parameters) { ["job"] = "jobs/good.yaml", ["import"] = "old.jsonl\nnew.jsonl" }, keys);
        Assert.True(good.IsGood, good.Log);
        Assert.Contains("- passed:", good.Summary, StringComparison.Ordinal);
        Assert.Single(good.Uploads);
    }

    private static void CheckReport(BuildResult result, string run)
    {
        Assert.True(File.Exists(Path.Combine(result.Uploads["showdown-report"], "index.html")), result.Log);
        Assert.True(Directory.Exists(Path.Combine(result.Uploads["showdown-report"], run)));
        Assert.StartsWith("## Showdown: ", result.Summary, StringComparison.Ordinal);
        Assert.Contains("| Simulated strong model against Simulated weak model |", result.Summary, StringComparison.Ordinal);
    }

    private static BuildServer Server(Workplace place) =>
        new(place.Folder, Directory.CreateDirectory(Path.Combine(place.Folder, "temp")).FullName, Path.Combine(place.Folder, "home"));

    private static string Results(string model, int right) =>
        string.Concat(Enumerable.Range(0, 60).Select(i => $"{{\"id\":\"q{i}\",\"model\":\"{model}\",\"score\":{(i < right ? 1 : 0)}}}\n"));

    private static Workplace Place()
    {
        var place = new Workplace();
        // No source of packages but the one that is given.
        place.Write("home/.nuget/NuGet/NuGet.Config", "<configuration><packageSources><clear /></packageSources></configuration>");
        place.Write("work/jobs/models.yaml", File.ReadAllText(Path.Combine(Workplace.Root, "jobs", "models.yaml")));
        place.Write("work/jobs/good.yaml", $"name: good\n{Job}\ngates: [{{ on: coverage, value: 0.5 }}]\n");
        place.Write("work/jobs/bad.yaml", $"name: bad\n{Job}\ngates: [{{ on: cost, value: 0.000001 }}]\n");
        place.Write("work/jobs/imported.yaml", $"name: imported-gates\n{Job}\ngates: [{{ on: below, value: 0.9 }}]\n");
        place.Write("work/old.jsonl", Results("old", right: 55));
        place.Write("work/new.jsonl", Results("new", right: 30));
        return place;
    }
}
