using CliWrap;
using CliWrap.Buffered;

namespace Showdown.EndToEnd;

/// <summary>The version names the commit, wherever the program was built.</summary>
public sealed class VersionTests
{
    [Fact]
    public async Task Version_NamesTheCommit_OfACheckout_OfAnArchive_AndOfAContainersBuild()
    {
        using var place = new Workplace();
        var commit = (await RunAsync(Workplace.Root, null, "git", "rev-parse", "HEAD")).Trim();
        Assert.Matches(@"^1\.\d+\.\d+\+[0-9a-f]{40}$", (await RunAsync(place.Folder, null, Workplace.Program, "--version")).Trim());

        var archive = Path.Combine(place.Folder, "archive.tar");
        await RunAsync(
            Workplace.Root,
            null,
            "git",
            "archive",
            "-o",
            archive,
            "HEAD",
            "Directory.Build.props",
            ".git-commit",
            "src/Showdown.Statistics"
        );
        await RunAsync(place.Folder, null, "tar", "-xf", archive);
        Assert.Equal(commit, await CommitAsync(null));
        Assert.Equal("0123abc", await CommitAsync("0123abc"));

        async Task<string> CommitAsync(string? variable) =>
            (await RunAsync(place.Folder, variable, "dotnet", "msbuild", "src/Showdown.Statistics", "-getProperty:SourceRevisionId")).Trim();
    }

    private static async Task<string> RunAsync(string folder, string? variable, string program, params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Long);
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(e => e.Set("SHOWDOWN_COMMIT", variable))
            .ExecuteBufferedAsync(patience.Token);
        return result.StandardOutput;
    }
}
