using System.Buffers;
using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Tasks;

/// <summary>Reads targets and answers of BIG-Bench Hard.</summary>
public static partial class BigBenchAnswers
{
    private const string BracketMarks = "()[]{}<>";

    private static readonly string[][] _pairs =
    [
        ["true", "false"],
        ["yes", "no"],
        ["valid", "invalid"],
    ];

    private static readonly SearchValues<char> _brackets = SearchValues.Create(BracketMarks);

    public static AnswerForm FormOf(Sample sample)
    {
        var target = sample.Target;
        return Letter().IsMatch(target) ? AnswerForm.Letter
            : Pair(target).Count > 0 ? AnswerForm.Word
            : long.TryParse(target, out _) ? AnswerForm.WholeNumber
            : sample.Input.StartsWith("Sort the following words", StringComparison.Ordinal) ? AnswerForm.Words
            : target.All(c => c == ' ' || BracketMarks.Contains(c)) ? AnswerForm.Brackets
            : AnswerForm.Text;
    }

    /// <summary>The options of the question, from A on; where the question shows fewer than the target's letter, the missing ones are
    /// blank.</summary>
    public static IReadOnlyList<string> OptionsOf(Sample sample)
    {
        var options = Option().Matches(sample.Input).Select(m => m.Groups[1].Value.Trim()).ToList();
        while (options.Count < Math.Max(2, sample.Target[1] - 'A' + 1))
            options.Add("");
        return options;
    }

    /// <summary>The two words of which the target is one, in lower case; none when it is another text.</summary>
    public static IReadOnlyList<string> Pair(string target) => Array.Find(_pairs, p => p.Contains(target.ToLowerInvariant())) ?? [];

    /// <summary>The word of the pair that the text states: the first of its statement, or the only one in it.</summary>
    public static string? WordIn(string text, string target)
    {
        var pair = Pair(target);
        var statement = TextScorer.Statement(text);
        var words = Word().Matches(statement.ToLowerInvariant()).Select(m => m.Value).ToList();
        if (words.Count > 0 && pair.Contains(words[0]))
            return words[0];
        var found = words.Where(pair.Contains).Distinct().ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>The words of a list, in lower case, without numbers, bullets and commas between them.</summary>
    public static IReadOnlyList<string> Words(string list) =>
        [
            .. list.Split([' ', '\n', '\r', '\t', ',', ';', '>', '<'], StringSplitOptions.RemoveEmptyEntries)
                .Select(w => w.Trim('.', ':', '*', '`', '"', '(', ')', '[', ']', '→', '•', '_').ToLowerInvariant())
                .Where(w => w.Length > 0 && w is not ("-" or "and") && !w.All(char.IsAsciiDigit)),
        ];

    /// <summary>The words that the statement lists, on its line or below it; else the last ones of the text, as many as are asked for.</summary>
    public static string? WordsIn(string text, IReadOnlyList<string> wanted)
    {
        var line = Words(TextScorer.Statement(text));
        var below = AnswerCues.Last(text) is { } cue ? Words(text[cue..]) : [];
        var tail = Words(text);
        tail = [.. tail.Skip(Math.Max(0, tail.Count - wanted.Count))];
        var found = new[] { line, below, tail }.FirstOrDefault(words => words.SequenceEqual(wanted)) ?? line;
        return found.Count == 0 ? null : string.Join(' ', found);
    }

    public static string Brackets(string text) => string.Concat(text.Where(BracketMarks.Contains));

    /// <summary>The brackets that the statement gives: those that close the sequence, or the whole sequence with them.</summary>
    public static string? BracketsIn(string text, string input, string target)
    {
        var statement = Announcement().Matches(text) is [.., var last] ? Brackets(last.Groups[1].Value) : "";
        if (statement.Length == 0)
            statement = Brackets(text.Split('\n').LastOrDefault(l => l.AsSpan().ContainsAny(_brackets)) ?? "");
        var whole = Brackets(input[(input.LastIndexOf("Input:", StringComparison.Ordinal) + 1)..]) + Brackets(target);
        return statement.Length == 0 ? null
            : statement == whole ? Brackets(target)
            : statement;
    }

    [GeneratedRegex(@"^\([A-Z]\)$")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^\([A-Z]\)(.*)$", RegexOptions.Multiline)]
    private static partial Regex Option();

    // Elsewhere a ">" at the start of an answer is markdown; here it is the answer.
    [GeneratedRegex(@"answer(?: is|\**:)(.*)$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Announcement();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Word();
}
