using System.Text.RegularExpressions;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Code;

/// <summary>Takes the program out of a completion. Pure, and bounded in time and memory on any text.</summary>
public static partial class CodeExtractor
{
    /// <summary>Longer completions are cut: no program of a benchmark comes near.</summary>
    private const int LongestText = 400_000;

    private const int MaxBlocks = 200;

    /// <summary>
    /// EvalPlus's rule (evalplus/evalplus: sanitize.py): the longest run of lines that is Python, of it the imports and the definitions that the
    /// function needs.
    /// The fallbacks, in this order: the last fenced block that defines the function, as it stands; the body alone, put behind the prompt's
    /// signature.
    /// </summary>
    /// <param name="entryPoint">The function that is called.</param>
    /// <param name="prompt">What the model was to complete; used for a completion that is a body alone.</param>
    public static ExtractedCode Function(string completion, string entryPoint, string? prompt = null)
    {
        var lines = Unwrapped(Clean(completion).Split('\n'));
        var text = string.Join('\n', lines);
        if (PythonRun.Longest(lines) is { } run && PythonDefinitions.Keep(lines, run, entryPoint) is { } kept)
            return new ExtractedCode(
                kept,
                ExtractionRule.Protocol,
                $"lines {run.First + 1} to {run.Last + 1} are Python; kept what {entryPoint} needs"
            );
        var fenced = Fenced(lines).LastOrDefault(block => Defines(block, entryPoint));
        if (fenced is not null)
        {
            var inner = fenced.Split('\n');
            if (PythonRun.Longest(inner) is { } part && PythonDefinitions.Keep(inner, part, entryPoint) is { } good)
                return new ExtractedCode(good, ExtractionRule.Fallback, $"the last fenced block that defines {entryPoint}");
            return new ExtractedCode(fenced, ExtractionRule.Fallback, $"the last fenced block that defines {entryPoint}, as it stands");
        }

        if (Defines(text, entryPoint))
            return new ExtractedCode(text, ExtractionRule.Fallback, $"the whole text, which names 'def {entryPoint}' and is not Python throughout");
        var body = Fenced(lines).LastOrDefault() ?? text;
        return prompt is not null && IsBody(body)
            ? new ExtractedCode($"{prompt.TrimEnd()}\n{body}", ExtractionRule.Fallback, "a body alone, put behind the prompt's signature")
            : ExtractedCode.None($"nothing defines {entryPoint}");
    }

    /// <summary>
    /// The pieces of a completion that may be Python, in order of appearance: fenced blocks, and runs of lines that look like it. Python itself
    /// has to say
    /// which of them are.
    /// </summary>
    public static IReadOnlyList<string> Blocks(string completion)
    {
        var lines = Unwrapped(Clean(completion).Split('\n'));
        var runs = PythonRun.All(lines).Select(run => (run.First, Text: string.Join('\n', lines[run.First..(run.Last + 1)])));
        return
        [
            .. FencedAt(lines).Concat(runs).OrderBy(b => b.First).Select(b => b.Text.Trim('\n')).Where(t => t.Length > 0).Distinct().Take(MaxBlocks),
        ];
    }

    /// <summary>
    /// LiveCodeBench's rule (LiveCodeBench/LiveCodeBench: extraction_utils.py): what stands between the last two lines with three backticks.
    /// The fallbacks: an opened fence that is never closed, to the end; the last block between tildes; a text without any fence that is Python
    /// from its first line to its last.
    /// </summary>
    public static ExtractedCode Program(string completion)
    {
        var lines = Clean(completion).Split('\n');
        var fences = Enumerable.Range(0, lines.Length).Where(i => lines[i].Contains("```", StringComparison.Ordinal)).ToList();
        if (fences.Count >= 2)
        {
            var code = string.Join('\n', lines[(fences[^2] + 1)..fences[^1]]);
            return string.IsNullOrWhiteSpace(code)
                ? ExtractedCode.None("nothing stands between the last two fences")
                : new ExtractedCode(code, ExtractionRule.Protocol, $"lines {fences[^2] + 2} to {fences[^1]}, between the last two fences");
        }

        if (fences.Count == 1)
        {
            var rest = string.Join('\n', lines[(fences[0] + 1)..]);
            return string.IsNullOrWhiteSpace(rest)
                ? ExtractedCode.None("nothing follows the only fence")
                : new ExtractedCode(rest, ExtractionRule.Fallback, "a fence that is opened and never closed, to the end");
        }

        if (fences.Count == 0 && Fenced(lines) is [.., var last] && !string.IsNullOrWhiteSpace(last))
            return new ExtractedCode(last, ExtractionRule.Fallback, "the last block between tildes");
        var run = PythonRun.Longest(lines);
        var filled = lines.Count(l => !string.IsNullOrWhiteSpace(l));
        return run is not null && Enumerable.Range(run.First, run.Last - run.First + 1).Count(i => !string.IsNullOrWhiteSpace(lines[i])) == filled
            ? new ExtractedCode(
                string.Join('\n', lines[run.First..(run.Last + 1)]),
                ExtractionRule.Fallback,
                "no fence, and the whole text is Python"
            )
            : ExtractedCode.None("there is no fenced block");
    }

    private static string Clean(string completion) =>
        FinalText
            .Of(completion.Length > LongestText ? completion[..LongestText] : completion)
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace("\0", "", StringComparison.Ordinal);

    /// <summary>Code as it would stand without a list around its fence, and with the fence behind "return n```" on a line of its own.</summary>
    private static string[] Unwrapped(string[] lines)
    {
        var unwrapped = new List<string>(lines.Length + 4);
        var margin = -1; // of the open fence
        foreach (var line in lines)
        {
            var bare = line.TrimStart();
            if (IsFence(bare) && (margin < 0 || line.Length - bare.Length <= margin)) // deeper ones stand in a docstring
            {
                margin = margin >= 0 ? -1 : line.Length - bare.Length;
                unwrapped.Add(line);
                continue;
            }

            var code = margin > 0 && line.AsSpan(0, Math.Min(margin, line.Length)).IsWhiteSpace() ? line[Math.Min(margin, line.Length)..] : line;
            if (margin >= 0 && !IsFence(bare) && code.EndsWith("```", StringComparison.Ordinal))
            {
                unwrapped.Add(code[..^3]);
                unwrapped.Add("```");
                margin = -1;
            }
            else
            {
                unwrapped.Add(code);
            }
        }

        return [.. unwrapped];
    }

    private static bool IsFence(string trimmed) =>
        trimmed.StartsWith("```", StringComparison.Ordinal) || trimmed.StartsWith("~~~", StringComparison.Ordinal);

    /// <summary>The texts between fence lines; one that is never closed goes to the end.</summary>
    private static List<string> Fenced(string[] lines) => [.. FencedAt(lines).Select(block => block.Text)];

    private static List<(int First, string Text)> FencedAt(string[] lines)
    {
        var blocks = new List<(int First, string Text)>();
        var start = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!IsFence(lines[i].TrimStart()))
                continue;
            if (start >= 0)
                blocks.Add((start, string.Join('\n', lines[start..i])));
            start = start >= 0 ? -1 : i + 1;
        }

        if (start >= 0 && start < lines.Length)
            blocks.Add((start, string.Join('\n', lines[start..])));
        return blocks;
    }

    private static bool Defines(string text, string entryPoint)
    {
        foreach (var match in Definition().EnumerateMatches(text))
        {
            var name = text.AsSpan(match.Index, match.Length);
            if (name[(name.LastIndexOfAny(" \t") + 1)..].SequenceEqual(entryPoint))
                return true;
        }

        return false;
    }

    // Indented, and with a return: the rest of a function whose head stood in the prompt.
    private static bool IsBody(string text)
    {
        var first = text.Split('\n').FirstOrDefault(l => !string.IsNullOrWhiteSpace(l));
        return first is not null && first[0] is ' ' or '\t' && text.Contains("return", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[ \t]*(?:async[ \t]+)?def[ \t]+\w+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();
}
