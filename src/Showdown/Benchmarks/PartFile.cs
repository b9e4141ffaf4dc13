using System.Security.Cryptography;

namespace Showdown.Benchmarks;

/// <summary>A download on its way: bytes are hashed as they are appended. What an earlier pull left is hashed when it is opened.</summary>
internal sealed class PartFile : IAsyncDisposable
{
    private const int BufferBytes = 1 << 17;

    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartFile(FileStream stream, bool isShared)
    {
        _stream = stream;
        IsShared = isShared;
    }

    public string Path => _stream.Name;

    /// <summary>True when the next pull of the same content would find this file; false when another process writes that one now.</summary>
    public bool IsShared { get; }

    public long Length { get; private set; }

    public static async Task<PartFile> OpenAsync(string folder, string sha256, CancellationToken cancel)
    {
        var part = Create(folder, sha256);
        try
        {
            var buffer = new byte[BufferBytes];
            for (int read; (read = await part._stream.ReadAsync(buffer, cancel)) > 0; part.Length += read)
                part._hash.AppendData(buffer, 0, read);
            return part;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
        await _stream.WriteAsync(bytes, cancel);
    }

    /// <summary>To append by: not for reading or seeking.</summary>
    public Stream AsStream() => new Appending(this);

    public void Clear()
    {
        _stream.SetLength(0);
        _hash.GetHashAndReset();
        Length = 0;
    }

    /// <summary>Writes everything to the disk and gives the hash in lower-case hex.</summary>
    public async Task<string> FinishAsync(CancellationToken cancel)
    {
        await _stream.FlushAsync(cancel);
        _stream.Flush(flushToDisk: true);
        return ContentStore.Hex(_hash.GetCurrentHash());
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _hash.Dispose();
    }

    private static PartFile Create(string folder, string sha256)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new PartFile(Open(System.IO.Path.Combine(folder, sha256 + ".part")), isShared: true);
        }
        catch (IOException)
        {
            return new PartFile(Open(System.IO.Path.Combine(folder, $"{sha256}.{Guid.NewGuid():n}.part")), isShared: false);
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous);

    private sealed class Appending(PartFile part) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => part.Length;

        public override long Position
        {
            get => part.Length;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            part._hash.AppendData(buffer, offset, count);
            part.Length += count;
            part._stream.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(part.AppendAsync(buffer, cancellationToken));
    }
}
