using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>Splits text into words and marks as the Penn Treebank does, sentence by sentence: "can't." is "ca", "n't" and ".".</summary>
/// <remarks>The order of the rules is that of NLTK 3.8's word_tokenize, whose tokens IFEval and IFBench count.</remarks>
internal sealed class WordTokens(PunktSentences sentences)
{
    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly (Regex Mark, string Apart)[] _opening =
    [
        (new Regex("([«“‘„]|`+)"), " $1 "),
        (new Regex("^\""), "``"),
        (new Regex("(``)"), " $1 "),
        (new Regex(@"([ (\[{<])(""|'{2})"), "$1 `` "),
        (new Regex(@"(')(?!re|ve|ll|m|t|s|d|n)(\w)\b", AnyCase), "$1 $2"),
    ];

    private static readonly (Regex Mark, string Apart)[] _marks =
    [
        (new Regex(@"([^.])(\.)([\])}>""'»”’ ]*)\s*$"), "$1 $2 $3 "),
        (new Regex(@"([:,])([^\d])"), " $1 $2"),
        (new Regex("([:,])$"), " $1 "),
        (new Regex(@"\.{2,}"), " $0 "),
        (new Regex("[;@#$%&]"), " $0 "),
        (new Regex(@"([^.])(\.)([\])}>""']*)\s*$"), "$1 $2$3 "),
        (new Regex("[?!]"), " $0 "),
        (new Regex("([^'])' "), "$1 ' "),
        (new Regex(@"\*"), " $0 "),
        (new Regex(@"[\]\[(){}<>]"), " $0 "),
        (new Regex("--"), " -- "),
    ];

    private static readonly (Regex Mark, string Apart)[] _closing =
    [
        (new Regex("([»”’])"), " $1 "),
        (new Regex("''"), " '' "),
        (new Regex("\""), " '' "),
        (new Regex("([^' ])('[sS]|'[mM]|'[dD]|') "), "$1 $2 "),
        (new Regex("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) "), "$1 $2 "),
        (new Regex(@"\b(can)(not)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(d)('ye)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(gim)(me)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(gon)(na)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(got)(ta)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(lem)(me)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(more)('n)\b", AnyCase), " $1 $2 "),
        (new Regex(@"\b(wan)(na)(?=\s)", AnyCase), " $1 $2 "),
        (new Regex(@" ('t)(is)\b", AnyCase), " $1 $2 "),
        (new Regex(@" ('t)(was)\b", AnyCase), " $1 $2 "),
    ];

    public List<string> Split(string text) => [.. sentences.Split(text).SelectMany(OfSentence)];

    private static List<string> OfSentence(string sentence)
    {
        foreach (var (mark, apart) in _opening.Concat(_marks))
            sentence = mark.Replace(sentence, apart);
        sentence = $" {sentence} ";
        foreach (var (mark, apart) in _closing)
            sentence = mark.Replace(sentence, apart);
        return PythonText.Split(sentence);
    }
}
