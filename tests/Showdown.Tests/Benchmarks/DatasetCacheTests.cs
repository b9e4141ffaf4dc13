using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

/// <summary>Pulls over HTTP from a server on loopback that behaves as told.</summary>
public sealed class DatasetCacheTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _content = new byte[3_000_000];
    private readonly List<HttpRequestLine> _requests = [];
    private readonly HttpClient _http = new();
    private WebApplication _server = null!;
    private Func<HttpContext, Task> _behave = _ => Task.CompletedTask;

    private string Hash => Convert.ToHexStringLower(SHA256.HashData(_content));

    private string Address => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        new Random(5).NextBytes(_content);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(context =>
        {
            lock (_requests)
                _requests.Add(
                    new HttpRequestLine(
                        context.Request.Path,
                        context.Request.Headers.Range.ToString(),
                        context.Request.Headers.IfRange.ToString(),
                        context.Request.Headers.Authorization.ToString()
                    )
                );
            return _behave(context);
        });
        await _server.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pull_StreamsVerifiesAndKeeps_AndAsksOnce()
    {
        _behave = context => SendAsync(context);
        var cache = Cache();
        var progress = new List<PullProgress>();
        var data = await cache.PullAsync(Benchmark(), new Collecting(progress), Cancel);
        Assert.Equal(Hash, data.Sha256);
        Assert.Equal(_content, await File.ReadAllBytesAsync(data.Data.Files[0].Path, Cancel));
        Assert.Equal("test.jsonl", data.Data.Files[0].Name);
        Assert.Equal((3_000_000L, 3_000_000L), (progress[^1].Bytes, progress[^1].TotalBytes));
        Assert.Equal("/datasets/owner/name/resolve/abc123/test.jsonl", Assert.Single(_requests).Path);
        Assert.Equal(data.Sha256, cache.Find(Benchmark())!.Sha256);
        await cache.PullAsync(Benchmark(), null, Cancel);
        Assert.Single(_requests);
        AssertNothingLeftBehind();
    }

    [Fact]
    public async Task Pull_ResumesWhereTheConnectionBroke()
    {
        _behave = context => SendAsync(context, breakAfter: _requests.Count == 1 ? 1_000_000 : null);
        var data = await Cache().PullAsync(Benchmark(), null, Cancel);
        Assert.Equal(Hash, data.Sha256);
        Assert.Equal(2, _requests.Count);
        Assert.StartsWith("bytes=", _requests[1].Range, StringComparison.Ordinal);
        Assert.Equal("\"tag\"", _requests[1].IfRange);
    }

    [Fact]
    public async Task Pull_ResumesWhatAnEarlierPullLeft_WhenItWasCancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _behave = context => SendAsync(context, hangAfter: _requests.Count == 1 ? 1_000_000 : null);
        var stop = new Collecting(
            [],
            p =>
            {
                if (p.Bytes >= 900_000)
                    source.Cancel();
            }
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache().PullAsync(Benchmark(), stop, source.Token));
        var data = await Cache().PullAsync(Benchmark(), null, Cancel);
        Assert.Equal(Hash, data.Sha256);
        Assert.Matches(@"^bytes=\d{6,}-$", _requests[1].Range);
        AssertNothingLeftBehind();
    }

    [Fact]
    public async Task Pull_StartsAgain_WhenTheFileChangedMeanwhile()
    {
        // The tag no longer matches, so the server sends the whole file instead of the rest.
        _behave = context => SendAsync(context, breakAfter: _requests.Count == 1 ? 1_000_000 : null, tag: $"\"tag{_requests.Count}\"");
        Assert.Equal(Hash, (await Cache().PullAsync(Benchmark(), null, Cancel)).Sha256);
    }

    [Theory]
    [InlineData(404, null, "does not exist (HTTP 404)")]
    [InlineData(401, null, "is gated (HTTP 401): agree to its terms at")]
    [InlineData(403, null, "set HF_TOKEN")]
    [InlineData(403, "hf_secret", "refuses the token in HF_TOKEN (HTTP 403)")]
    [InlineData(500, null, "cannot be reached: the host answers HTTP 500")]
    [InlineData(418, null, "answers HTTP 418")]
    public async Task Pull_SaysWhatToDo_AndLeavesNothing_WhenRefused(int status, string? token, string says)
    {
        _behave = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<html>no</html>");
        };
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache(token).PullAsync(Benchmark(), null, Cancel));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_secret", e.Message, StringComparison.Ordinal);
        AssertNothingLeftBehind();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Pull_AsksAHostThatIsBusy_AgainAndGetsTheFile(int status)
    {
        _behave = context =>
        {
            if (_requests.Count > 2)
                return SendAsync(context);
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        Assert.Equal(Hash, (await Cache().PullAsync(Benchmark(), null, Cancel)).Sha256);
        Assert.Equal(3, _requests.Count);
    }

    [Fact]
    public async Task Pull_GivesUpAHost_ThatStaysBusy()
    {
        _behave = context =>
        {
            context.Response.StatusCode = 429;
            return Task.CompletedTask;
        };
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(Benchmark(), null, Cancel));
        Assert.Contains("the host answers HTTP 429", e.Message, StringComparison.Ordinal);
        Assert.Equal(5, _requests.Count);
    }

    [Fact]
    public async Task Pull_FollowsNoRedirect_ToAFile()
    {
        _behave = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "file:///etc/passwd";
            return Task.CompletedTask;
        };
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(Benchmark(), null, Cancel));
        Assert.Contains("redirects to an address that is not http or https", e.Message, StringComparison.Ordinal);
        AssertNothingLeftBehind();
    }

    [Fact]
    public async Task Pull_RefusesAWrongHash_AndLeavesNothing()
    {
        _behave = context => context.Response.WriteAsync("other content");
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(Benchmark(), null, Cancel));
        Assert.Contains("has the wrong content: SHA-256 is ", e.Message, StringComparison.Ordinal);
        Assert.Contains(Hash, e.Message, StringComparison.Ordinal);
        AssertNothingLeftBehind();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pull_EndsAFileWithoutEnd_AndLeavesNothing(bool stated)
    {
        _behave = async context =>
        {
            context.Response.ContentLength = stated ? 1L << 40 : null;
            var block = new byte[1 << 16];
            for (var sent = 0; sent < 1 << 30 && !context.RequestAborted.IsCancellationRequested; sent += block.Length)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };
        var progress = new List<PullProgress>();
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(Benchmark(), new Collecting(progress), Cancel));
        Assert.Contains(stated ? "does not fit" : "sends more than 0 GB for one file and was stopped", e.Message, StringComparison.Ordinal);
        Assert.All(progress, p => Assert.InRange(p.Bytes, 0, 10_000_000));
        AssertNothingLeftBehind();
    }

    [Fact]
    public async Task Pull_RefusesATruncatedFile_AndLeavesNothing()
    {
        _behave = context => SendAsync(context, breakAfter: 500_000, ranges: false);
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(Benchmark(), null, Cancel));
        Assert.Contains("broke off after", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, _requests.Count);
        AssertNothingLeftBehind();
    }

    [Fact]
    public async Task Pull_TriesTheNextSource_AndNamesEveryReason_WhenNoneAnswers()
    {
        _behave = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        var benchmark = Benchmark() with
        {
            Sources =
            [
                Source() with
                {
                    Url = "hf://owner/name@abc123/test.jsonl",
                },
                Source() with
                {
                    Url = "http://127.0.0.1:9/nobody.jsonl",
                },
                Source() with
                {
                    Url = null,
                    Mirror = "set/none.jsonl",
                },
            ],
        };
        var e = await Assert.ThrowsAsync<SettingsException>(() => Cache().PullAsync(benchmark, null, Cancel));
        var lines = e.Message.Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Contains("Benchmark 'test': no source gave the dataset.", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("hf://owner/name@abc123/test.jsonl does not exist", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("http://127.0.0.1:9/nobody.jsonl cannot be reached", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("mirror: set/none.jsonl needs a mirror folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pull_PrefersTheMirror_WhenOneIsGiven()
    {
        var mirror = _folder.Write("mirror/set/data.jsonl", "");
        await File.WriteAllBytesAsync(mirror, _content, Cancel);
        var benchmark = Benchmark() with { Sources = [Source(), Source() with { Url = null, Mirror = "set/data.jsonl" }] };
        var data = await Cache().PullAsync(benchmark, null, Cancel);
        Assert.Equal("set/data.jsonl", data.Data.Source.Mirror);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task Pull_SendsTheToken_ToTheHubAlone()
    {
        _behave = context => SendAsync(context);
        await Cache("hf_secret").PullAsync(Benchmark(), null, Cancel);
        Assert.Equal("Bearer hf_secret", Assert.Single(_requests).Authorization);
        _requests.Clear();
        using var other = new TemporaryFolder();
        var cache = new DatasetCache(
            new DatasetOptions
            {
                CacheFolder = other.Path,
                HfToken = "hf_secret",
                HfEndpoint = "http://127.0.0.1:9",
            },
            _http
        );
        await cache.PullAsync(Benchmark() with { Sources = [Source() with { Url = $"{Address}/plain.jsonl" }] }, null, Cancel);
        Assert.Equal("", Assert.Single(_requests).Authorization);
    }

    [Fact]
    public async Task Verify_FindsDamage_AndTheNextPullMendsIt()
    {
        _behave = context => SendAsync(context);
        var cache = Cache();
        Assert.False((await cache.VerifyAsync(Benchmark(), Cancel)).IsPresent);
        var data = await cache.PullAsync(Benchmark(), null, Cancel);
        Assert.True((await cache.VerifyAsync(Benchmark(), Cancel)).IsIntact);
        await File.AppendAllTextAsync(data.Data.Files[0].Path, "x", Cancel);
        var check = await cache.VerifyAsync(Benchmark(), Cancel);
        Assert.True(check is { IsPresent: true, IsIntact: false });
        Assert.Null(cache.Find(Benchmark()));
        Assert.Equal(Hash, (await cache.PullAsync(Benchmark(), null, Cancel)).Sha256);
    }

    [Fact]
    public async Task OwnFile_NeedsNoHash_AndAnOldRunStillFindsWhatItSaw()
    {
        var path = _folder.Write("bench/data.jsonl", "{\"id\":1}\n");
        var benchmark = Benchmark() with
        {
            Folder = Path.GetDirectoryName(path)!,
            Sources = [new DatasetSource { File = "data.jsonl", Format = "jsonl" }],
        };
        var cache = Cache();
        Assert.Null(cache.Find(benchmark));
        var first = await cache.PullAsync(benchmark, null, Cancel);
        await File.WriteAllTextAsync(path, "{\"id\":2}\n", Cancel);
        var second = await cache.PullAsync(benchmark, null, Cancel);
        Assert.NotEqual(first.Sha256, second.Sha256);
        Assert.Equal(second.Sha256, cache.Find(benchmark)!.Sha256);
        var old = cache.Find(benchmark, first.Sha256, null)!;
        Assert.Equal("{\"id\":1}\n", await File.ReadAllTextAsync(old.Data.Files[0].Path, Cancel));
        Assert.Null(cache.Find(benchmark, new string('0', 64), null));
    }

    private BenchmarkSettings Benchmark() =>
        new()
        {
            Id = "test",
            Version = 1,
            Title = "Test",
            Sources = [Source()],
            Prompt = "{{ sample.input }}",
            Scorer = new ScorerSettings("choice"),
            Protocol = new Protocol(),
            Folder = _folder.Path,
        };

    private DatasetSource Source() =>
        new()
        {
            Url = "hf://owner/name@abc123/test.jsonl",
            Sha256 = Hash,
            Format = "jsonl",
        };

    private DatasetCache Cache(string? token = null) =>
        new(
            new DatasetOptions
            {
                CacheFolder = _folder["cache"],
                HfEndpoint = Address,
                HfToken = token,
                MaxUnstatedBytes = 10_000_000,
                LongestPause = TimeSpan.Zero,
                MirrorFolder = Directory.Exists(_folder["mirror"]) ? _folder["mirror"] : null,
            },
            _http
        );

    private void AssertNothingLeftBehind() => Assert.Empty(Directory.GetFiles(_folder["cache/incoming"]));

    private async Task SendAsync(HttpContext context, int? breakAfter = null, int? hangAfter = null, bool ranges = true, string tag = "\"tag\"")
    {
        var from = 0;
        var range = context.Request.Headers.Range.ToString();
        if (ranges && range.Length > 0 && context.Request.Headers.IfRange == tag)
        {
            from = int.Parse(range["bytes=".Length..^1]);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{_content.Length - 1}/{_content.Length}";
        }

        context.Response.Headers.ETag = tag;
        context.Response.ContentLength = _content.Length - from;
        var until = Math.Min(_content.Length, from + (breakAfter ?? hangAfter ?? _content.Length));
        await context.Response.Body.WriteAsync(_content.AsMemory(from, until - from), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (hangAfter is not null)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (breakAfter is not null)
            context.Abort();
    }

    private sealed record HttpRequestLine(string Path, string Range, string IfRange, string Authorization);

    private sealed class Collecting(List<PullProgress> into, Action<PullProgress>? then = null) : IProgress<PullProgress>
    {
        public void Report(PullProgress value)
        {
            into.Add(value);
            then?.Invoke(value);
        }
    }
}
