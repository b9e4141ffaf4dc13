using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

/// <summary>Sources that are more than one plain file: archives, parts, and windows of a file.</summary>
public sealed class SourceKindsTests : IDisposable
{
    /// <summary>
    /// Three invented questions with GPQA's columns, packed by Info-ZIP 3.0: deflated and stored, with the password "swordfish", and without one.
    /// </summary>
    private const string Locked =
        "UEsDBBQACQAIAF07eF3Et+esxAAAAM4BAAAPABwAZGF0YXNldC9zZXQuY3N2VVQJAANCPAVrQjwFa3V4CwABBAAAAAAEAAAAAETLwAmitaWCKbJBqaLtHcOujJGLjAvNQlZ6fzoDq4UeXRJ3H3ZPGJFXyuKqT9ktB3z25bC3nONx6V42N0UUA90KjYHkac+VRLQPcdq3L3rU3L2imBu8cIkabDJ18oOzwqT0qb2ENuHj7q1K7YP524Dj8JIltGFE8cmeP4MoFJLjx1RHJ/l6klN+V0OR6UQcgPBNIyPbvTA+Om9UDKkRtOVdJMQIunvLU5J4ubE4ID295uLn0VkTap4Y1yEcs1APDB3djRBQSwcIxLfnrMQAAADOAQAAUEsBAh4DFAAJAAgAXTt4XcS356zEAAAAzgEAAA8AGAAAAAAAAQAAAKSBAAAAAGRhdGFzZXQvc2V0LmNzdlVUBQADQjwFa3V4CwABBAAAAAAEAAAAAFBLBQYAAAAAAQABAFUAAAAdAQAAAAA=";
    private const string Stored =
        "UEsDBAoACQAAAF07eF3Et+es2gEAAM4BAAAPABwAZGF0YXNldC9zZXQuY3N2VVQJAANCPAVrQjwFa3V4CwABBAAAAAAEAAAAAEvDl8jd5Qj2wxfhuo/uC/PT0sAjFakpp2Ta8VTTY5iQpKvLWl9khK1wdkdkRjFSndLaeg/eXpHFTaZ25ROhxmCx9cnWEvC+Ut/Zp+6rFwc+3XUy6YW0FlxkPTOkCRc2c591/LH7na3Le9inCITY+84n7amx3TboIPBXSOGT+4nJfu+0PeCKdIJjMvKHKaYwB0d4oWDXCgUcMP6Stoa+coQIzasQq3bqA0lmcbjrOJH08x2q20CD12FY/01rxIOxKNNRXNM9SyzZwkUiXu7UEF4/5copZCIZhe7jqorS136xb/B5jgIVoiJe7Nz6bM/UCyyBtYvzRKLjq9L4TTCnEDgQ0V5eo3VDQWizNp71P4Q5DiDbCJmBc8+NBb2ALjXLNQUtO/2l5DTnHx3zlxiMtyipgYv/TofeHH9uUSNQsMNcgGo4/W7gqovG+8823my1UAguLrffOt3IBlUyEIGu0oFtt+ShpsUubPxDSFGhpMNgHPB7qMh4PfM6XoAmAp2XEA62IzEPqRcIXC0eYWG0owdE/nypMOoW8C3Zv5uEwrS5FK66Gxmp3H9M0kqGNKPN3jk0xfMDqsfahbXc/gOyif4TNwVaFtuUYUCRr0tM38mwNGSeQHudWa7rFlBLBwjEt+es2gEAAM4BAABQSwECHgMKAAkAAABdO3hdxLfnrNoBAADOAQAADwAYAAAAAAAAAAAApIEAAAAAZGF0YXNldC9zZXQuY3N2VVQFAANCPAVrdXgLAAEEAAAAAAQAAAAAUEsFBgAAAAABAAEAVQAAADMCAAAAAA==";
    private const string Open =
        "UEsDBBQAAAAIAF07eF3Et+esuAAAAM4BAAAPABwAZGF0YXNldC9zZXQuY3N2VVQJAANCPAVrQjwFa3V4CwABBAAAAAAEAAAAAJXOTQqDMBAF4L3gHYasUzDpAUppF3XVvxNoHDRgJzWJSm/fFMyimI2rPB6T+eY+ovPaED8Za1F5OJKb0fKS1F8BYl3JdbXnF912ux4n7KExr0oTf471kh4Yxhsoz3nGSpqQPDYwLBdAwWHWvgPGhtF4dIxlFTVQgQvfQug14YFxGwAfhmdrqIWiiqGOQfFb93FaOX59+98TDiySotgiimW/iKKIokiJIinKLaJc9ssoyijKlCjz7AtQSwECHgMUAAAACABdO3hdxLfnrLgAAADOAQAADwAYAAAAAAABAAAApIEAAAAAZGF0YXNldC9zZXQuY3N2VVQFAANCPAVrdXgLAAEEAAAAAAQAAAAAUEsFBgAAAAABAAEAVQAAAAEBAAAAAA==";
    private const string Content = "ff652938ee3c4dda191a8ed06507e58d36eaf4588aa6815030cd386893179472";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Locked, "swordfish", "739445e3a4cba50b77c0275da963b73c088cc35020951a0551fdfe65b2708f98")]
    [InlineData(Stored, "swordfish", "b3809e472f792f2bca023ad2209feab7d38b3a7540b377f4dec40994620c98fe")]
    [InlineData(Open, null, "219fbe1cc5650d7f7d3278710e0014bd86ebdd04409fdcc955b13937304a1de5")]
    public async Task Archive_IsUnpacked_AndItsContentCounts(string archive, string? password, string sha256)
    {
        var benchmark = Archived(archive, password, sha256);
        var data = await Cache().PullAsync(benchmark, null, Cancel);
        Assert.Equal(Content, data.Sha256);
        var samples = await DatasetReader.ReadAsync(benchmark, data, Cancel).ToListAsync(Cancel);
        Assert.Equal(["rec0", "rec1", "rec2"], samples.Select(s => s.Id));
        Assert.Equal("Invented question 1, with \"quotes\"\nand a second line?", samples[1].Input);
        Assert.Equal(["right 1", "wrong 1a", "wrong 1b", "wrong 1c"], samples[1].Choices);
        Assert.Equal(("A", "Physics", "Optics"), (samples[1].Target, samples[1].Group, samples[1].Fields["subdomain"]));
        Assert.NotNull(Cache().Find(benchmark));
    }

    [Theory]
    [InlineData(Locked, "carp", "dataset/set.csv", "cannot be unpacked: the password is wrong.")]
    [InlineData(Locked, null, "dataset/set.csv", "needs a password")]
    [InlineData(Open, null, "dataset/other.csv", "it holds no 'dataset/other.csv'")]
    [InlineData("bm8gemlw", null, "dataset/set.csv", "it is no zip archive")]
    public async Task Archive_ThatCannotBeUnpacked_SaysWhy_AndLeavesNothing(string archive, string? password, string entry, string says)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(archive)));
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(Archived(archive, password, hash, entry), null, Cancel));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["cache/incoming"]));
    }

    [Fact]
    public async Task Archive_ThatUnpacksToMoreThanMayBe_IsRefused_AndLeavesNothing()
    {
        var benchmark = Archived(Open, null, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(Open))));
        var cache = new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"], MaxUnpackedBytes = 10 }, new HttpClient());
        var e = await Assert.ThrowsAsync<SettingsException>(() => cache.PullAsync(benchmark, null, Cancel));
        Assert.Contains("cannot be unpacked: it unpacks to more than 0 GB", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["cache/incoming"]));
    }

    [Fact]
    public async Task Parts_AreReadOneAfterTheOther_AndNumberedThrough()
    {
        _folder.Write("b/one.jsonl", "{\"q\": \"a\", \"day\": \"2024-07-31T10:00:00\"}\n{\"q\": \"b\", \"day\": \"2024-08-01T10:00:00\"}\n");
        _folder.Write("b/two.jsonl", "{\"q\": \"c\", \"day\": \"2025-05-31T23:59:00\"}\n{\"q\": \"d\", \"day\": \"2025-06-01\"}\n");
        var whole = Parts([]);
        Assert.Equal(["1a", "2b", "3c", "4d"], await ReadAsync(whole));
        var window = Parts(new Dictionary<string, string> { ["day"] = "2024-08-01..2025-05-31" });
        Assert.Equal(["2b", "3c"], await ReadAsync(window));
        Assert.NotEqual((await Cache().PullAsync(whole, null, Cancel)).Sha256, (await Cache().PullAsync(window, null, Cancel)).Sha256);
        Assert.Equal(["2b", "4d"], await ReadAsync(Parts(new Dictionary<string, string> { ["q"] = "b\nd" })));
        Assert.Equal(["1a"], await ReadAsync(Parts(new Dictionary<string, string> { ["day"] = "2024-01..2024-07" })));
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(Parts(new Dictionary<string, string> { ["date"] = "2024-01.." })));
        Assert.Contains("one.jsonl(1): 'date' is missing.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_KnowsPartsAgain()
    {
        _folder.Write("b/one.jsonl", "{\"q\": \"a\"}\n");
        _folder.Write("b/two.jsonl", "{\"q\": \"b\"}\n");
        var benchmark = Parts([]);
        Assert.Null(Cache().Find(benchmark));
        var pulled = await Cache().PullAsync(benchmark, null, Cancel);
        Assert.Equal(pulled.Sha256, Cache().Find(benchmark, pulled.Sha256, null)!.Sha256);
        File.Delete(pulled.Data.Files[1].Path);
        Assert.Null(Cache().Find(benchmark));
    }

    private async Task<List<string>> ReadAsync(BenchmarkSettings benchmark)
    {
        var data = await Cache().PullAsync(benchmark, null, Cancel);
        return await DatasetReader.ReadAsync(benchmark, data, Cancel).Select(s => s.Id + s.Input).ToListAsync(Cancel);
    }

    private BenchmarkSettings Parts(Dictionary<string, string> where) =>
        Benchmark(
            new DatasetSource
            {
                Parts = [new DatasetSource { File = "one.jsonl", Format = "" }, new DatasetSource { File = "two.jsonl", Format = "" }],
                Format = "jsonl",
                Map = new Dictionary<string, string>
                {
                    ["id"] = "{row}",
                    ["input"] = "q",
                    ["target"] = "=x",
                },
                Where = where,
            }
        );

    private BenchmarkSettings Archived(string archive, string? password, string sha256, string entry = "dataset/set.csv")
    {
        Directory.CreateDirectory(_folder["b"]);
        File.WriteAllBytes(_folder["b/set.zip"], Convert.FromBase64String(archive));
        return Benchmark(
            MirrorTests.Benchmark("gpqa-diamond").Sources[2] with
            {
                Url = null,
                File = "set.zip",
                Sha256 = Content,
                Archive = new ArchiveEntry(entry, password, sha256),
            }
        );
    }

    private BenchmarkSettings Benchmark(DatasetSource source) =>
        new()
        {
            Id = "test",
            Version = 1,
            Title = "Test",
            Sources = [source],
            Prompt = "x",
            Scorer = new ScorerSettings("choice"),
            Protocol = new Protocol(),
            Folder = _folder["b"],
        };

    private DatasetCache Cache() => new(new DatasetOptions { CacheFolder = _folder["cache"] }, new HttpClient());
}
