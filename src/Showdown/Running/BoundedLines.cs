using System.Text;

namespace Showdown.Running;

/// <summary>Lines of a text, of which none takes more memory than may be: the rest of one that is longer is read over.</summary>
/// <param name="text">What is read; it stays open.</param>
/// <param name="longest">Characters of a line at most, without its end.</param>
internal sealed class BoundedLines(TextReader text, int longest)
{
    private readonly char[] _buffer = new char[1 << 16];
    private int _start;
    private int _end;

    /// <returns>The next line; null at the end. What was cut is told beside it.</returns>
    public async ValueTask<(string? Line, bool IsTooLong)> NextAsync(CancellationToken cancel)
    {
        StringBuilder? line = null;
        var isTooLong = false;
        while (_start < _end || await FillAsync(cancel))
        {
            var end = Array.IndexOf(_buffer, '\n', _start, _end - _start);
            var piece = _buffer.AsMemory(_start, (end < 0 ? _end : end) - _start);
            line ??= new StringBuilder();
            isTooLong |= line.Length + piece.Length > longest;
            if (!isTooLong)
                line.Append(piece);
            _start += piece.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
                break;
        }

        return (line?.ToString(), isTooLong);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        (_start, _end) = (0, await text.ReadAsync(_buffer, cancel));
        return _end > 0;
    }
}
