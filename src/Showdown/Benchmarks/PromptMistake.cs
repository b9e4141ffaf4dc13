using System.Text.RegularExpressions;
using Scriban.Runtime;
using Scriban.Syntax;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Names that a template knows and does not know, in the words of those who write it.</summary>
internal static partial class PromptMistake
{
    /// <summary>Characters of a message at most: some repeat the value that they are about.</summary>
    private const int Longest = 300;

    /// <param name="e">What stopped the template.</param>
    /// <param name="text">Of the template.</param>
    /// <param name="sample">What the template sees as 'sample'.</param>
    public static string Of(ScriptRuntimeException e, string text, ScriptObject sample)
    {
        if (Variable().Match(e.OriginalMessage) is { Success: true } variable)
            return OfVariable(variable.Groups[1].Value, sample);
        if (Member().Match(e.OriginalMessage) is not { Success: true } member)
            return Short(e.OriginalMessage);
        var name = member.Groups[1].Value;
        var owner = Owner().Match(text[..Math.Min(e.Span.Start.Offset, text.Length)]).Value;
        if (owner == "sample")
            return name == "target"
                ? "'sample.target' may be named only in the 'reply' of 'few_shot': a prompt would give the answer away."
                : $"there is no 'sample.{name}'.{Spelling.Hint(name, sample.Keys)}";
        return sample.ContainsKey("options") && !owner.StartsWith("sample", StringComparison.Ordinal)
            ? $"there is no '{owner}.{name}'. An option of sample.options has 'label' and 'text'."
            : $"there is no '{owner}.{name}'.";
    }

    public static string Short(string message) => message.Length <= Longest ? message : message[..Longest] + "…";

    private static string OfVariable(string name, ScriptObject sample) =>
        sample.ContainsKey(name)
            ? $"there is no '{name}'. Did you mean 'sample.{name}'?"
            : $"there is no '{name}'.{Near(name)} A template knows 'sample' with {string.Join(", ", sample.Keys.Order(StringComparer.Ordinal))}.";

    private static string Near(string name) => Spelling.Nearest(name, ["sample"]) is { } near ? $" Did you mean '{near}'?" : "";

    [GeneratedRegex(@"^Cannot get member with name (\w+)\.$")]
    private static partial Regex Member();

    [GeneratedRegex(@"^The variable or function `(\w+)` was not found")]
    private static partial Regex Variable();

    [GeneratedRegex(@"[\w.]+(?=\.\s*$)")]
    private static partial Regex Owner();
}
