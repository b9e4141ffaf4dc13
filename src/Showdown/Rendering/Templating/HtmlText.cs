using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Showdown.Rendering.Templating;

/// <summary>Makes any text safe as HTML text and inside quoted attributes.</summary>
/// <remarks>
/// Control characters and the characters that override or isolate text direction are shown as visible signs: they could otherwise hide or
/// reorder what a reader sees (CVE-2021-42574). Everything else stays as it is, so that a page in Chinese stays small and readable.
/// </remarks>
internal static class HtmlText
{
    private static readonly SearchValues<char> _special = SearchValues.Create(
        "&<>\"'"
            + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c).Except("\t\n"))
            + "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
            + string.Concat(Enumerable.Range(0xd800, 0x800).Select(c => (char)c))
    );

    public static string Encode(string text)
    {
        var first = text.AsSpan().IndexOfAny(_special);
        if (first < 0)
            return text;
        var encoded = new StringBuilder(text.Length + text.Length / 8 + 16);
        Encode(text, encoded);
        return encoded.ToString();
    }

    /// <summary>The same signs for what could deceive, without the encoding: for text that a script sets as text.</summary>
    public static string Visible(string text) => WebUtility.HtmlDecode(Encode(text));

    private static void Encode(ReadOnlySpan<char> text, StringBuilder into)
    {
        while (true)
        {
            var plain = text.IndexOfAny(_special);
            if (plain < 0)
            {
                into.Append(text);
                return;
            }
            into.Append(text[..plain]);
            text = text[(plain + Write(text[plain..], into))..];
        }
    }

    /// <returns>How many characters were taken, from 1.</returns>
    private static int Write(ReadOnlySpan<char> text, StringBuilder into)
    {
        var c = text[0];
        switch (c)
        {
            case '&':
                into.Append("&amp;");
                break;
            case '<':
                into.Append("&lt;");
                break;
            case '>':
                into.Append("&gt;");
                break;
            case '"':
                into.Append("&quot;");
                break;
            case '\'':
                into.Append("&#39;");
                break;
            case '\r':
                into.Append('\n');
                return text.Length > 1 && text[1] == '\n' ? 2 : 1;
            case '\u2028' or '\u2029':
                into.Append('\n');
                break;
            case < ' ':
                into.Append((char)('\u2400' + c));
                break;
            case '\u007f':
                into.Append('\u2421');
                break;
            case var _ when char.IsHighSurrogate(c) && text.Length > 1 && char.IsLowSurrogate(text[1]):
                into.Append(text[..2]);
                return 2;
            case var _ when char.IsSurrogate(c):
                into.Append('\ufffd');
                break;
            default:
                into.Append(CultureInfo.InvariantCulture, $"\u27e6U+{(int)c:X4}\u27e7");
                break;
        }
        return 1;
    }
}
