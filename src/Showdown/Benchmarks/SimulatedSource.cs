using System.Globalization;
using Showdown.Scoring.Tools;

namespace Showdown.Benchmarks;

/// <summary>Values as Java and JavaScript source, by the type that a parameter declares.</summary>
internal static class SimulatedSource
{
    public static string Of(Literal value, ParameterSpec parameter, CallLanguage language) =>
        (value, parameter.Type) switch
        {
            (Literal.Text text, "String") when language == CallLanguage.JavaScript => $"\"{text.Value}\"",
            (Literal.Text text, _) => text.Value,
            (Literal.Items items, "ArrayList") => $"new ArrayList<>(Arrays.asList({Joined(items, parameter, language)}))",
            (Literal.Items items, "Array") => $"new {parameter.ItemType ?? "Object"}[]{{{Joined(items, parameter, language)}}}",
            (Literal.Items items, _) => $"[{Joined(items, parameter, language)}]",
            (Literal.Map map, "HashMap") => "new HashMap<String, Object>() {{ "
                + string.Concat(map.Entries.Select(e => $"put(\"{e.Key}\", {Inner(e.Value, null)}); "))
                + "}}",
            (Literal.Map map, _) => $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key}: {Inner(e.Value, null)}"))}}}",
            _ => Inner(value, parameter.Type),
        };

    /// <summary>A text as it stands in a call: what is source already stands as it is.</summary>
    public static string Quoted(string source) =>
        source is ['[' or '{' or '"', ..] || source.StartsWith("new ", StringComparison.Ordinal) ? source
        : source.Contains('"', StringComparison.Ordinal) ? $"'{source}'"
        : $"\"{source}\"";

    private static string Joined(Literal.Items items, ParameterSpec parameter, CallLanguage language) =>
        string.Join(
            ", ",
            items.Values.Select(item => item is Literal.Items inner ? $"[{Joined(inner, parameter, language)}]" : Inner(item, parameter.ItemType))
        );

    private static string Inner(Literal value, string? type) =>
        value switch
        {
            Literal.Text text => $"\"{text.Value}\"",
            Literal.Whole whole => whole.Value.ToString(CultureInfo.InvariantCulture)
                + (
                    type == "long" ? "L"
                    : type == "Bigint" ? "n"
                    : ""
                ),
            Literal.Real real => SimulatedCalls.RealText(real.Value),
            Literal.Flag flag => flag.Value ? "true" : "false",
            Literal.Items items => $"[{string.Join(", ", items.Values.Select(i => Inner(i, null)))}]",
            _ => "null",
        };
}
