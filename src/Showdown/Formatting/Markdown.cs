using System.Text;

namespace Showdown.Formatting;

/// <summary>Text of models, hosts and datasets inside Markdown: it is read as it stands, whatever it holds.</summary>
internal static class Markdown
{
    private const int Longest = 2000;

    /// <summary>One line without markup, links, mentions, HTML and formulas; control characters and those that turn the direction of writing are
    /// shown as one sign.</summary>
    /// <remarks>Every punctuation character of ASCII may be escaped (CommonMark 0.31, section 2.4). A dollar sign begins a formula at some readers,
    /// which do not look at the escape: it is written as an entity.</remarks>
    public static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        var (count, before) = (0, '\0');
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (++count > Longest)
                return escaped.Append('…').ToString();
            escaped.Append(
                rune.Value switch
                {
                    '\r' or '\n' or '\t' => " ",
                    '$' => "&#36;",
                    '@' => "\\@\u2060", // a word joiner: no mention of an account
                    ',' or '%' or ';' or '?' or '\'' or '"' or '/' or '(' or ')' => rune.ToString(),
                    '-' when before != '\0' => rune.ToString(), // first it would begin a list
                    '.' when before is not ('\0' or 'w' or 'W' or (>= '0' and <= '9')) => rune.ToString(), // "www." and "1."
                    < 128 and var c when char.IsPunctuation((char)c) || char.IsSymbol((char)c) => $"\\{(char)c}",
                    _ when IsHidden(rune) => "\uFFFD",
                    _ => rune.ToString(),
                }
            );
            before = rune.IsBmp ? (char)rune.Value : '\uFFFD';
        }
        return escaped.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0x200B and <= 0x200F) or 0xFEFF;
}
