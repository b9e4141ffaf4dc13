using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Scoring.Tools;

namespace Showdown.Benchmarks;

/// <summary>
/// What simulated models call: what the answer asks for, taken at its first accepted values, or by the draw a call less or another argument; or they
/// say in words that they cannot help.
/// </summary>
internal static class SimulatedCalls
{
    private const string Words = "I cannot help with that.";

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SimulatedReplies Bfcl(Sample shown, int draw)
    {
        var category = shown.Fields[CallScorer.CategoryField];
        var byTools = shown.Tools.Count > 0;
        string Written(IEnumerable<Call> calls) => byTools ? AsTools(calls) : AsText(calls, BfclScorer.LanguageOf(category));
        if (category.Contains("relevance", StringComparison.Ordinal))
        {
            var name = FunctionSpec.Read(shown.Fields[CallScorer.FunctionsField]) is [var first, ..] ? first.Name : "unknown"; // one sample offers nothing
            var any = Written([new Call(name, new Dictionary<string, Literal>())]);
            return category.Contains("irrelevance", StringComparison.Ordinal) ? new SimulatedReplies(Words, any) : new SimulatedReplies(any, Words);
        }

        var functions = FunctionSpec.Read(shown.Fields[CallScorer.FunctionsField]);
        var calls = AcceptedCall.Read(shown.Target).Select(a => FirstOf(a, functions, BfclScorer.LanguageOf(category))).ToList();
        return new SimulatedReplies(Written(calls), Words) { Partly = Spoilt(calls, draw) is { Count: > 0 } spoilt ? Written(spoilt) : null };
    }

    public static SimulatedReplies AceBench(Sample shown, int draw)
    {
        using var document = JsonDocument.Parse(shown.Target);
        var answer = document.RootElement;
        var category = shown.Fields[CallScorer.CategoryField];
        if (category.Contains("incomplete", StringComparison.Ordinal))
        {
            var (name, missing) = answer.EnumerateObject().Select(a => (a.Name, a.Value.EnumerateArray().Select(v => v.GetString()))).First();
            return new SimulatedReplies($"Missing necessary parameters ({string.Join(", ", missing)}) for the api ({name})", $"[{name}()]");
        }

        if (category.Contains("error", StringComparison.Ordinal))
        {
            var wrong = answer.EnumerateObject().SelectMany(a => a.Value.EnumerateArray().Select(v => v.ToString()));
            return new SimulatedReplies(
                $"There is incorrect value ({string.Join(", ", wrong)}) for the parameters ({string.Join(", ", answer.EnumerateObject().Select(a => a.Name))})"
                    + " in the conversation history.",
                Words
            );
        }

        if (category.Contains("special", StringComparison.Ordinal))
            return new SimulatedReplies("Due to the limitations of the function, I cannot solve this problem.", Words);
        var functions = FunctionSpec.Read(shown.Fields[CallScorer.FunctionsField]);
        var calls = AceAnswer.Read(answer, functions)[0];
        return new SimulatedReplies(AsText(calls, CallLanguage.Python), Words)
        {
            Partly = Spoilt(calls, 0) is { Count: > 0 } spoilt ? AsText(spoilt, CallLanguage.Python) : null, // a call may serve for two
        };
    }

    /// <summary>All but the last call, or all but one argument's name.</summary>
    private static IReadOnlyList<Call> Spoilt(IReadOnlyList<Call> calls, int draw) =>
        (draw % 2) switch
        {
            _ when calls.Count == 0 => [],
            0 when calls.Count > 1 => [.. calls.SkipLast(1)],
            _ => [.. calls.SkipLast(1), calls[^1] with { Arguments = Renamed(calls[^1].Arguments) }],
        };

    private static Dictionary<string, Literal> Renamed(IReadOnlyDictionary<string, Literal> arguments) =>
        arguments.SkipLast(1).Append(new("no_such_argument", new Literal.Whole(1))).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);

    /// <summary>The first accepted value of each argument that has to be there.</summary>
    private static Call FirstOf(AcceptedCall accepted, IReadOnlyList<FunctionSpec> functions, CallLanguage language)
    {
        var function = functions.FirstOrDefault(f => f.Name == accepted.Name) ?? functions[0];
        return new Call(
            accepted.Name,
            accepted
                .Arguments.Where(a => a.Value.Count > 0 && (function.Required.Contains(a.Key) || !AcceptedCall.MayBeLeftOut(a.Value)))
                .ToDictionary(a => a.Key, a => Argument(a, function, language), StringComparer.Ordinal)
        );
    }

    private static Literal Argument(KeyValuePair<string, IReadOnlyList<Literal>> accepted, FunctionSpec function, CallLanguage language)
    {
        var value = Plain(accepted.Value.FirstOrDefault(v => v is not Literal.Text { Value: "" }) ?? accepted.Value[0]);
        return language == CallLanguage.Python
            ? value
            : new Literal.Text(
                SimulatedSource.Of(value, function.Parameters.GetValueOrDefault(accepted.Key) ?? new ParameterSpec("any", null), language)
            );
    }

    /// <summary>In an answer each entry of a map is a list of accepted values.</summary>
    private static Literal Plain(Literal value) =>
        value switch
        {
            Literal.Map map => new Literal.Map(
                map.Entries.Select(e => (e.Key, Accepted: ValueRules.Accepted(e.Value)))
                    .Where(e => !AcceptedCall.MayBeLeftOut(e.Accepted))
                    .ToDictionary(e => e.Key, e => e.Accepted[0], StringComparer.Ordinal)
            ),
            Literal.Items items when items.Values.Any(v => v is Literal.Map) => new Literal.Items([.. items.Values.Select(Plain)]),
            _ => value,
        };

    private static string AsTools(IEnumerable<Call> calls) =>
        new JsonArray([
            .. calls.Select(c => new JsonObject { ["name"] = c.Name.Replace('.', '_'), ["arguments"] = NodeOf(new Literal.Map(c.Arguments)) }),
        ]).ToJsonString(_json);

    private static JsonNode? NodeOf(Literal value) =>
        value switch
        {
            Literal.Text text => JsonValue.Create(text.Value),
            Literal.Whole whole => JsonNode.Parse(whole.Value.ToString(CultureInfo.InvariantCulture)),
            Literal.Real real => JsonNode.Parse(RealText(real.Value)),
            Literal.Flag flag => JsonValue.Create(flag.Value),
            Literal.Items items => new JsonArray([.. items.Values.Select(NodeOf)]),
            Literal.Map map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, NodeOf(e.Value)))),
            _ => null,
        };

    internal static string RealText(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny(".E") ? text : text + ".0";

    private static string AsText(IEnumerable<Call> calls, CallLanguage language) =>
        $"[{string.Join(", ", calls.Select(c => $"{c.Name}({string.Join(", ", c.Arguments.Select(a => $"{a.Key}={Written(a.Value, language)}"))})"))}]";

    private static string Written(Literal value, CallLanguage language) =>
        language == CallLanguage.Python ? Python(value) : SimulatedSource.Quoted(((value as Literal.Text)?.Value) ?? "1");

    private static string Python(Literal value) =>
        value switch
        {
            Literal.Text text => JsonSerializer.Serialize(text.Value, _json),
            Literal.Whole whole => whole.Value.ToString(CultureInfo.InvariantCulture),
            Literal.Real real => RealText(real.Value),
            Literal.Flag flag => flag.Value ? "True" : "False",
            Literal.Items items => $"[{string.Join(", ", items.Values.Select(Python))}]",
            Literal.Map map => $"{{{string.Join(", ", map.Entries.Select(e => $"{JsonSerializer.Serialize(e.Key, _json)}: {Python(e.Value)}"))}}}",
            _ => "None",
        };
}
