using Showdown.Settings;

namespace Showdown.Tests.Settings;

public sealed class ReadableFolderTests
{
    // Whoever tests as root may read everything: what the system would say is said here.
    [Fact]
    public void AFolderThatMayNotBeRead_IsNamedWithItsModeAndTheCure()
    {
        using var folder = new TemporaryFolder();
        var problems = new Problems();
        Assert.Empty(
            ReadableFolder.List(folder.Path, problems, path => throw new UnauthorizedAccessException($"Access to the path '{path}' is denied."))
        );
        var problem = Assert.Single(problems.Messages);
        Assert.Contains($"{folder.Path}: cannot be read (mode ", problem);
        Assert.Contains("chmod -R a+rX", problem);
    }

    [Fact]
    public void AFolderThatIsGone_IsNamed()
    {
        var problems = new Problems();
        Assert.Empty(ReadableFolder.List("/no/such/folder", problems, Directory.GetFiles));
        Assert.Contains("/no/such/folder: cannot be read: ", Assert.Single(problems.Messages));
    }
}
