using System.Text.Json;

namespace Showdown.Scoring.Instructions;

/// <summary>One instruction of a prompt: its kind and the arguments that are set.</summary>
/// <param name="Kind">Such as "length_constraints:number_words".</param>
public sealed record Instruction(string Kind, IReadOnlyDictionary<string, JsonElement> Arguments)
{
    /// <summary>What the prompt is made of before the colon: all kinds of one family.</summary>
    public string Family => Kind[..Math.Max(0, Kind.IndexOf(':'))];

    /// <param name="kinds">A list of kinds, as JSON.</param>
    /// <param name="arguments">A list of objects with as many items, as JSON; what is null is not set.</param>
    /// <exception cref="FormatException">The two do not belong together.</exception>
    public static IReadOnlyList<Instruction> Read(string kinds, string arguments)
    {
        try
        {
            var names = JsonSerializer.Deserialize<List<string>>(kinds)!;
            var given = JsonSerializer.Deserialize<List<Dictionary<string, JsonElement>>>(arguments)!;
            if (names.Count == 0 || names.Count != given.Count)
                throw new FormatException($"there are {names.Count} instructions and {given.Count} sets of arguments.");
            return
            [
                .. names.Zip(
                    given,
                    (name, set) =>
                        new Instruction(name, set.Where(a => a.Value.ValueKind != JsonValueKind.Null).ToDictionary(a => a.Key, a => a.Value))
                ),
            ];
        }
        catch (JsonException e)
        {
            throw new FormatException($"the instructions are no JSON of the form expected: {e.Message}", e);
        }
    }

    /// <exception cref="FormatException">The argument is not set, or is no text.</exception>
    internal string Text(string name) =>
        Arguments.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Missing(name, "a text");

    /// <summary>A number, of which upstream writes some as 4.0.</summary>
    /// <exception cref="FormatException">The argument is not set, or is no number.</exception>
    internal double Number(string name) =>
        Arguments.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Missing(name, "a number");

    internal int Whole(string name) => (int)Number(name);

    internal IReadOnlyList<string> Texts(string name) =>
        Arguments.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")]
            : throw Missing(name, "a list of texts");

    /// <summary>Whether a count is as the arguments say: "at least", or "less than".</summary>
    internal bool Holds(int count, string wanted, string relation = "relation") =>
        Text(relation) == "less than" ? count < Whole(wanted) : count >= Whole(wanted);

    private FormatException Missing(string name, string what) => new($"'{Kind}' needs {what} as '{name}'.");
}
