namespace Showdown.Benchmarks;

/// <summary>Lines of a stream as bytes: no line is ever made a string, since some datasets have lines of a hundred megabytes.</summary>
internal sealed class ByteLines(Stream stream)
{
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
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
    {
        for (var searched = 0; ;)
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
            Offset = _consumed;
            _consumed += line.Length + 1;
            _start += line.Length + (end < 0 ? 0 : 1);
            if (++Number > 1 || !line.Span.StartsWith("\uFEFF"u8))
                return line;
            Offset = 3;
            return line[3..];
        }
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        _over = read == 0;
    }
}
