using System.Text.Json;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Tools;

/// <summary>ACEBench's answers and how calls are read from a reply.</summary>
internal static partial class AceAnswer
{
    /// <summary>An object of calls, or a list of such objects of which any will do.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IReadOnlyList<IReadOnlyList<Call>> Read(JsonElement answer, IReadOnlyList<FunctionSpec> functions) =>
        answer.ValueKind switch
        {
            JsonValueKind.Object => [Calls(answer, functions)],
            JsonValueKind.Array => [.. answer.EnumerateArray().Select(a => Calls(a, functions))],
            _ => throw new FormatException("the answer is no object of calls"),
        };

    /// <summary>The second call of a function is written name_1: that is the same function.</summary>
    public static string NameOf(string name, IReadOnlyList<FunctionSpec> functions) =>
        functions.Any(f => f.Name == name) ? name : Numbered().Replace(name, "");

    private static List<Call> Calls(JsonElement answer, IReadOnlyList<FunctionSpec> functions) =>
        [
            .. answer
                .EnumerateObject()
                .Select(call =>
                    JsonLiterals.Of(call.Value) is Literal.Map arguments
                        ? new Call(NameOf(call.Name, functions), arguments.Entries)
                        : throw new FormatException($"the arguments of '{call.Name}' are no object")
                ),
        ];

    [GeneratedRegex(@"_[0-9]{1,3}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}

/// <summary>How calls are read from a reply to ACEBench.</summary>
internal static class AceReply
{
    /// <summary>As the authors do: of one turn the first brackets, of several the whole reply without any white space.</summary>
    public static CallsRead Official(string text, bool severalTurns) =>
        severalTurns ? CallsRead.Of(() => PythonCalls.Read(string.Concat(text.Where(c => !char.IsWhiteSpace(c))))) : Strict(text);

    /// <summary>The first brackets, whatever stands around them.</summary>
    public static CallsRead Strict(string text) =>
        CallsRead.Of(() =>
        {
            var open = text.IndexOf('[', StringComparison.Ordinal);
            var close = open < 0 ? -1 : SourceText.End(text, open);
            return close < 0 ? throw new FormatException("there are no brackets around calls") : PythonCalls.Read(text[open..(close + 1)]);
        });
}
