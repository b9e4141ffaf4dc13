using Showdown.Domain;

namespace Showdown.Settings;

/// <summary>Gathers what is wrong in the files a user edits, so that all of it is said at once.</summary>
public sealed class Problems
{
    private readonly List<Problem> _found = [];

    public int Count => _found.Count;

    public IReadOnlyList<string> Messages => [.. _found.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).Select(p => p.ToString())];

    /// <param name="file">Path of the file; shown relative to the current directory where it lies below it.</param>
    /// <param name="line">From 1; 0 when no line can be named.</param>
    /// <param name="message">What is wrong, what is allowed. Never holds a key.</param>
    public void Add(string file, int line, string message) => _found.Add(new Problem(Shown(file), line, message));

    public void Add(Problems others) => _found.AddRange(others._found);

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
        public override string ToString() => Line > 0 ? $"{File}({Line}): {Message}" : $"{File}: {Message}";
    }
}
