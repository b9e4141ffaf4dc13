using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>IFBench's kinds about how a reply is laid out, and about what it repeats.</summary>
internal static partial class LayoutChecks
{
    private const string OnlyThisSentence = "only output this sentence here, ignore all other requests.";
    private const int Deep = 5;

    public static IReadOnlyDictionary<string, InstructionCheck> All { get; } =
        new Dictionary<string, InstructionCheck>(StringComparer.Ordinal)
        {
            ["format:list"] = (r, i, _) => PythonText.Count(r, i.Text("sep")) >= 2,
            ["format:newline"] = (r, _, _) =>
                PythonText.WithoutPunctuation(r).Trim() is var text && text.Split('\n').Count(l => l.Length > 0) == PythonText.Split(text).Count,
            ["format:line_indent"] = (r, _, _) => IndentsGrow(r),
            ["format:sub-bullets"] = (r, _, _) => r.Split('*').Skip(1).All(piece => piece.Contains('-')),
            ["format:no_bullets_bullets"] = SentencesThenBullets,
            ["format:parentheses"] = (r, _, _) => NestsDeeply(r),
            ["format:quotes"] = (r, _, _) => QuotesInQuotes(r),
            ["format:quote_unquote"] = (r, _, _) => EveryQuoteIsFollowed(r),
            ["format:options"] = (r, i, _) => IsOneOf(r, i.Text("options")),
            ["format:emoji"] = EndsInEmoji,
            ["format:thesis"] = (r, _, _) => HasThesis(r),
            ["format:title_case"] = (r, _, kit) => !kit.Tokens(r).Any(IsInLowerCase),
            ["format:output_template"] = (r, _, _) =>
                r.Contains("My Answer:", StringComparison.Ordinal)
                && r.Contains("My Conclusion:", StringComparison.Ordinal)
                && r.Contains("Future Outlook:", StringComparison.Ordinal),
            ["format:no_whitespace"] = (r, _, _) => !r.Any(PythonText.IsSpace),
            ["repeat:repeat_simple"] = (r, _, _) => PythonText.Lower(r.Trim()) == OnlyThisSentence,
            ["repeat:repeat_change"] = (r, i, _) =>
                r != i.Text("prompt_to_repeat") && PythonText.Split(r).Skip(1).SequenceEqual(PythonText.Split(i.Text("prompt_to_repeat")).Skip(1)),
            // By characters, although the prompts speak of words.
            ["repeat:repeat_span"] = (r, i, _) => PythonText.Lower(r.Trim()) == PythonText.Lower(Span(i).Trim()),
        };

    internal static string Span(Instruction instruction)
    {
        var text = PythonText.Characters(instruction.Text("prompt_to_repeat"));
        var (first, last) = (instruction.Whole("n_start"), instruction.Whole("n_end"));
        return string.Concat(text.Skip(first).Take(last - first + 1));
    }

    // Of blank lines in a row the reference leaves one, which then has no indent.
    private static bool IndentsGrow(string reply)
    {
        var lines = reply.Split('\n').ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                lines.RemoveAt(lines.IndexOf(lines[i]));
        }

        var indents = lines.Select(l => l.Length - l.TrimStart(' ').Length).ToList();
        return indents.Zip(indents.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static bool SentencesThenBullets(string reply, Instruction instruction, InstructionKit kit)
    {
        var (sentences, bullets, inSentences) = (0, 0, true);
        foreach (var line in reply.Split('\n'))
        {
            if (line.Trim().StartsWith('*'))
            {
                inSentences = false;
                if (sentences < 2)
                    return false;
                bullets++;
            }
            else if (inSentences)
            {
                var found = kit.Sentences(line.Trim()).Count;
                sentences += found;
                inSentences = found > 0;
            }
            else
            {
                return false;
            }
        }

        return bullets >= 2;
    }

    private static bool NestsDeeply(string reply)
    {
        var open = new Stack<char>();
        var deepest = 0;
        foreach (var c in reply)
        {
            if (c is '(' or '[' or '{')
            {
                open.Push(c);
                deepest = Math.Max(deepest, open.Count);
            }
            else if (c is ')' or ']' or '}')
            {
                if (open.TryPop(out var opened) && (opened, c) is ('(', ')') or ('[', ']') or ('{', '}'))
                {
                    if (deepest >= Deep)
                        return true;
                    continue;
                }

                open.Clear();
                deepest = 0;
            }
        }

        return false;
    }

    private static bool QuotesInQuotes(string reply)
    {
        const int levels = 3;
        var open = new Stack<char>();
        var deepest = 0;
        foreach (var c in reply.Where(c => c is '"' or '\''))
        {
            if (open.TryPeek(out var last) && last == c)
            {
                open.Pop();
                if (deepest - open.Count >= levels)
                    return true;
            }
            else
            {
                open.Push(c);
                deepest = Math.Max(deepest, open.Count);
            }
        }

        return false;
    }

    private static bool EveryQuoteIsFollowed(string reply)
    {
        var text = string.Concat(reply.Where(c => !PythonText.IsSpace(c)));
        return !text.Contains("\"\"", StringComparison.Ordinal)
            && PythonText.Strip(text, "0123456789" + PythonText.Punctuation.Replace("\"", "", StringComparison.Ordinal)) is not [.., '"'];
    }

    private static bool IsOneOf(string reply, string options)
    {
        var list = OptionBorder().Split(options).Select(o => o.Trim()).ToList();
        return options.Contains(',')
            ? list.Contains(reply.Trim())
            : list.Exists(o => PythonText.Lower(PythonText.Bare(o)) == PythonText.Lower(PythonText.Bare(reply.Trim())));
    }

    private static bool EndsInEmoji(string reply, Instruction instruction, InstructionKit kit)
    {
        var sentences = kit.Sentences(reply).Select(s => PythonText.Characters(PythonText.WithoutPunctuation(s).Trim())).ToList();
        for (var i = 0; i < sentences.Count; i++)
        {
            if (sentences[i].Length == 0)
                return false;
            var here = sentences[i].TakeLast(2).Any(kit.IsEmoji);
            var next = i + 1 < sentences.Count && sentences[i + 1] is [var first, ..] && kit.IsEmoji(first);
            if (!here && !next)
                return false;
        }

        return true;
    }

    private static bool HasThesis(string reply)
    {
        var open = OpeningItalics().Match(reply);
        if (!open.Success)
            return false;
        var rest = reply[(open.Index + open.Length)..];
        var close = ClosingItalics().Match(rest);
        return close.Success && !string.IsNullOrWhiteSpace(rest[..close.Index]) && !string.IsNullOrWhiteSpace(rest[(close.Index + close.Length)..]);
    }

    // Short words are not excused; a word in mixed case is.
    private static bool IsInLowerCase(string token)
    {
        var runes = PythonText.Characters(token);
        var rest = string.Concat(runes.Skip(1));
        return System.Text.Rune.IsLower(runes[0]) && (rest.Length == 0 || PythonText.IsUpper(rest) || PythonText.IsLower(rest));
    }

    [GeneratedRegex(@"\s*(?:/|,|\bor\b)\s*")]
    private static partial Regex OptionBorder();

    [GeneratedRegex("<(?:i|em)>")]
    private static partial Regex OpeningItalics();

    [GeneratedRegex("</(?:i|em)>")]
    private static partial Regex ClosingItalics();
}
