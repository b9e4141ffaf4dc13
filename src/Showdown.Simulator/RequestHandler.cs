using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>Answers requests. All waiting is on timers, so thousands may wait at once.</summary>
internal sealed class RequestHandler(SimulatorOptions options, Clock clock, RequestLog? log, CancellationToken stopping)
{
    private readonly SimulationCache _simulations = new();
    private readonly Moods _moods = new(options.Time);
    private readonly ServicePlaces _places = new();
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private long _served;

    public async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers["x-simulated"] = "true";
        var path = http.Request.Path.Value ?? "";
        if (path.EndsWith("/chat/completions", StringComparison.Ordinal) && HttpMethods.IsPost(http.Request.Method))
            await ChatAsync(http);
        else if (path.EndsWith("/models", StringComparison.Ordinal) && HttpMethods.IsGet(http.Request.Method))
            await ModelsAsync(http);
        else
            await ErrorAsync(http, 404, "not_found", $"There is no {http.Request.Method} {path} here: POST /v1/chat/completions, GET /v1/models.");
    }

    private async Task ChatAsync(HttpContext http)
    {
        var came = Stopwatch.GetTimestamp();
        SimulatedRequest request;
        try
        {
            request = await ReadAsync(http.Request.BodyReader, http.RequestAborted);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            await ErrorAsync(http, 400, "invalid_request_error", "The body is not the JSON of a chat request: " + malformed.Message);
            return;
        }

        if (options.RefusesTools && request.Tools.Count > 0)
        {
            await ErrorAsync(http, 400, "invalid_request_error", "Simulated: this host does not support tools.");
            return;
        }

        if (request is { Hint: null, Body: not null } && (request.Simulation ?? options.Simulation) is { Host: not null } simulation)
        {
            await InstructedAsync(http, new InstructedHost(request, simulation), request.Stream, simulation, came);
            return;
        }

        var reply = _moods.Touch(SimulatedReply.Decide(request, options.Simulation), request, request.Simulation ?? options.Simulation);
        var delivered = false;
        try
        {
            using var place = await _places.EnterAsync(request.Model, request.Simulation ?? options.Simulation, http.RequestAborted);
            if (place is null)
                reply = reply with { Fault = Fault.RateLimit };
            else if ((request.Simulation ?? options.Simulation).AtOnce > 0)
                came = Stopwatch.GetTimestamp(); // it is served from here on
            await SayAsync(http, request, reply, came);
            delivered = reply.Fault is not (Fault.Reset or Fault.ResetMidStream or Fault.Hang);
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the simulator stops.
        }
        finally
        {
            log?.Add(
                new LoggedRequest(
                    TimeProvider.System.GetUtcNow(),
                    request.Model,
                    request.Hint?.BenchmarkId,
                    request.Hint?.SampleId,
                    request.Hint?.Epoch,
                    request.Try,
                    reply.Cut
                        ? "cut"
                        : reply.Right switch
                        {
                            true => "right",
                            false => "wrong",
                            null => "plain",
                        },
                    reply.Fault,
                    http.Response.StatusCode,
                    delivered
                )
            );
        }
    }

    private async Task InstructedAsync(HttpContext http, InstructedHost host, bool stream, Simulation simulation, long came)
    {
        if (host.Refusal is { } refusal)
        {
            await ErrorAsync(http, 400, "invalid_request_error", "Simulated: " + refusal);
            return;
        }

        if (!stream)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(host.Whole().ToJsonString(), http.RequestAborted);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        foreach (var (data, after) in host.Events())
        {
            var wait = simulation.TokensPerSecond > 0 ? after / simulation.TokensPerSecond : 0;
            var due = came + (long)((simulation.FirstToken.TotalSeconds + wait) * Stopwatch.Frequency);
            await clock.AtAsync(due, () => http.Response.WriteAsync($"data: {data}\n\n", http.RequestAborted), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }

        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private async Task<SimulatedRequest> ReadAsync(PipeReader body, CancellationToken cancel)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return SimulatedRequest.Read(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray(), _simulations);
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private async Task SayAsync(HttpContext http, SimulatedRequest request, SimulatedReply reply, long came)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        switch (reply.Fault)
        {
            case Fault.RateLimit:
                http.Response.Headers.RetryAfter = "1";
                await ErrorAsync(http, 429, "rate_limit_exceeded", "Simulated: too many requests.");
                return;
            case Fault.ServerError:
                await ErrorAsync(http, 500, "server_error", "Simulated: internal error.");
                return;
            case Fault.Reset:
                http.Abort();
                return;
            case Fault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
                return;
        }

        var id = $"simulated-{Interlocked.Increment(ref _served):x}";
        if (!_buffers.TryTake(out var buffer))
            buffer = new ArrayBufferWriter<byte>(4096);
        try
        {
            var writer = new ReplyWriter(
                buffer,
                request,
                id,
                request.Simulation ?? options.Simulation,
                TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()
            )
            {
                Provider = reply.Provider,
            };
            if (request.Stream)
                await StreamAsync(http, request, reply, writer, came, ending.Token);
            else
                await WholeAsync(http, reply, writer, came, ending.Token);
        }
        finally
        {
            buffer.ResetWrittenCount();
            _buffers.Add(buffer);
        }
    }

    private async Task StreamAsync(
        HttpContext http,
        SimulatedRequest request,
        SimulatedReply reply,
        ReplyWriter writer,
        long came,
        CancellationToken cancel
    )
    {
        http.Response.ContentType = "text/event-stream";
        var breaksAt = reply.Fault is Fault.TruncatedStream or Fault.ResetMidStream or Fault.MalformedJson
            ? Math.Max(1, reply.TalkTokens / 2)
            : int.MaxValue;
        var pace = Pace(reply.TokensPerSecond);
        var talk = reply.Talk.GetEnumerator();
        var said = 0;
        var talkTokens = Math.Min(reply.TalkTokens, breaksAt);
        while (said < talkTokens)
        {
            // The first token comes alone: it is what a client takes its time by.
            var before = said;
            var until =
                said == 0 ? 1
                : pace == 0 ? talkTokens
                : Math.Min(talkTokens, said + pace);
            writer.BeginChunk();
            for (; said < until && talk.MoveNext(); said++)
                writer.Raw(talk.Current);
            writer.EndChunk();
            if (pace > 0)
                await SendAsync(http, writer, came, reply.After(before), last: false, cancel);
        }

        if (reply.Fault == Fault.MalformedJson)
            writer.Raw("data: {\"id\":\"simulated\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"and th\n\n"u8);
        if (reply.Fault is Fault.TruncatedStream or Fault.ResetMidStream or Fault.MalformedJson)
        {
            await SendAsync(http, writer, came, reply.After(said), last: false, cancel);
            if (reply.Fault == Fault.ResetMidStream)
                http.Abort();
            return;
        }

        if (reply.Ending.Length > 0)
        {
            writer.BeginChunk();
            writer.Raw(said == 0 ? ""u8 : "\\n\\n"u8);
            writer.Text(reply.Ending);
            writer.EndChunk();
            if (pace > 0)
                await SendAsync(http, writer, came, reply.After(said), last: false, cancel);
        }

        for (var call = 0; call < reply.Calls.Count; call++)
        {
            writer.Call(call, reply.Calls[call]);
            if (pace > 0)
                await SendAsync(http, writer, came, reply.After(said), last: false, cancel);
        }

        writer.Finish(reply);
        if (request.IncludeUsage)
            writer.Usage(reply.OutputTokens);
        writer.Done();
        await SendAsync(http, writer, came, reply.After(reply.OutputTokens), last: true, cancel);
    }

    private async Task WholeAsync(HttpContext http, SimulatedReply reply, ReplyWriter writer, long came, CancellationToken cancel)
    {
        http.Response.ContentType = "application/json";
        writer.BeginWhole();
        foreach (var word in reply.Talk.Take(reply.TalkTokens))
            writer.Raw(word);
        var broken = reply.Fault is Fault.TruncatedStream or Fault.ResetMidStream or Fault.MalformedJson;
        if (!broken)
        {
            if (reply.Ending.Length > 0)
            {
                writer.Raw(reply.TalkTokens == 0 ? ""u8 : "\\n\\n"u8);
                writer.Text(reply.Ending);
            }

            writer.EndWhole(reply);
        }

        await SendAsync(http, writer, came, reply.After(reply.OutputTokens), last: reply.Fault != Fault.ResetMidStream, cancel);
        if (reply.Fault == Fault.ResetMidStream)
            http.Abort();
    }

    /// <summary>Sends what is written when it is due; with what is the last of a reply goes its end, in the same packet.</summary>
    private Task SendAsync(HttpContext http, ReplyWriter writer, long came, TimeSpan after, bool last, CancellationToken cancel)
    {
        var due = came + (long)(after.TotalSeconds * Stopwatch.Frequency);
        return clock.AtAsync(due, SendAsync, cancel);

        async Task SendAsync()
        {
            cancel.ThrowIfCancellationRequested(); // the log tells who was there to be sent the end: who has it may go
            writer.MoveTo(http.Response.BodyWriter);
            if (last)
                await http.Response.CompleteAsync();
            else
                await http.Response.BodyWriter.FlushAsync(cancel);
        }
    }

    /// <summary>Tokens in one chunk: about fifty chunks a second at most. 0: no pauses at all.</summary>
    private static int Pace(double tokensPerSecond) => tokensPerSecond <= 0 ? 0 : (int)Math.Ceiling(tokensPerSecond / 50);

    private async Task ModelsAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var model in options.Models)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, model);
            json.WriteString("object"u8, "model"u8);
            json.WriteString("owned_by"u8, "simulated"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task ErrorAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, message);
        json.WriteString("type"u8, type);
        json.WriteString("code"u8, type);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
