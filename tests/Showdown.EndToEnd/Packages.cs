using CliWrap;
using CliWrap.Buffered;

[assembly: AssemblyFixture(typeof(Showdown.EndToEnd.Packages))]

namespace Showdown.EndToEnd;

/// <summary>The packed tool, in a folder that can be a source of packages; packed when a test first wants it, once for all.</summary>
public sealed class Packages : IDisposable
{
    private readonly Lazy<Task<string>> _tool;
    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-packages-").FullName;

    public Packages() => _tool = new Lazy<Task<string>>(PackAsync);

    /// <summary>The folder.</summary>
    public Task<string> ToolAsync() => _tool.Value;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Not with the first test's token: the others wait for the same pack.
    private async Task<string> PackAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var result = await Cli.Wrap("dotnet")
            .WithArguments(["pack", "src/Showdown.App", "-c", "Release", "--no-build", "-o", _folder, "-v", "quiet"])
            .WithWorkingDirectory(Workplace.Root)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(patience.Token);
        Assert.True(result.ExitCode == 0, $"{result.StandardOutput}\n{result.StandardError}");
        return _folder;
    }
}
