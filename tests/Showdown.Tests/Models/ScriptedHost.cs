using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Showdown.Tests.Models;

/// <summary>A host that answers byte by byte what a test wants, over a bare socket: what no web server lets one send.</summary>
internal sealed class ScriptedHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, Answer, Task> _script;
    private readonly Task _accepting;
    private int _requests;
    private int _inFlight;
    private int _mostInFlight;

    /// <param name="script">Called with the number of the request, from 1.</param>
    public ScriptedHost(Func<int, Answer, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public int Requests => _requests;

    public int MostInFlight => _mostInFlight;

    public ConcurrentQueue<string> Bodies { get; } = new();

    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>The same answer to every request.</summary>
    public static ScriptedHost Always(Func<Answer, Task> script) => new((_, answer) => script(answer));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception stopped)
            when (stopped is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        try
        {
            var answer = new Answer(client, _stop.Token);
            while (await answer.ReadRequestAsync() is var (head, body))
            {
                Heads.Enqueue(head);
                Bodies.Enqueue(body);
                var number = Interlocked.Increment(ref _requests);
                var now = Interlocked.Increment(ref _inFlight);
                for (var most = _mostInFlight; now > most; most = _mostInFlight)
                    Interlocked.CompareExchange(ref _mostInFlight, now, most);
                try
                {
                    await _script(number, answer);
                }
                finally
                {
                    Interlocked.Decrement(ref _inFlight);
                }

                if (answer.Closed)
                    return;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client or the test went away.
        }
    }
}

/// <summary>The connection a script writes to.</summary>
internal sealed class Answer(TcpClient client, CancellationToken stop)
{
    public const string Finish = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private readonly NetworkStream _stream = client.GetStream();

    public bool Closed { get; private set; }

    /// <summary>The body of the request at hand.</summary>
    public string Body { get; private set; } = "";

    public CancellationToken Stop => stop;

    public static string Text(string text) =>
        $$$"""{"model":"served","choices":[{"index":0,"delta":{"content":{{{System.Text.Json.JsonSerializer.Serialize(text)}}}}}]}""";

    /// <summary>An event stream, ended as the protocol wants it.</summary>
    public Task StreamAsync(params string[] events) => RawAsync(Chunked([.. events, "[DONE]"]) + "0\r\n\r\n");

    /// <summary>The beginning of an event stream, without an end.</summary>
    public Task BeginStreamAsync(params string[] events) => RawAsync(Chunked(events));

    public Task MoreAsync(params string[] events) => RawAsync(string.Concat(events.Select(e => Chunk($"data: {e}\n\n"))));

    /// <summary>An ordinary end of the response, whatever the stream has said so far.</summary>
    public Task EndAsync() => RawAsync("0\r\n\r\n");

    public Task DocumentAsync(string body, int status = 200, string type = "application/json", string headers = "") =>
        RawAsync($"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public async Task RawAsync(string text)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        await _stream.FlushAsync(stop);
    }

    public async Task BytesAsync(string head, byte[] body)
    {
        await RawAsync(head);
        await _stream.WriteAsync(body, stop);
        await _stream.FlushAsync(stop);
    }

    public async Task ResetAsync()
    {
        // What was sent before has to arrive before the reset does.
        await Task.Delay(20, stop);
        client.Client.LingerState = new LingerOption(true, 0);
        client.Client.Close();
        Closed = true;
    }

    public void Close()
    {
        client.Close();
        Closed = true;
    }

    public Task HangAsync() => Task.Delay(Timeout.Infinite, stop);

    internal async Task<(string Head, string Body)?> ReadRequestAsync()
    {
        var received = new List<byte>();
        var buffer = new byte[16 * 1024];
        var bodyAt = -1;
        var length = 0;
        while (bodyAt < 0 || received.Count < bodyAt + length)
        {
            var read = await _stream.ReadAsync(buffer, stop);
            if (read == 0)
                return null;
            received.AddRange(buffer.AsSpan(0, read));
            if (bodyAt >= 0)
                continue;
            var end = received.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
            if (end < 0)
                continue;
            bodyAt = end + 4;
            var line = Encoding
                .ASCII.GetString(received.ToArray(), 0, end)
                .Split("\r\n")
                .FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            length = line is null ? 0 : int.Parse(line["Content-Length:".Length..]);
        }

        var all = received.ToArray();
        Body = Encoding.UTF8.GetString(all, bodyAt, length);
        return (Encoding.ASCII.GetString(all, 0, bodyAt), Body);
    }

    private static string Chunked(string[] events) =>
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(events.Select(e => Chunk(e.StartsWith(':') ? e + "\n\n" : $"data: {e}\n\n")));

    private static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";
}
