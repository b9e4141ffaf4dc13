namespace Showdown.Scoring.Code;

/// <summary>Lines of a text that can be a Python module.</summary>
/// <param name="First">From 0.</param>
/// <param name="Last">Included.</param>
internal sealed record PythonRun(int First, int Last, IReadOnlyList<PythonLine> Lines)
{
    /// <summary>The run with the most lines that are not blank; the first of equals. Null when there is none of two lines or more.</summary>
    public static PythonRun? Longest(string[] lines)
    {
        PythonRun? longest = null;
        var most = 0;
        foreach (var run in All(lines))
        {
            var filled = Enumerable.Range(run.First, run.Last - run.First + 1).Count(i => !string.IsNullOrWhiteSpace(lines[i]));
            if (filled > most && run.Last > run.First)
                (longest, most) = (run, filled);
        }

        return longest;
    }

    /// <summary>All runs, one after the other.</summary>
    public static IEnumerable<PythonRun> All(string[] lines)
    {
        // Code is scanned about twice; only text made to be slow, such as brackets that never close, comes near the bound.
        var scanner = new PythonScanner(lines) { LinesLeft = 10L * lines.Length + 10_000 };
        for (var start = 0; start < lines.Length && scanner.LinesLeft > 0; )
        {
            if (From(scanner, lines.Length, start, out var next) is { } run)
                yield return run;
            start = next;
        }
    }

    /// <summary>The longest run that begins at a line. What follows a line that breaks it is looked at afresh.</summary>
    private static PythonRun? From(PythonScanner scanner, int count, int start, out int next)
    {
        var blocks = new PythonBlocks();
        var found = new List<PythonLine>();
        var complete = 0;
        var at = start;
        while (true)
        {
            if (!scanner.TryNext(at, out var line))
            {
                next = Math.Max(start + 1, scanner.FailedAt > start ? scanner.FailedAt : start + 1);
                break;
            }

            if (line is null)
            {
                next = count;
                break;
            }

            if (!PythonGrammar.IsStatement(line) || !blocks.Accept(line))
            {
                next = line.First > start ? line.First : start + 1;
                break;
            }

            found.Add(line);
            if (blocks.IsComplete)
                complete = found.Count;
            at = line.Last + 1;
        }

        return complete == 0 ? null : new PythonRun(found[0].First, found[complete - 1].Last, found[..complete]);
    }
}

/// <summary>Follows indentation: what opens a block has one, and what goes on with a block fits the one before.</summary>
internal sealed class PythonBlocks
{
    private readonly Stack<(int Indent, string? Header)> _open = new([(0, null)]);
    private bool _expectsBlock;
    private bool _afterDecorator;
    private bool _tryIsOpen;

    /// <summary>True when the text could end here.</summary>
    public bool IsComplete => !_expectsBlock && !_afterDecorator && !_tryIsOpen;

    public bool Accept(PythonLine line)
    {
        if (_expectsBlock)
        {
            if (line.Indent <= _open.Peek().Indent)
                return false;
            _open.Push((line.Indent, null));
        }
        else
        {
            if (line.Indent > _open.Peek().Indent)
                return false;
            while (line.Indent < _open.Peek().Indent)
            {
                if (_open.Pop().Header == "try")
                    return false;
            }

            if (line.Indent != _open.Peek().Indent)
                return false;
        }

        var header = PythonGrammar.Header(line);
        var before = _open.Pop();
        _open.Push((before.Indent, header ?? (line[0].Is("@") ? "@" : "")));
        if (!Follows(header, before.Header) || (_afterDecorator && header is not ("def" or "class") && !line[0].Is("@")))
            return false;
        _expectsBlock = header is not null && PythonGrammar.OpensBlock(line);
        _afterDecorator = line[0].Is("@");
        // "try" alone is no statement: except or finally has to come, at its own depth.
        _tryIsOpen = _open.Any(b => b.Header == "try");
        return true;
    }

    private static bool Follows(string? header, string? before) =>
        header switch
        {
            "elif" => before is "if" or "elif",
            "else" => before is "if" or "elif" or "for" or "while" or "except",
            "except" => before is "try" or "except",
            "finally" => before is "try" or "except" or "else",
            _ => before is not "try",
        };
}
