using Showdown.Domain;

namespace Showdown.Settings;

/// <summary>Gathers what is wrong in the files a user edits, so that all of it is said at once.</summary>
public sealed class Problems
{
    /// <summary>Of one file: whoever has more has another kind of file, and nobody reads on. The rest is counted.</summary>
    private const int MostOfAFile = 50;

    /// <summary>Characters of a message: some repeat a value.</summary>
    private const int Longest = 1000;

    private readonly List<Problem> _found = [];
    private readonly Dictionary<string, int> _more = new(StringComparer.Ordinal);

    public int Count => _found.Count + _more.Count;

    public IReadOnlyList<string> Messages =>
        [
            .. _found
                .Concat(_more.Select(m => new Problem(m.Key, int.MaxValue, $"{m.Value} more mistakes")))
                .OrderBy(p => p.File, StringComparer.Ordinal)
                .ThenBy(p => p.Line)
                .Select(p => p.ToString()),
        ];

    /// <param name="file">Path of the file; shown relative to the current directory where it lies below it.</param>
    /// <param name="line">From 1; 0 when no line can be named.</param>
    /// <param name="message">What is wrong, what is allowed. Never holds a key.</param>
    public void Add(string file, int line, string message)
    {
        var shown = Shown(file);
        if (_found.Count(p => p.File == shown) >= MostOfAFile)
            _more[shown] = _more.GetValueOrDefault(shown) + 1;
        else
            _found.Add(new Problem(shown, line, message.Length <= Longest ? message : message[..Longest] + "…"));
    }

    public void Add(Problems others)
    {
        _found.AddRange(others._found);
        foreach (var (file, count) in others._more)
            _more[file] = _more.GetValueOrDefault(file) + count;
    }

    /// <exception cref="SettingsException">There is at least one problem; the message lists them all, one a line.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new SettingsException(string.Join('\n', Messages));
    }

    internal static string Shown(string file)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? file : relative).Replace('\\', '/');
    }

    private sealed record Problem(string File, int Line, string Message)
    {
        public override string ToString() => Line is > 0 and < int.MaxValue ? $"{File}({Line}): {Message}" : $"{File}: {Message}";
    }
}
