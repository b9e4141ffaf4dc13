namespace Showdown.Benchmarks;

/// <summary>A stream for a reader that never asks whether it has come to the end: reading there is an exception.</summary>
internal sealed class EndingStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Some(inner.Read(buffer, offset, count), count);

    public override int Read(Span<byte> buffer) => Some(inner.Read(buffer), buffer.Length);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Some(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken), count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Some(await inner.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override int ReadByte() => inner.ReadByte() is >= 0 and var value ? value : throw AtEnd();

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static int Some(int read, int wanted) => read > 0 || wanted == 0 ? read : throw AtEnd();

    private static EndOfStreamException AtEnd() => new("it ends in the middle of a value");
}
