namespace Showdown.Scoring.Tools;

/// <summary>A list of calls as a reply writes it: <c>[f(a=1), g.h(b="x")]</c>, in Python's syntax.</summary>
internal static class PythonCalls
{
    /// <summary>
    /// Back-ticks, blanks and line feeds around are left away, and outer brackets that are missing are put there. Of positional arguments nothing is
    /// kept.
    /// </summary>
    /// <exception cref="FormatException">The reply is anything else than calls.</exception>
    public static IReadOnlyList<Call> Read(string reply)
    {
        var text = reply.Trim('`', '\n', ' ');
        if (!text.StartsWith('['))
            text = "[" + text;
        if (!text.EndsWith(']'))
            text += "]";
        return new PythonReader(text).Calls();
    }
}
