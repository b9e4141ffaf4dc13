using System.Text.Json;

namespace Showdown.Scoring.Tools;

/// <summary>A call that an answer asks for.</summary>
/// <param name="Name">As the dataset has it, with its dots.</param>
/// <param name="Arguments">By name, the values of which any will do; an empty text among them: the argument may be left out.</param>
internal sealed record AcceptedCall(string Name, IReadOnlyDictionary<string, IReadOnlyList<Literal>> Arguments)
{
    /// <summary>A list of {name: {argument: [values]}}.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static IReadOnlyList<AcceptedCall> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(Of)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the accepted calls cannot be read: {e.Message}", e);
        }
    }

    public static bool MayBeLeftOut(IReadOnlyList<Literal> values) => values.Any(v => v is Literal.Text { Value: "" });

    private static AcceptedCall Of(JsonElement call)
    {
        var named = call.EnumerateObject().Single();
        return new AcceptedCall(
            named.Name,
            named
                .Value.EnumerateObject()
                .ToDictionary(a => a.Name, IReadOnlyList<Literal> (a) => [.. a.Value.EnumerateArray().Select(JsonLiterals.Of)])
        );
    }
}
