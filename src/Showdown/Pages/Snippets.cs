using Showdown.Rendering.Templating;

namespace Showdown.Pages;

/// <summary>Beginnings of questions, to search and to recognize them by.</summary>
internal static class Snippets
{
    private const int Characters = 160;

    /// <summary>The beginning of a text on one line.</summary>
    public static string Of(string text)
    {
        var start = text.Length > 2 * Characters ? text[..(2 * Characters)] : text;
        var line = string.Join(' ', HtmlText.Visible(start).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Characters ? line : WithoutHalfAFormula(line[..Characters]).TrimEnd() + "\u2026";
    }

    // A formula that is cut would stand there as source.
    private static string WithoutHalfAFormula(string line)
    {
        var last = line.LastIndexOf('$');
        return last > line.Length / 2 && line.Count(c => c == '$') % 2 == 1 ? line[..last] : line;
    }
}
