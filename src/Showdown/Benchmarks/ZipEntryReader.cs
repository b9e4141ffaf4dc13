using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Showdown.Benchmarks;

/// <summary>Reads one entry of a zip archive, also one with the traditional password (PKWARE's "ZipCrypto"), which System.IO.Compression cannot. No encryption worth the name: it keeps text from crawlers.</summary>
/// <remarks>PKWARE's APPNOTE.TXT, sections 4.3 (headers) and 6.1 (traditional encryption). Archives over 4 GB and AES are not read.</remarks>
internal static class ZipEntryReader
{
    private const int EndHeader = 0x06054b50;
    private const int CentralHeader = 0x02014b50;
    private const int LocalHeader = 0x04034b50;

    /// <exception cref="InvalidDataException">No zip archive, no such entry, a wrong password, or a kind that is not read here.</exception>
    public static async Task ExtractAsync(string archive, string entry, string? password, Stream to, CancellationToken cancel)
    {
        await using var file = File.OpenRead(archive);
        var (offset, compressed, method, encrypted, check) = await FindAsync(file, entry, cancel);
        var header = await ReadAsync(file, offset, 30, cancel);
        if (Int32(header, 0) != LocalHeader)
            throw new InvalidDataException("its directory points nowhere");
        file.Position = offset + 30 + UInt16(header, 26) + UInt16(header, 28);
        Stream data = new Window(file, compressed);
        if (encrypted)
            data = Decryptor.Open(data, password ?? throw new InvalidDataException($"'{entry}' needs a password"), check);
        await using var content = method switch
        {
            0 => data,
            8 => new DeflateStream(data, CompressionMode.Decompress),
            _ => throw new InvalidDataException($"'{entry}' is packed by method {method}, which is not read here"),
        };
        await content.CopyToAsync(to, cancel);
    }

    private static async Task<(long Offset, long Compressed, int Method, bool Encrypted, byte Check)> FindAsync(FileStream file, string entry, CancellationToken cancel)
    {
        var tail = await ReadAsync(file, Math.Max(0, file.Length - 65_557), (int)Math.Min(file.Length, 65_557), cancel);
        var end = tail.Length - 22;
        while (end >= 0 && Int32(tail, end) != EndHeader)
            end--;
        if (end < 0)
            throw new InvalidDataException("it is no zip archive");
        var directory = await ReadAsync(file, (uint)Int32(tail, end + 16), Int32(tail, end + 12), cancel);
        for (var at = 0; at + 46 <= directory.Length && Int32(directory, at) == CentralHeader;)
        {
            var nameLength = UInt16(directory, at + 28);
            if (Encoding.UTF8.GetString(directory, at + 46, nameLength) == entry)
            {
                var flags = UInt16(directory, at + 8);
                // With bit 3 the checksum follows the data, and the time of the file stands in for it in the check of the password.
                var check = (flags & 8) != 0 ? directory[at + 13] : directory[at + 19];
                return ((uint)Int32(directory, at + 42), (uint)Int32(directory, at + 20), UInt16(directory, at + 10), (flags & 1) != 0, check);
            }

            at += 46 + nameLength + UInt16(directory, at + 30) + UInt16(directory, at + 32);
        }

        throw new InvalidDataException($"it holds no '{entry}'");
    }

    private static async Task<byte[]> ReadAsync(FileStream file, long from, int count, CancellationToken cancel)
    {
        if (from < 0 || count < 0 || from + count > file.Length)
            throw new InvalidDataException("it is cut off");
        var bytes = new byte[count];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static int Int32(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static int UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    /// <summary>A part of a stream, read once from front to back.</summary>
    private class Window(Stream inner, long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, (int)Math.Min(count, _left));
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Decryptor : Window
    {
        private static readonly uint[] _crc = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

        private uint _key0 = 0x12345678;
        private uint _key1 = 0x23456789;
        private uint _key2 = 0x34567890;

        private Decryptor(Stream inner)
            : base(inner, long.MaxValue)
        {
        }

        public static Decryptor Open(Stream data, string password, byte check)
        {
            var decryptor = new Decryptor(data);
            foreach (var b in Encoding.UTF8.GetBytes(password))
                decryptor.Update(b);
            var header = new byte[12];
            decryptor.ReadExactly(header);
            return header[11] == check ? decryptor : throw new InvalidDataException("the password is wrong");
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            for (var i = offset; i < offset + read; i++)
            {
                var mix = (_key2 | 2) & 0xFFFF;
                buffer[i] ^= (byte)((mix * (mix ^ 1)) >> 8);
                Update(buffer[i]);
            }

            return read;
        }

        private void Update(byte plain)
        {
            _key0 = _crc[(byte)(_key0 ^ plain)] ^ (_key0 >> 8);
            _key1 = (_key1 + (byte)_key0) * 134775813 + 1;
            _key2 = _crc[(byte)(_key2 ^ (_key1 >> 24))] ^ (_key2 >> 8);
        }
    }
}
