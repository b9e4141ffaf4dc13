namespace Showdown.Benchmarks;

/// <summary>Lines of a stream as bytes: no line is ever made a string, since some datasets have lines of a hundred megabytes.</summary>
/// <param name="stream">What is read; it stays open.</param>
/// <param name="longest">Bytes of a line at most.</param>
internal sealed class ByteLines(Stream stream, int longest = ByteLines.Longest)
{
    /// <summary>Bytes of one record at most: twice what any benchmark has, and small beside a machine's memory.</summary>
    public const int Longest = 256 << 20;

    /// <summary>Bytes of a packed file at most, unpacked: several times what any benchmark has.</summary>
    public const long MostUnpacked = 16L << 30;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _over;
    private long _consumed;

    /// <summary>Of the line given last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Where the line given last starts in the stream, behind a byte order mark.</summary>
    public long Offset { get; private set; }

    /// <returns>The line without its end, valid until the next call; null at the end.</returns>
    /// <exception cref="RecordTooLongException">A line, or the whole, is longer than may be.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
    {
        for (var searched = 0; ; )
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _start + searched, _end - _start - searched);
            if (end < 0 && !_over)
            {
                searched = _end - _start;
                await FillAsync(cancel);
                continue;
            }

            if (end < 0 && _start == _end)
                return null;
            var line = _buffer.AsMemory(_start, (end < 0 ? _end : end) - _start);
            if (line.Length > longest)
                throw TooLong(Number + 1);
            Offset = _consumed;
            _consumed += line.Length + 1;
            _start += line.Length + (end < 0 ? 0 : 1);
            if (++Number > 1 || !line.Span.StartsWith("\uFEFF"u8))
                return line;
            Offset = 3;
            return line[3..];
        }
    }

    private RecordTooLongException TooLong(int number) =>
        new($"({number}): the line is longer than {longest >> 20} MB, and no record is. Is this the right file?");

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end > longest)
            throw TooLong(Number + 1);
        if (_consumed > MostUnpacked)
            throw new RecordTooLongException($" unpacks to more than {MostUnpacked >> 30} GB, and no benchmark does. Is this the right file?");
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        _over = read == 0;
    }
}

/// <param name="message">What comes behind the file's name.</param>
internal sealed class RecordTooLongException(string message) : Exception(message);
