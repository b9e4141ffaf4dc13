using System.Buffers;

namespace Showdown.Scoring.Text;

/// <summary>Finds <c>\boxed{...}</c> and <c>\fbox{...}</c> with balanced braces, in one pass however deep the nesting.</summary>
/// <remarks>The rule of MathArena (eth-sri/matharena, src/matharena/parser.py): the last balanced box counts, inner boxes are unwrapped.</remarks>
internal static class Boxes
{
    private static readonly SearchValues<char> _placeholder = SearchValues.Create("?_. \\{}");

    /// <summary>All outermost boxes with some content, in the order of the text.</summary>
    public static List<Box> Find(string text)
    {
        var found = new List<Box>();
        if (!text.Contains("box", StringComparison.Ordinal))
            return found;
        var open = new Stack<(int Box, int Content)>();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length && text[i + 1] is '{' or '}' or '\\':
                    i++;
                    break;
                case '{':
                    open.Push((-1, i + 1));
                    break;
                case '}' when open.Count > 0:
                    var (box, content) = open.Pop();
                    if (box >= 0 && !IsBlank(text.AsSpan(content, i - content)))
                        Add(found, new Box(box, content, i));
                    break;
                case 'b' or '\b' when StartOfBox(text, i) is { } start && BraceAfter(text, start.End) is { } brace:
                    open.Push((start.Start, brace + 1));
                    i = brace;
                    break;
                case 'b' when StartOfBox(text, i) is { } start && BareContent(text, start.End) is { } bare:
                    Add(found, new Box(start.Start, bare.Start, bare.End));
                    i = bare.End - 1;
                    break;
            }
        }

        return found;
    }

    /// <summary>The last box, inner boxes unwrapped; null when there is none.</summary>
    public static Box? Last(string text) => Find(text) is [.., var last] ? last : null;

    private static void Add(List<Box> found, Box box)
    {
        while (found.Count > 0 && found[^1].Start > box.Start)
            found.RemoveAt(found.Count - 1);
        found.Add(box);
    }

    // The backslash is optional and may have become a backspace: both happen when text goes through a careless JSON or Python string.
    private static (int Start, int End)? StartOfBox(string text, int b)
    {
        if (Has(text, b, "boxed"))
            return (b > 0 && text[b - 1] == '\\' ? b - 1 : b, b + 5);
        if (text[b] == '\b' && Has(text, b + 1, "oxed"))
            return (b, b + 5);
        if (Has(text, b, "box") && b >= 2 && text[b - 1] == 'f' && text[b - 2] == '\\')
            return (b - 2, b + 3);
        return null;
    }

    private static bool Has(string text, int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private static int? BraceAfter(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at < text.Length && text[at] == '{' ? at : null;
    }

    // "\boxed 5" and "\boxed5": TeX takes one token, writers mean the number or letter that follows.
    private static (int Start, int End)? BareContent(string text, int at)
    {
        var start = at;
        while (start < text.Length && text[start] == ' ')
            start++;
        var end = start;
        while (end < text.Length && end - start < 40 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-' or ','))
            end++;
        while (end > start && text[end - 1] is '.' or ',')
            end--;
        var bare = text.AsSpan(start, end - start);
        var plausible = bare.Length == 1 || (bare.Length > 1 && char.IsAsciiDigit(bare[^1]) && (char.IsAsciiDigit(bare[0]) || bare[0] == '-'));
        return plausible && at >= 6 && text[at - 6] == '\\' ? (start, end) : null;
    }

    // Nothing, or what a form has in the place of an answer.
    private static bool IsBlank(ReadOnlySpan<char> content)
    {
        content = content.Trim();
        if (content.StartsWith("\\text{") && content.EndsWith('}') && content.IndexOf('}') == content.Length - 1)
            content = content["\\text{".Length..^1].Trim();
        return content.IndexOfAnyExcept(_placeholder) < 0 && !content.Contains("\\{", StringComparison.Ordinal)
            || content is "\\ldots" or "\\dots" or "\\square" or "answer" or "your answer" or "final answer" or "your final answer" or "the answer";
    }
}
