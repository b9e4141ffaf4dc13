using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Parquet.Meta;

namespace Showdown.Benchmarks;

/// <summary>
/// The end of a Parquet file, which tells where everything lies. The package reads it out of a copy in memory, at whose end it goes on for ever when
/// a damaged byte leads it there. So the package's own reader reads it here first, from bytes that end in an exception.
/// </summary>
internal static class ParquetFooter
{
    private const string Reader = "Parquet.Meta.Proto.ThriftCompactProtocolReader, Parquet";

    /// <summary>Its length in four bytes, and the mark PAR1.</summary>
    private const int TailBytes = 8;

    /// <summary>The mark before all data.</summary>
    private const int HeadBytes = 4;

    /// <exception cref="IOException">It is damaged; other exceptions of the package mean the same.</exception>
    public static async Task<FileMetaData> ReadAsync(Stream file, CancellationToken cancel)
    {
        if (file.Length < HeadBytes + TailBytes)
            throw new EndOfStreamException("it is too short");
        var tail = new byte[TailBytes];
        file.Position = file.Length - TailBytes;
        await file.ReadExactlyAsync(tail, cancel);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length < 0 || length > file.Length - HeadBytes - TailBytes)
            throw new InvalidDataException("the length of its footer cannot be right");
        var footer = new byte[length];
        file.Position = file.Length - TailBytes - length;
        await file.ReadExactlyAsync(footer, cancel);
        file.Position = 0;
        return Read(null, NewReader(new EndingStream(new MemoryStream(footer))));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(Reader)]
    private static extern object NewReader(Stream stream);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Read")]
    private static extern FileMetaData Read(FileMetaData? type, [UnsafeAccessorType(Reader)] object reader);
}
