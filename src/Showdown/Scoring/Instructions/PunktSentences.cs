using System.Buffers;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>
/// Splits text into sentences as Punkt does: a stop, question or exclamation mark is a border unless what is known of the words around it speaks
/// against it. The end of a line alone is none.
/// </summary>
/// <remarks>Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection"; where it looks follows NLTK 3.8.</remarks>
internal sealed partial class PunktSentences(PunktParameters known)
{
    private const int SeenLower = 16 | 32 | 64;
    private const int SeenUpper = 2 | 4 | 8;
    private const int SeenUpperInside = 4;
    private const int SeenLowerAtStart = 16;

    /// <summary>The sentences without the white space between them.</summary>
    public List<string> Split(string text)
    {
        var pieces = Pieces(text);
        var sentences = new List<string>(pieces.Count);
        var taken = 0; // what the sentence before took of the next piece: closing quotes and brackets
        for (var i = 0; i < pieces.Count; i++)
        {
            var (start, end) = (Math.Min(pieces[i].Start + taken, pieces[i].End), pieces[i].End);
            taken = 0;
            if (i + 1 < pieces.Count)
            {
                var (nextStart, nextEnd) = pieces[i + 1];
                var closing = Closing().Match(text[nextStart..nextEnd]);
                if (closing.Success)
                {
                    sentences.Add(text[start..(nextStart + closing.Value.TrimEnd().Length)]);
                    taken = closing.Length;
                    continue;
                }
            }

            if (start < end)
                sentences.Add(text[start..end]);
        }

        return sentences;
    }

    private List<(int Start, int End)> Pieces(string text)
    {
        var pieces = new List<(int, int)>();
        var start = 0;
        foreach (var (mark, context) in Candidates(text))
        {
            if (!BreaksIn(context))
                continue;
            pieces.Add((start, mark.Index + 1));
            start = mark.Groups["next"].Success ? mark.Groups["next"].Index : mark.Index + 1;
        }

        pieces.Add((start, Math.Max(start, text.TrimEnd().Length)));
        return pieces;
    }

    private static readonly SearchValues<char> _spaces = SearchValues.Create(" \t\n\r\v\f");

    /// <summary>Marks that may end a sentence, each with the word before it and what follows. Of several in one word the last counts.</summary>
    private static IEnumerable<(Match Mark, string Context)> Candidates(string text)
    {
        Match? waiting = null;
        var (wordStart, wordEnd) = (0, 0);
        foreach (Match mark in Candidate().Matches(text))
        {
            var between = text.AsSpan(wordEnd, mark.Index - wordEnd);
            var space = between.LastIndexOfAny(_spaces);
            var start = space > 0 ? wordEnd + space + 1 : wordStart;
            if (waiting is not null && wordEnd <= start)
                yield return (waiting, Context(wordStart, wordEnd, waiting));
            (waiting, wordStart, wordEnd) = (mark, start, mark.Index);
        }

        if (waiting is not null)
            yield return (waiting, Context(wordStart, wordEnd, waiting));

        string Context(int from, int to, Match mark) => text[from..to] + mark.Value + mark.Groups["after"].Value;
    }

    /// <summary>Whether a sentence ends inside the text, with anything behind it.</summary>
    private bool BreaksIn(string context)
    {
        var tokens = context
            .Split('\n')
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .SelectMany(line => Word().Matches(line))
            .Select(word => new PunktToken(word.Value, known))
            .ToList();
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            Reconsider(tokens[i], tokens[i + 1]);
            if (tokens[i].EndsSentence)
                return true;
        }

        return false;
    }

    private void Reconsider(PunktToken token, PunktToken next)
    {
        if (!token.HasStop)
            return;
        var (type, nextType) = (token.TypeWithoutStop, next.WordType);
        if (known.Collocations.Contains((type, nextType)))
        {
            token.EndsSentence = false;
            return;
        }

        var starts = StartsSentence(next, nextType);
        if ((token.IsAbbreviation || token.IsEllipsis) && !token.IsInitial)
        {
            if (starts == true || (next.StartsUpper && known.SentenceStarters.Contains(nextType)))
            {
                token.EndsSentence = true;
                return;
            }
        }

        if (!token.IsInitial && !token.IsNumber)
            return;
        if (starts == false || (starts is null && token.IsInitial && next.StartsUpper && (Seen(nextType) & SeenLower) == 0))
            token.EndsSentence = false;
    }

    /// <summary>Whether the word starts a sentence, by the case in which it was seen where; null when that does not tell.</summary>
    private bool? StartsSentence(PunktToken token, string type)
    {
        if (token.Text is ";" or ":" or "," or "." or "!" or "?")
            return false;
        var seen = Seen(type);
        if (token.StartsUpper && (seen & SeenLower) != 0 && (seen & SeenUpperInside) == 0)
            return true;
        return token.StartsLower && ((seen & SeenUpper) != 0 || (seen & SeenLowerAtStart) == 0) ? false : null;
    }

    private int Seen(string type) => known.Orthography.GetValueOrDefault(type);

    [GeneratedRegex("""[.?!](?=(?<after>[)";}\]*:@'({\[!?]|\s+(?<next>\S+)))""")]
    private static partial Regex Candidate();

    [GeneratedRegex("""\G["')\]}]+?(?:\s+|(?=--)|$)""", RegexOptions.Multiline)]
    private static partial Regex Closing();

    // Dashes and dots together; a word up to white space or punctuation that is not part of it; any other mark alone.
    [GeneratedRegex(
        """
            (?:-{2,}|\.{2,}|(?:\.\s){2,}\.)
            |(?=[^("`{\[:;&\#*@)}\]\-,])\S+?(?=\s|$|[)";}\]*:@'({\[!?]|(?:-{2,}|\.{2,}|(?:\.\s){2,}\.)|,(?=$|\s|[)";}\]*:@'({\[!?]|(?:-{2,}|\.{2,}|(?:\.\s){2,}\.)))
            |\S
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Word();
}
