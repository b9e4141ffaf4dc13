using System.Text.Json;
using System.Threading.Channels;

namespace Showdown.Simulator;

/// <summary>One request that has ended.</summary>
/// <param name="Reply">What was meant: right, wrong, cut or, without a hint, plain.</param>
/// <param name="Delivered">False when the client went away before the end.</param>
internal readonly record struct LoggedRequest(
    DateTimeOffset Time,
    string Model,
    string? Benchmark,
    string? Sample,
    int? Epoch,
    int Try,
    string Reply,
    Fault Fault,
    int Status,
    bool Delivered
);

/// <summary>Appends one JSON line per request to a file; writing never holds a reply up.</summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private readonly Channel<LoggedRequest> _lines = Channel.CreateUnbounded<LoggedRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public RequestLog(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _writing = WriteAsync(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
    }

    public void Add(LoggedRequest request) => _lines.Writer.TryWrite(request);

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(FileStream file)
    {
        await using var stream = file;
        await using var json = new Utf8JsonWriter(stream);
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (_lines.Reader.TryRead(out var request))
            {
                Write(json, request);
                await json.FlushAsync();
                json.Reset();
                stream.WriteByte((byte)'\n');
            }

            await stream.FlushAsync();
        }
    }

    private static void Write(Utf8JsonWriter json, LoggedRequest request)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, request.Time);
        json.WriteString("model"u8, request.Model);
        json.WriteString("benchmark"u8, request.Benchmark);
        json.WriteString("sample"u8, request.Sample);
        if (request.Epoch is { } epoch)
            json.WriteNumber("epoch"u8, epoch);
        else
            json.WriteNull("epoch"u8);
        json.WriteNumber("try"u8, request.Try);
        json.WriteString("reply"u8, request.Reply);
        json.WriteString("fault"u8, request.Fault == Fault.None ? null : request.Fault.ToString());
        json.WriteNumber("status"u8, request.Status);
        json.WriteBoolean("delivered"u8, request.Delivered);
        json.WriteBoolean("simulated"u8, true);
        json.WriteEndObject();
    }
}
