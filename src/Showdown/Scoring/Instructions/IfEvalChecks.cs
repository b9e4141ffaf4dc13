using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>Whether a reply follows an instruction.</summary>
internal delegate bool InstructionCheck(string reply, Instruction instruction, InstructionKit kit);

/// <summary>
/// The 25 kinds of instruction of IFEval, as its reference decides them: how a reader would decide some of them otherwise is said where it is so.
/// </summary>
/// <remarks>Zhou et al. 2023, "Instruction-Following Evaluation for Large Language Models"; google-research, instruction_following_eval.</remarks>
internal static partial class IfEvalChecks
{
    private static readonly SearchValues<char> _firstWordEnds = SearchValues.Create(".,?!'\"");

    public static IReadOnlyDictionary<string, InstructionCheck> All { get; } =
        new Dictionary<string, InstructionCheck>(StringComparer.Ordinal)
        {
            // inside of words, too
            ["keywords:existence"] = (r, i, _) => i.Texts("keywords").All(k => r.Contains(k, StringComparison.OrdinalIgnoreCase)),
            ["keywords:frequency"] = (r, i, _) =>
                i.Holds(PythonText.Count(r, i.Text("keyword").Trim(), StringComparison.OrdinalIgnoreCase), "frequency"),
            ["keywords:forbidden_words"] = (r, i, _) => !i.Texts("forbidden_words").Any(w => PythonText.ContainsWord(r, w)),
            // The reference draws a letter at random where a mark is asked for; here the mark is counted.
            ["keywords:letter_frequency"] = (r, i, _) =>
                i.Holds(PythonText.Count(PythonText.Lower(r), PythonText.Lower(i.Text("letter").Trim())), "let_frequency", "let_relation"),
            ["language:response_language"] = (r, i, kit) => kit.Language(r) is not { } language || language == i.Text("language"),
            ["length_constraints:number_sentences"] = (r, i, kit) => i.Holds(kit.Sentences(r).Count, "num_sentences"),
            ["length_constraints:number_paragraphs"] = (r, i, _) => Sections(ThreeStars().Split(r)) == i.Whole("num_paragraphs"),
            ["length_constraints:number_words"] = (r, i, _) => i.Holds(PythonText.Words(r).Count, "num_words"),
            ["length_constraints:nth_paragraph_first_word"] = NthParagraphFirstWord,
            ["detectable_content:number_placeholders"] = (r, i, _) => Placeholder().Count(r) >= i.Whole("num_placeholders"),
            ["detectable_content:postscript"] = Postscript,
            // a rule of hyphens counts, a line that starts in bold does not
            ["detectable_format:number_bullet_lists"] = (r, i, _) => StarBullet().Count(r) + HyphenBullet().Count(r) == i.Whole("num_bullets"),
            ["detectable_format:constrained_response"] = (r, _, _) =>
                r.Contains("My answer is yes.", StringComparison.Ordinal)
                || r.Contains("My answer is no.", StringComparison.Ordinal)
                || r.Contains("My answer is maybe.", StringComparison.Ordinal),
            ["detectable_format:number_highlighted_sections"] = (r, i, _) => Highlights(r) >= i.Whole("num_highlights"),
            ["detectable_format:multiple_sections"] = (r, i, _) =>
                Regex.Count(r, $@"\s?{Regex.Escape(i.Text("section_spliter").Trim())}\s?\d+\s?") >= i.Whole("num_sections"),
            ["detectable_format:json_format"] = (r, _, _) => IsJson(r),
            ["detectable_format:title"] = (r, _, _) => Title().Matches(r).Any(m => m.Value.TrimStart('<').TrimEnd('>').Trim().Length > 0),
            ["combination:two_responses"] = TwoResponses,
            ["combination:repeat_prompt"] = (r, i, _) =>
                PythonText.Lower(r.Trim()).StartsWith(PythonText.Lower(i.Text("prompt_to_repeat").Trim()), StringComparison.Ordinal),
            ["startend:end_checker"] = (r, i, _) =>
                PythonText.Lower(r.Trim().Trim('"')).EndsWith(PythonText.Lower(i.Text("end_phrase").Trim()), StringComparison.Ordinal),
            ["startend:quotation"] = (r, _, _) => r.Trim() is ['"', .., '"'],
            ["change_case:capital_word_frequency"] = (r, i, kit) =>
                i.Holds(kit.Tokens(r).Count(PythonText.IsUpper), "capital_frequency", "capital_relation"),
            ["change_case:english_capital"] = (r, _, kit) => PythonText.IsUpper(r) && kit.Language(r) is null or "en",
            ["change_case:english_lowercase"] = (r, _, kit) => PythonText.IsLower(r) && kit.Language(r) is null or "en",
            ["punctuation:no_comma"] = (r, _, _) => !r.Contains(','),
        };

    /// <returns>How many pieces are not blank; -1 when one inside is.</returns>
    private static int Sections(string[] pieces) =>
        pieces.Skip(1).SkipLast(1).Any(string.IsNullOrWhiteSpace) ? -1 : pieces.Count(p => !string.IsNullOrWhiteSpace(p));

    private static bool NthParagraphFirstWord(string reply, Instruction instruction, InstructionKit kit)
    {
        var pieces = reply.Split("\n\n");
        var count = pieces.Count(p => !string.IsNullOrWhiteSpace(p));
        var nth = instruction.Whole("nth_paragraph");
        // The blank pieces are not counted, but numbered.
        if (nth > count || pieces[nth - 1].Trim() is not { Length: > 0 } paragraph)
            return false;
        var word = PythonText.Split(paragraph)[0].TrimStart('\'').TrimStart('"');
        var end = word.AsSpan().IndexOfAny(_firstWordEnds);
        return count == instruction.Whole("num_paragraphs")
            && PythonText.Lower(end < 0 ? word : word[..end]) == PythonText.Lower(instruction.Text("first_word"));
    }

    private static bool Postscript(string reply, Instruction instruction, InstructionKit kit)
    {
        var text = PythonText.Lower(reply);
        return instruction.Text("postscript_marker").Trim() switch
        {
            "P.P.S" => PostPostscript().IsMatch(text),
            "P.S." => PlainPostscript().IsMatch(text),
            var marker => text.Contains(PythonText.Lower(marker), StringComparison.Ordinal),
        };
    }

    // Of **text** the outer pair and the inner one count apart: once, since the outer holds no text.
    private static int Highlights(string reply) =>
        Single().Matches(reply).Count(m => m.Value.Trim('*').Trim().Length > 0)
        + Double().Matches(reply).Count(m => m.Value[2..^2].Trim().Length > 0);

    private static bool TwoResponses(string reply, Instruction instruction, InstructionKit kit)
    {
        var pieces = reply.Split("******");
        var filled = pieces.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p.Trim()).ToList();
        return Sections(pieces) == 2 && filled[0] != filled[1];
    }

    // As Python's parser has it: NaN and Infinity are numbers, a name may come twice, and a bare value will do.
    private static bool IsJson(string reply)
    {
        var text = reply.Trim();
        foreach (var fence in (ReadOnlySpan<string>)["```json", "```Json", "```JSON", "```"])
            text = text.StartsWith(fence, StringComparison.Ordinal) ? text[fence.Length..] : text;
        text = (text.EndsWith("```", StringComparison.Ordinal) ? text[..^3] : text).Trim();
        return Parses(text) || Parses(NotANumber().Replace(text, m => m.Value[0] == '"' ? m.Value : " 0 ")); // with blanks: 1NaN is no number
    }

    private static bool Parses(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 900 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\s?\*\*\*\s?")]
    private static partial Regex ThreeStars();

    [GeneratedRegex(@"\[.*?\]")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"p\.\s?p\.\s?s")]
    private static partial Regex PostPostscript();

    [GeneratedRegex(@"p\.\s?s\.")]
    private static partial Regex PlainPostscript();

    [GeneratedRegex(@"^\s*\*[^\*].*$", RegexOptions.Multiline)]
    private static partial Regex StarBullet();

    [GeneratedRegex(@"^\s*-.*$", RegexOptions.Multiline)]
    private static partial Regex HyphenBullet();

    [GeneratedRegex(@"\*[^\n\*]*\*")]
    private static partial Regex Single();

    [GeneratedRegex(@"\*\*[^\n\*]*\*\*")]
    private static partial Regex Double();

    [GeneratedRegex(@"<<[^\n]+>>")]
    private static partial Regex Title();

    [GeneratedRegex("""("(?:[^"\\]|\\.)*")|-?Infinity|NaN""", RegexOptions.Singleline)]
    private static partial Regex NotANumber();
}
