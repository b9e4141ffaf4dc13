using System.Text;

namespace Showdown.Scoring.Choice;

/// <summary>The option texts, to recognise an answer that is given in words instead of a letter. Most answers are letters: the texts are brought
/// into normal form when one is wanted.</summary>
internal sealed class OptionTexts(IReadOnlyList<string> choices, IReadOnlyList<char> labels)
{
    private const int LongestLook = 600;

    private (string Text, char Label)[]? _options;

    public bool Any => choices.Count > 0;

    private (string Text, char Label)[] Options => _options ??= Read();

    /// <summary>How far an option can reach in a text with spaces and markup in it; short options keep the search short.</summary>
    private int Look => Options.Length == 0 ? 0 : Math.Min(LongestLook, (2 * Options[0].Text.Length) + 60);

    /// <summary>The option whose text stands at the start of the span and ends with a phrase; NUL when there is none.</summary>
    public char At(ReadOnlySpan<char> text, out int length) => Find(text, phrase: true, out length);

    /// <summary>The option whose text stands at the start of the span, as whole words; NUL when there is none.</summary>
    public char Begins(ReadOnlySpan<char> text, out int length) => Find(text, phrase: false, out length);

    private char Find(ReadOnlySpan<char> text, bool phrase, out int length)
    {
        length = 0;
        if (!Any)
            return '\0';
        var (normal, ends) = NormalWithEnds(text[..Math.Min(text.Length, Look)]);
        foreach (var (option, label) in Options)
        {
            if (!normal.StartsWith(option, StringComparison.Ordinal))
                continue;
            var end = ends[option.Length - 1];
            if (phrase ? EndsAPhrase(text, end) : EndsAWord(text, end))
            {
                length = end;
                return label;
            }
        }

        return '\0';
    }

    private (string Text, char Label)[] Read() =>
        choices
            .Take(labels.Count)
            .Select((choice, i) => (Text: Normal(choice), Label: labels[i]))
            .Where(o => o.Text.Length > 0)
            .GroupBy(o => o.Text)
            .Where(same => same.Count() == 1)
            .Select(same => same.Single())
            .OrderByDescending(o => o.Text.Length)
            .ToArray();

    private static bool EndsAWord(ReadOnlySpan<char> text, int end) =>
        end >= text.Length
        || !(char.IsLetterOrDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])));

    private static bool EndsAPhrase(ReadOnlySpan<char> text, int end)
    {
        var rest = text[end..].TrimStart("*_`$\"')]} \t\u201D");
        if (rest.IsEmpty || rest[0] is '\n' or '\r' or ',' or ';' or '!' or '(' or '<' or '。' or '\u2014')
            return true;
        if (rest[0] == '.')
            return rest.Length == 1 || !char.IsLetterOrDigit(rest[1]);
        return rest.StartsWith("because ")
            || rest.StartsWith("since ")
            || rest.StartsWith("as ")
            || rest.StartsWith("- ")
            || rest.StartsWith("\\)")
            || rest.StartsWith("\\]")
            || rest.StartsWith("\\");
    }

    private static string Normal(string text) => NormalWithEnds(text.AsSpan()[..Math.Min(text.Length, LongestLook)]).Normal.TrimEnd('.');

    /// <summary>Lower case without spaces, markdown and LaTeX wrappers; ends[i] is where the i-th kept character ends in the original.</summary>
    private static (string Normal, List<int> Ends) NormalWithEnds(ReadOnlySpan<char> text)
    {
        var normal = new StringBuilder(text.Length);
        var ends = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                var end = i + 1;
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                    end++;
                if (text[(i + 1)..end] is "text" or "textbf" or "mathrm" or "mathbf" or "left" or "right" or "quad" or "boxed" or "")
                {
                    i = end == i + 1 ? Math.Min(end, text.Length - 1) : end - 1;
                    continue;
                }
            }

            if (
                char.IsWhiteSpace(c)
                || c is '*' or '`' or '$' or '{' or '}' or '"' or '\'' or '\u201C' or '\u201D' or '\u2018' or '\u2019'
                || char.IsControl(c)
            )
                continue;
            normal.Append(c is '\u2212' or '–' ? '-' : char.ToLowerInvariant(c));
            ends.Add(i + 1);
        }

        return (normal.ToString(), ends);
    }
}
