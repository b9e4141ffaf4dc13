using System.Text;
using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>
/// LiveCodeBench's comparison of printed text, made while it is printed: line by line, each as text or else as a list of exact decimal numbers,
/// without a tolerance.
/// Whatever is printed, no more of it is held than a word and a few characters to show.
/// </summary>
public sealed class PrintedText
{
    private const int ShownChars = 400;
    private const int ShownLineChars = 120;

    private readonly string[] _want;
    private readonly StringBuilder _start = new();
    private readonly StringBuilder _shownLine = new();
    private string? _difference;
    private ExpectedLine? _line;
    private int _lines; // begun, blank ones at the end left out
    private int _blankLines; // since the last line that is not blank; they count when another follows

    public PrintedText(string expected) => _want = Lines(expected);

    /// <summary>The first characters of all that was printed.</summary>
    public string Start => PyRepr.Cut(_start.ToString(), ShownChars);

    public static string? Difference(string expected, string printed)
    {
        var text = new PrintedText(expected);
        text.Add(printed);
        return text.Difference();
    }

    public void Add(ReadOnlySpan<char> printed)
    {
        _start.Append(printed[..Math.Min(printed.Length, ShownChars + 1 - Math.Min(_start.Length, ShownChars + 1))]);
        foreach (var c in printed)
        {
            if (c == '\n')
                EndLine();
            else if (_line is not null || !IsSpace(c))
                AddToLine(c);
        }
    }

    /// <returns>When all is printed: null when it is the same; else what differs.</returns>
    public string? Difference()
    {
        EndLine();
        if (_lines == 0)
            (_lines, _difference) = (1, _want[0].Length == 0 ? null : $"line 1 is \"\", not {Quoted(_want[0])}");
        return _lines != _want.Length ? $"{_lines} lines in place of {_want.Length}" : _difference;
    }

    /// <summary>Python counts the four separators below the space among the spaces; .NET does not.</summary>
    internal static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    private void AddToLine(char c)
    {
        if (_line is null)
        {
            if (_lines > 0)
                AddBlankLines();
            _blankLines = 0;
            _line = new ExpectedLine(Wanted(_lines++));
            _shownLine.Clear();
        }
        if (_shownLine.Length <= ShownLineChars)
            _shownLine.Append(c);
        _line.Add(c);
    }

    private void AddBlankLines()
    {
        var last = _lines + _blankLines;
        while (_lines < Math.Min(last, _want.Length))
            Finish(new ExpectedLine(Wanted(_lines++)));
        _lines = last;
    }

    private void EndLine()
    {
        if (_line is null)
        {
            _blankLines++;
            return;
        }
        Finish(_line);
        _line = null;
    }

    private void Finish(ExpectedLine line)
    {
        if (!line.IsMet() && _difference is null)
            _difference = $"line {_lines} is {Quoted(_line is null ? "" : _shownLine.ToString().TrimEnd())}, not {Quoted(Wanted(_lines - 1))}";
    }

    private string Wanted(int line) => line < _want.Length ? _want[line] : "";

    private static string[] Lines(string text) => [.. Strip(text).Split('\n').Select(Strip)];

    private static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static string Quoted(string text) => $"\"{PyRepr.Cut(text, ShownLineChars)}\"";
}
