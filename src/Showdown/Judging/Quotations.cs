using System.Text.RegularExpressions;

namespace Showdown.Judging;

/// <summary>Tells a judge's own words from what it repeats of the data that it judges.</summary>
internal sealed partial class Quotations
{
    /// <summary>Characters beside a find: where they stand beside it in the data, too, the find is a quotation.</summary>
    private const int Beside = 5;

    private readonly string _reply;
    private readonly string _nonce;
    private readonly string[] _data;

    public Quotations(string reply, string nonce, IEnumerable<string> data)
    {
        (_reply, _nonce) = (reply, nonce);
        _data = [.. data.Select(Plain)];
    }

    /// <summary>
    /// True for a find that stands between quotation marks, in a quoted line or between our fences, that has the same neighbours in the data, or that
    /// the data holds at all and the reply does not end with.
    /// </summary>
    public bool Hold(int start, int length)
    {
        var end = start + length;
        return IsMarked(start, end) || IsFenced(start) || HasNeighbours(start, end) || (Stands(_reply[start..end]) && !IsLast(end));
    }

    private bool IsMarked(int start, int end)
    {
        var line = _reply.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        if (line <= start && _reply.AsSpan(line, start - line).TrimStart().StartsWith(">"))
            return true;
        return start > 0
            && end < _reply.Length
            && (_reply[start - 1], _reply[end]) is ('"', '"') or ('\'', '\'') or ('`', '`') or ('“', '”') or ('‘', '’') or ('«', '»') or ('„', '“');
    }

    private bool IsFenced(int start) =>
        _reply.LastIndexOf($"<<<{_nonce}", start, StringComparison.Ordinal) is >= 0 and var open
        && _reply.IndexOf($"{_nonce}>>>", open, StringComparison.Ordinal) is var close
        && (close < 0 || close > start);

    private bool HasNeighbours(int start, int end)
    {
        var before = _reply[..start].TrimEnd();
        var after = _reply[end..].TrimStart();
        return (before.Length > 0 && Stands(_reply[Math.Max(0, before.Length - Beside)..end]))
            || (after.Length > 0 && Stands(_reply[start..Math.Min(_reply.Length, _reply.Length - after.Length + Beside)]));
    }

    private bool IsLast(int end) => _reply.AsSpan(end).Trim(" \t\r\n.!*\"`'}").IsEmpty;

    private bool Stands(string text) => Plain(text) is { Length: > 0 } plain && _data.Any(d => d.Contains(plain, StringComparison.Ordinal));

    private static string Plain(string text) => Blanks().Replace(text, " ").Trim().ToUpperInvariant();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
