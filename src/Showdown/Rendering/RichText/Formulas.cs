using System.Buffers;
using System.Globalization;
using System.Text;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.RichText;

/// <summary>The formulas of a text, taken out and marked, so that Markdown does not read their signs as its own.</summary>
internal sealed class Formulas
{
    // Private-use characters: what a text brings of them is replaced first.
    private const char Open = '\ue000';
    private const char Close = '\ue001';
    private const int LongestInline = 1_000;
    private const int LongestDisplay = 6_000;

    private static readonly string[] _environments =
    [
        "align",
        "align*",
        "equation",
        "equation*",
        "gather",
        "gather*",
        "aligned",
        "cases",
        "pmatrix",
        "bmatrix",
        "array",
    ];
    private static readonly SearchValues<char> _starts = SearchValues.Create("$\\`~");

    private readonly List<(string Source, string Html)> _found = [];

    private Formulas(string marked) => Marked = marked;

    /// <summary>The text with a mark where each formula stood.</summary>
    public string Marked { get; private set; }

    public bool Any => _found.Count > 0;

    /// <param name="markdown">True: code in backticks is left alone.</param>
    public static Formulas Take(string text, bool markdown)
    {
        text = text.Replace(Open, '\ufffd').Replace(Close, '\ufffd');
        var formulas = new Formulas("");
        var marked = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var plain = text.AsSpan(at).IndexOfAny(_starts);
            if (plain < 0)
                break;
            marked.Append(text, at, plain);
            at += plain;
            var length = markdown && text[at] is '`' or '~' ? CodeLength(text, at) : formulas.TakeAt(text, at, marked);
            if (length == 0)
                marked.Append(text, at, length = text[at] == '\\' && at + 1 < text.Length ? 2 : 1);
            else if (text[at] is '`' or '~')
                marked.Append(text, at, length);
            at += length;
        }
        formulas.Marked = marked.Append(text, at, text.Length - at).ToString();
        return formulas;
    }

    /// <summary>Encodes a piece of the marked text and puts the formulas back as MathML, or as their source where they cannot be set.</summary>
    public string ToHtml(string marked) => Put(HtmlText.Encode(marked), f => f.Html);

    /// <summary>The piece as it was in the text.</summary>
    public string ToSource(string marked) => Put(marked, f => f.Source);

    private string Put(string marked, Func<(string Source, string Html), string> what)
    {
        if (!marked.Contains(Open, StringComparison.Ordinal))
            return marked;
        var text = new StringBuilder(marked.Length * 2);
        for (var at = 0; at < marked.Length; )
        {
            var open = marked.IndexOf(Open, at);
            if (open < 0)
                return text.Append(marked, at, marked.Length - at).ToString();
            var close = marked.IndexOf(Close, open);
            text.Append(marked, at, open - at);
            // A mark that Markdown has cut in two is dropped: the text as it came stands beside.
            if (
                close > open
                && int.TryParse(marked.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < _found.Count
            )
                text.Append(what(_found[number]));
            at = Math.Max(open, close) + 1;
        }
        return text.ToString();
    }

    private int TakeAt(string text, int at, StringBuilder marked)
    {
        var (open, close, display) = Delimiters(text, at);
        if (open.Length == 0)
            return 0;
        var isEnvironment = open.StartsWith("\\begin", StringComparison.Ordinal);
        var start = at + open.Length;
        var end = text.IndexOf(close, start, Math.Min(text.Length - start, display ? LongestDisplay : LongestInline), StringComparison.Ordinal);
        if (end <= start || open == "$" && !IsInline(text, start, end))
            return 0;
        var source = text[at..(end + close.Length)];
        var inside = isEnvironment ? source : text[start..end];
        if (!display && inside.Contains("\n\n", StringComparison.Ordinal))
            return 0;
        var html = LatexMath.ToMathMl(inside, display) ?? $"<code class=\"tex\">{HtmlText.Encode(source)}</code>";
        marked.Append(Open).Append(_found.Count).Append(Close);
        _found.Add((source, html));
        return source.Length;
    }

    private static (string Open, string Close, bool Display) Delimiters(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("$$"))
            return ("$$", "$$", true);
        if (rest.StartsWith("$"))
            return ("$", "$", false);
        if (rest.StartsWith("\\["))
            return ("\\[", "\\]", true);
        if (rest.StartsWith("\\("))
            return ("\\(", "\\)", false);
        foreach (var name in rest.StartsWith("\\begin{") ? _environments : [])
        {
            if (rest["\\begin{".Length..].StartsWith(name + "}"))
                return ($"\\begin{{{name}}}", $"\\end{{{name}}}", true);
        }
        return ("", "", false);
    }

    /// <summary>"$5 and $10" is money: a formula does not begin or end with a space, and no digit follows it (the rule of Pandoc).</summary>
    private static bool IsInline(string text, int start, int end) =>
        !char.IsWhiteSpace(text[start]) && !char.IsWhiteSpace(text[end - 1]) && (end + 1 >= text.Length || !char.IsAsciiDigit(text[end + 1]));

    /// <summary>From an opening run of backticks or tildes to the end of its closing run; 0 when it opens no code.</summary>
    private static int CodeLength(string text, int at)
    {
        var sign = text[at];
        var run = 1;
        while (at + run < text.Length && text[at + run] == sign)
            run++;
        if (sign == '~' && run < 3)
            return run;
        var end = text.IndexOf(new string(sign, run), at + run, StringComparison.Ordinal);
        // A fence that is never closed runs to the end; so does a truncated answer.
        return end < 0 ? (run >= 3 ? text.Length - at : run) : end + run - at;
    }
}
