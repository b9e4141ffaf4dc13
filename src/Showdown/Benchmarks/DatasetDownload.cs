using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Showdown.Domain;
using Showdown.Models.Wire;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Why one source gave nothing. The message is a sentence that tells what to do.</summary>
internal sealed class SourceException(string message) : Exception(message);

/// <summary>
/// Fetches one file into the content store. It is written beside, hashed while it streams and moved into place when the hash is right.
/// A connection that breaks is resumed at once, a pull that was interrupted at the next pull; an error leaves nothing behind.
/// </summary>
internal sealed class DatasetDownload(ContentStore store, DatasetOptions options, HttpClient http)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Tries that add nothing to what is kept, before giving up.</summary>
    private const int FruitlessTries = 3;

    private const string NoWebAddress = "redirects to an address that is not http or https. Correct 'url' in benchmark.yaml, or use a mirror.";

    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(60);

    private readonly ResiliencePipeline<HttpResponseMessage> _patience = Patience(options.LongestPause);

    /// <returns>The hash of what came: the source's own, where it names one.</returns>
    /// <exception cref="SourceException">With the reason.</exception>
    public async Task<string> FetchAsync(DatasetSource source, Action<long, long?> progress, CancellationToken cancel)
    {
        source = source with { Url = EnvironmentText.Expand(source.Url!, out _) };
        var part = await PartFile.OpenAsync(store.Incoming, source.Sha256 ?? ContentStore.HashOfText(source.Url), cancel);
        var tagFile = part.Path + ".tag";
        var keepForLater = false;
        try
        {
            if (source.Sha256 is null)
                part.Clear(); // nothing tells whether what is left of an earlier pull is of the same file
            // A process that was killed between the last byte and the move leaves a part that is whole.
            if (part.Length == 0 || await part.FinishAsync(cancel) != source.Sha256)
                await FillAsync(source, part, tagFile, progress, cancel);
            var hash = await part.FinishAsync(cancel);
            if (source.Sha256 is not null && hash != source.Sha256)
            {
                throw new SourceException(
                    $"has the wrong content: SHA-256 is {hash}, benchmark.yaml says {source.Sha256}. "
                        + "Either upstream changed the file (then its revision is not pinned) or something on the way did. Nothing was kept."
                );
            }

            await part.DisposeAsync();
            store.Keep(part.Path, hash);
            return hash;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            keepForLater = part.IsShared;
            throw;
        }
        catch (IOException e) when (IsDiskFull(e))
        {
            throw new SourceException($"does not fit: the disk of {options.CacheFolder} is full. Make room, or put the cache elsewhere with --data.");
        }
        finally
        {
            await part.DisposeAsync();
            if (!keepForLater)
            {
                File.Delete(part.Path);
                File.Delete(tagFile);
            }
        }
    }

    private async Task FillAsync(DatasetSource source, PartFile part, string tagFile, Action<long, long?> progress, CancellationToken cancel)
    {
        var tag = part.Length > 0 && File.Exists(tagFile) ? await File.ReadAllTextAsync(tagFile, cancel) : null;
        for (var fruitless = 0; ; )
        {
            var before = part.Length;
            try
            {
                using var response = await SendAsync(source, before, tag, cancel);
                if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != before)
                {
                    part.Clear();
                    before = 0;
                }

                tag = response.Headers.ETag is { IsWeak: false } etag ? etag.Tag : null;
                if (tag is not null)
                    await File.WriteAllTextAsync(tagFile, tag, cancel);
                var total = response.Content.Headers.ContentLength + part.Length;
                CheckRoom(response.Content.Headers.ContentLength);
                var most = total is null ? options.MaxUnstatedBytes : options.MaxBytes;
                if (total > most)
                    throw TooLarge(most);
                await CopyAsync(response, part, total, most, progress, cancel);
                if (part.Length < total)
                    throw new HttpRequestException($"ended after {part.Length:N0} of {total:N0} bytes");
                return;
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException || (e is IOException && !IsDiskFull(e)))
            {
                // Whoever has to begin anew may come a little further each time, and never to the end.
                fruitless = before > 0 && part.Length > before ? 1 : fruitless + 1;
                if (e is CannotResumeException)
                    tag = null;
                if (fruitless < FruitlessTries && part.Length > 0)
                    continue;
                throw new SourceException(
                    part.Length > 0
                        ? $"broke off after {part.Length:N0} bytes, again and again: {Innermost(e)}. Nothing was kept; try again later."
                        : $"cannot be reached: {Innermost(e)}. Check the network, or use a mirror folder (--mirror)."
                );
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(DatasetSource source, long from, string? tag, CancellationToken cancel)
    {
        HttpResponseMessage response;
        try
        {
            response = await _patience.ExecuteAsync(
                async token =>
                {
                    using var request = Request(source, from, tag);
                    return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                },
                cancel
            );
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {http.Timeout.TotalSeconds:0} s", e);
        }
        catch (Exception e) when (e is NotSupportedException or UriFormatException)
        {
            throw new SourceException(NoWebAddress);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw Refused(source, response.StatusCode);
    }

    private HttpRequestMessage Request(DatasetSource source, long from, string? tag)
    {
        var isHub = source.Url!.StartsWith("hf://", StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Get, isHub ? HfAddress.Resolve(source.Url, options.HfEndpoint) : new Uri(source.Url));
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (isHub && options.HfToken is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Without a tag to compare, the end of one file could be glued to the start of another; the hash would tell, but only at the end.
        if (from > 0 && tag is not null)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(tag));
        }

        return request;
    }

    /// <summary>A host that is busy or stumbles is asked a few times more, after the pause that it names or a growing one.</summary>
    private static ResiliencePipeline<HttpResponseMessage> Patience(TimeSpan longestPause) =>
        new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = tried =>
                        ValueTask.FromResult(tried.Outcome.Result is { } response && ((int)response.StatusCode is 408 or 429 or >= 500)),
                    MaxRetryAttempts = 4,
                    Delay = TimeSpan.FromSeconds(1) < longestPause ? TimeSpan.FromSeconds(1) : longestPause,
                    MaxDelay = longestPause,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    DelayGenerator = tried =>
                        ValueTask.FromResult<TimeSpan?>(
                            tried.Outcome.Result?.Headers.RetryAfter?.Delta is { } asked
                                ? TimeSpan.FromTicks(Math.Min(asked.Ticks, longestPause.Ticks))
                                : null
                        ),
                }
            )
            .Build();

    private Exception Refused(DatasetSource source, HttpStatusCode status)
    {
        var code = (int)status;
        var isHub = source.Url!.StartsWith("hf://", StringComparison.Ordinal);
        return code switch
        {
            401 or 403 when isHub && options.HfToken is null => new SourceException(
                $"is gated (HTTP {code}): agree to its terms at {HfAddress.Page(source.Url, options.HfEndpoint)}, make a token there under settings, tokens, and set HF_TOKEN."
            ),
            401 or 403 when isHub => new SourceException(
                $"refuses the token in HF_TOKEN (HTTP {code}): agree to the terms at {HfAddress.Page(source.Url, options.HfEndpoint)} with the account of that token, and see that the token may read gated repositories."
            ),
            401 or 403 => new SourceException($"refuses access (HTTP {code})."),
            404 or 410 => new SourceException(
                $"does not exist (HTTP {code}): the file was moved or the address is misspelt. Correct 'url' in benchmark.yaml, or use a mirror."
            ),
            >= 300 and < 400 => new SourceException(NoWebAddress),
            416 => new CannotResumeException(),
            429 or >= 500 => new HttpRequestException($"the host answers HTTP {code}"),
            _ => new SourceException($"answers HTTP {code}."),
        };
    }

    private static async Task CopyAsync(
        HttpResponseMessage response,
        PartFile part,
        long? total,
        long most,
        Action<long, long?> progress,
        CancellationToken cancel
    )
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            silence.CancelAfter(_longestSilence);
            int read;
            try
            {
                read = await body.ReadAsync(buffer, silence.Token);
            }
            catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
            {
                throw new TimeoutException($"no byte came for {_longestSilence.TotalSeconds:0} s", e);
            }

            if (read == 0)
                return;
            if (part.Length + read > most)
                throw TooLarge(most);
            await part.AppendAsync(buffer.AsMemory(0, read), cancel);
            progress(part.Length, total);
        }
    }

    private static SourceException TooLarge(long most) =>
        new(
            $"sends more than {most / 1e9:0.#} GB for one file and was stopped: no benchmark's file is so large. See that 'url' in benchmark.yaml names the file itself, or use a mirror."
        );

    private void CheckRoom(long? needed)
    {
        var free = new DriveInfo(Path.GetFullPath(store.Incoming)).AvailableFreeSpace;
        if (needed > free)
            throw new SourceException(
                $"does not fit: {needed / 1e6:N0} MB are needed and {free / 1e6:N0} MB are free below {options.CacheFolder}. Make room, or put the cache elsewhere with --data."
            );
    }

    // ENOSPC is 28 on Unix; Windows has ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static bool IsDiskFull(Exception e) => e is IOException && (e.HResult == 28 || (e.HResult & 0xFFFF) is 112 or 39 && e.HResult < 0);

    private sealed class CannotResumeException() : IOException("the host refuses to go on in the middle");

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return HostErrors.OneLine(e.Message).TrimEnd('.');
    }
}
