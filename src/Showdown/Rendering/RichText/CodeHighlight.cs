using System.Text;
using System.Text.RegularExpressions;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.RichText;

/// <summary>
/// Sets words, strings and comments of programs apart, as far as that can be told without knowing the language. Writes only elements of its own
/// around encoded text.
/// </summary>
internal static class CodeHighlight
{
    // Without backtracking: the time is linear in the text, whoever wrote it. The first that matches at a place wins.
    private static readonly Regex _parts = new(
        """
        (?<comment>\#[^\n]*|//[^\n]*)|(?<text>"{3}(?s:.*?)"{3}|'{3}(?s:.*?)'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<word>\b(?:and|as|assert|async|await|break|case|catch|class|const|continue|def|del|elif|else|except|finally|for|from|function|global|if|import|in|is|lambda|let|new|None|nonlocal|not|or|pass|raise|return|self|static|switch|True|False|try|var|void|while|with|yield)\b)
        """,
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    private static readonly Regex _signs = new(
        @"^[ \t]*(?:def |class |import |from \w+ import |@\w+|return\b|#include|public |function )",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.CultureInvariant
    );

    /// <summary>True of a text in which some line begins as a program's does, and others are indented: prose seldom does both.</summary>
    public static bool IsCode(string text) => text.Contains("\n    ", StringComparison.Ordinal) && _signs.IsMatch(text);

    public static RawHtml ToHtml(string code)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match part in _parts.Matches(code))
        {
            html.Append(HtmlText.Encode(code[at..part.Index]));
            var element =
                part.Groups["comment"].Success ? "i"
                : part.Groups["text"].Success ? "samp"
                : "b";
            html.Append('<').Append(element).Append('>').Append(HtmlText.Encode(part.Value)).Append("</").Append(element).Append('>');
            at = part.Index + part.Length;
        }
        return new RawHtml(html.Append(HtmlText.Encode(code[at..])).ToString());
    }
}
