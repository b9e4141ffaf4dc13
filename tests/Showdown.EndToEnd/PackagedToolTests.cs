using CliWrap;
using CliWrap.Buffered;

namespace Showdown.EndToEnd;

/// <summary>The program as people install it: from its package, in a home and a folder that are empty, without a checkout.</summary>
public sealed class PackagedToolTests(Packages packed, ITestOutputHelper output)
{
    [Fact]
    public async Task Tool_IsInstalled_WritesAWorkspace_AndRunsIt()
    {
        using var place = new Workplace();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (packages, tools) = (await packed.ToolAsync(), Path.Combine(place.Folder, "tools"));
        var package = Assert.Single(Directory.GetFiles(packages, "Showdown.Tool.*.nupkg"));
        output.WriteLine($"{Path.GetFileName(package)}: {new FileInfo(package).Length / 1e6:0.0} MB");

        output.WriteLine($"packed, unless another test did, after {clock.Elapsed.TotalSeconds:0.0} s");
        await AtHomeAsync("dotnet", "tool", "install", "Showdown.Tool", "--tool-path", tools, "--source", packages);
        var showdown = Path.Combine(tools, "showdown");
        var init = await AtHomeAsync(showdown, "init", "work");
        Assert.Contains("showdown run jobs/quickstart.yaml", init.StandardOutput, StringComparison.Ordinal);
        var work = Path.Combine(place.Folder, "work");
        Assert.Equal(
            [".gitignore", "datasets", "jobs", "schemas"],
            Directory.EnumerateFileSystemEntries(work).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );

        var run = await AtAsync(work, showdown, "run", "jobs/quickstart.yaml");
        Assert.Contains("Simulated strong model", run.StandardOutput, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Assert.Single(Directory.GetDirectories(Path.Combine(work, "reports", "out"), "2*")), "index.html")));
        output.WriteLine($"installed, with a workspace, a run and its report after {clock.Elapsed.TotalSeconds:0.0} s");
        await AtAsync(work, showdown, "run", "jobs/my-questions.yaml", "--epochs", "1");

        // The benchmarks travel with the program; one's own counts beside them.
        var list = (await AtAsync(work, showdown, "datasets", "list")).StandardOutput;
        Assert.Contains("mmlu-pro", list, StringComparison.Ordinal);
        Assert.Contains("my-questions", list, StringComparison.Ordinal);

        // What somebody has changed is kept.
        var job = Path.Combine(work, "jobs", "quickstart.yaml");
        await File.WriteAllTextAsync(job, "name: mine\n", TestContext.Current.CancellationToken);
        Assert.Contains(
            $"kept  {Path.Combine(".", "jobs", "quickstart.yaml")}",
            (await AtAsync(work, showdown, "init")).StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Equal("name: mine\n", await File.ReadAllTextAsync(job, TestContext.Current.CancellationToken));

        Task<BufferedCommandResult> AtHomeAsync(string program, params string[] arguments) => AtAsync(place.Folder, program, arguments);

        async Task<BufferedCommandResult> AtAsync(string folder, string program, params string[] arguments)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience.Long);
            var home = Path.Combine(place.Folder, "home");
            var result = await CliWrap
                .Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(folder)
                .WithEnvironmentVariables(e => e.Set("HOME", home).Set("DOTNET_CLI_HOME", home).Set("NO_COLOR", "1").Set("SHOWDOWN_DATABASE", null))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
            Assert.True(
                result.ExitCode == 0,
                $"{program} {string.Join(' ', arguments)}: {result.ExitCode}\n{result.StandardOutput}\n{result.StandardError}"
            );
            return result;
        }
    }
}
