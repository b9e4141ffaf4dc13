using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Http;

/// <summary>
/// The body of an accepting answer: read no further than a limit of bytes, so that a host cannot fill our memory, and looked into before it is read.
/// </summary>
internal sealed class ReplyStream(Stream inner, long limit) : Stream
{
    private static readonly byte[] _end = "\n\n"u8.ToArray();

    private readonly byte[] _head = new byte[512];
    private ReadOnlyMemory<byte> _ahead;
    private long _read;
    private bool _closesEvents;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits for the first letter. Call it once, before anything is read.</summary>
    public async ValueTask<BodyForm> LookAsync(CancellationToken cancel)
    {
        var filled = 0;
        while (filled < _head.Length)
        {
            var read = await FromHostAsync(_head.AsMemory(filled), cancel);
            filled += read;
            _ahead = _head.AsMemory(0, filled);
            if (Form(_ahead.Span) is { } form)
            {
                _closesEvents = form == BodyForm.Events;
                return form;
            }

            if (read == 0)
                return BodyForm.Empty;
        }

        return BodyForm.Events; // comments or blanks, at length
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ahead.Length > 0)
            return Take(ref _ahead, buffer);
        var read = await FromHostAsync(buffer, cancellationToken);
        if (read > 0 || !_closesEvents || buffer.IsEmpty)
            return read;
        // Some hosts leave out the blank line after their last event, which would be lost without it.
        _closesEvents = false;
        _ahead = _end;
        return Take(ref _ahead, buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static BodyForm? Form(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        return head.IsEmpty
            ? null
            : head[0] switch
            {
                (byte)'{' or (byte)'[' or (byte)'"' => BodyForm.Json,
                (byte)'<' => BodyForm.Html,
                _ => BodyForm.Events,
            };
    }

    private static int Take(ref ReadOnlyMemory<byte> from, Memory<byte> buffer)
    {
        var taken = Math.Min(from.Length, buffer.Length);
        from[..taken].CopyTo(buffer);
        from = from[taken..];
        return taken;
    }

    private async ValueTask<int> FromHostAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        var read = await inner.ReadAsync(buffer, cancel);
        _read += read;
        return _read <= limit
            ? read
            : throw new HostException(FailureKind.MalformedReply, $"the host sent more than {limit / 1024.0 / 1024:0.#} MiB for one reply");
    }
}
