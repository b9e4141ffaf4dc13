using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>
/// Requests that offer tools, by which hosts of one model are compared: 20 sets of three tools, each with requests that should call, that should be
/// answered in words, and that no tool on offer can do. They follow from the texts of HostCalls.json alone.
/// </summary>
/// <remarks>
/// Every other request stands behind a conversation, and half of those conversations hold a call of one of the tools and what came of it. Who is
/// right is not the question: the target says what was meant, and the reference what the model does.
/// </remarks>
internal static partial class HostCalls
{
    public const string Name = HostsPlan.CallsBenchmark;

    /// <summary>Groups of requests.</summary>
    public const string ShouldCall = "should call";
    public const string ShouldNot = "should not call";
    public const string Cannot = "cannot";

    /// <summary>Raised when a request would come out differently.</summary>
    private const int Version = 2;

    private const int OfEachCall = 3;
    private const int WordsOfASet = 5;

    private static readonly Lazy<string> _text = new(ReadText);

    private static readonly Dictionary<string, string[]> _slots = new(StringComparer.Ordinal)
    {
        ["town"] = ["Utrecht", "Lyon", "Kyoto", "Porto", "Gdansk", "Cork", "Tartu", "Bologna", "Leipzig", "Bergen"],
        ["town2"] = ["Antwerp", "Turin", "Osaka", "Seville", "Krakow", "Galway", "Riga", "Verona", "Dresden", "Oslo"],
        ["person"] = ["Amina Diallo", "Jonas Weber", "Mei Tanaka", "Luis Ortega", "Ingrid Dahl", "Tom Baker", "Sara Novak", "Ravi Menon"],
        ["date"] = ["2026-03-14", "2026-05-02", "2026-06-21", "2026-09-09", "2026-10-30", "2026-12-01"],
        ["month"] = ["2026-01", "2026-02", "2026-04", "2026-07", "2026-11"],
        ["code"] = ["A1047", "K2209", "ZX-81", "QF732", "B-5518", "M3390", "T0021", "HR908"],
        ["topic"] = ["harbour", "budget", "spring fair", "solar roof", "library", "night shift", "orchard", "ferry"],
        ["product"] = ["desk lamp", "rain coat", "teapot", "bicycle", "backpack", "radio", "blanket", "camera"],
        ["room"] = ["kitchen", "bedroom", "office", "hall", "attic", "garage"],
        ["food"] = ["leek", "lentils", "mackerel", "pumpkin", "barley", "plums"],
        ["language"] = ["French", "Polish", "Japanese", "Portuguese"],
        ["symbol"] = ["ASML", "SHEL", "SAP", "NVO", "TM"],
        ["mail"] = ["amina@example.org", "jonas@example.org", "mei@example.org", "luis@example.org"],
        ["url"] = ["https://example.org/ferry", "https://example.org/news", "https://example.org/rules"],
        ["count"] = ["2", "3", "4", "5", "6", "7"],
        ["minutes"] = ["30", "45", "60", "90", "120", "250"],
        ["percent"] = ["10", "15", "20", "25", "30"],
        ["amount"] = ["25", "80", "140.5", "310", "999"],
        ["degrees"] = ["18.5", "19", "20", "21.5", "63", "71.2"],
    };

    /// <summary>What was said before, so that a request stands in a conversation.</summary>
    private static readonly (string User, string Assistant)[] _openings =
    [
        ("Good morning! Can you help me with a few things today?", "Good morning! Of course. What is the first one?"),
        ("I am not good with computers, so please be patient with me.", "No problem at all, take your time. What would you like to do?"),
        ("What can you do for me?", "I can answer questions and use the tools that I have been given. What do you need?"),
        ("My last question has settled itself.", "Glad to hear that. Is there anything else?"),
    ];

    public static string Sha256(IReadOnlyDictionary<string, string> options) => Generators.HashOf($"{Name} {Version}\n{_text.Value}");

    /// <exception cref="FormatException">There are no options.</exception>
    public static void Check(IReadOnlyDictionary<string, string> options) => GeneratorOptions.RefuseUnknown(options);

    public static IEnumerable<Sample> Samples(IReadOnlyDictionary<string, string> options)
    {
        using var sets = JsonDocument.Parse(_text.Value);
        foreach (var set in sets.RootElement.EnumerateObject())
        {
            IReadOnlyList<Tool> tools = [.. set.Value.GetProperty("tools").EnumerateObject().Select(ToolOf)];
            var number = 0;
            foreach (var (group, text, call) in Requests(set.Value))
                yield return SampleOf(set, ++number, group, text, call, tools);
        }
    }

    private static IEnumerable<(string Group, string Text, JsonElement? Call)> Requests(JsonElement set)
    {
        foreach (var call in set.GetProperty("calls").EnumerateArray())
        {
            for (var time = 0; time < OfEachCall; time++)
                yield return (ShouldCall, call[0].GetString()!, call);
        }

        foreach (var (key, group) in new[] { ("words", ShouldNot), ("cannot", Cannot) })
        {
            var texts = set.GetProperty(key);
            for (var time = 0; time < WordsOfASet; time++)
                yield return (group, texts[time % texts.GetArrayLength()].GetString()!, null);
        }
    }

    private static Sample SampleOf(JsonProperty set, int number, string group, string text, JsonElement? call, IReadOnlyList<Tool> tools)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{set.Name}-{number:00}");
        var state = SplitMix64.Seed(Name, id, Version);
        var slots = _slots.ToDictionary(s => s.Key, s => s.Value[(int)SplitMix64.Below(ref state, (ulong)s.Value.Length)], StringComparer.Ordinal);
        var opening = _openings[(int)SplitMix64.Below(ref state, (ulong)_openings.Length)];
        return new Sample(id, Filled(text, slots), call is { } meant ? Target(meant, slots) : "")
        {
            Group = group,
            Tools = tools,
            Turns = (number % 4) switch
            {
                0 => [new Message(MessageRole.User, opening.User), new Message(MessageRole.Assistant, opening.Assistant)],
                2 => Called(set.Value.GetProperty("before"), slots),
                _ => [],
            },
        };
    }

    /// <summary>A request, the call it led to, what came of that, and the answer; the call's id is as Kimi's template wants it.</summary>
    private static Message[] Called(JsonElement before, Dictionary<string, string> slots)
    {
        var arguments = new JsonObject();
        foreach (var argument in before[2].EnumerateObject())
            arguments[argument.Name] = Value(argument.Value, slots);
        var call = new ToolCall(before[1].GetString()!, arguments.ToJsonString()) { Id = $"functions.{before[1].GetString()}:0" };
        return
        [
            new Message(MessageRole.User, Filled(before[0].GetString()!, slots)),
            new Message(MessageRole.Assistant, "") { Calls = [call] },
            new Message(MessageRole.Tool, before[3].GetString()!) { CallId = call.Id },
            new Message(MessageRole.Assistant, Filled(before[4].GetString()!, slots)),
        ];
    }

    /// <summary>The call that was meant, as simulated models take it.</summary>
    private static string Target(JsonElement call, Dictionary<string, string> slots)
    {
        var arguments = new JsonObject();
        foreach (var argument in call[2].EnumerateObject())
            arguments[argument.Name] = Value(argument.Value, slots);
        return new JsonArray(new JsonObject { ["name"] = call[1].GetString(), ["arguments"] = arguments }).ToJsonString();
    }

    /// <summary>A slot that stands alone and holds a number is a number.</summary>
    private static JsonNode? Value(JsonElement value, Dictionary<string, string> slots)
    {
        if (value.ValueKind != JsonValueKind.String)
            return JsonNode.Parse(value.GetRawText());
        var text = value.GetString()!;
        var filled = Filled(text, slots);
        return Slot().Match(text).Length == text.Length && double.TryParse(filled, CultureInfo.InvariantCulture, out _)
            ? JsonNode.Parse(filled)
            : JsonValue.Create(filled);
    }

    private static string Filled(string text, Dictionary<string, string> slots) => Slot().Replace(text, slot => slots[slot.Groups[1].Value]);

    /// <summary>"days:integer", "unit:celsius|fahrenheit?": name, type or allowed words, and a question mark where it may be left out.</summary>
    private static Tool ToolOf(JsonProperty tool)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var written in tool.Value.EnumerateArray().Skip(1).Select(p => p.GetString()!))
        {
            var (name, type) = (written[..written.IndexOf(':')], written[(written.IndexOf(':') + 1)..].TrimEnd('?'));
            properties[name] = type.Contains('|')
                ? new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. type.Split('|').Select(w => (JsonNode)w)]) }
                : new JsonObject { ["type"] = type };
            if (!written.EndsWith('?'))
                required.Add((JsonNode)name);
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
        return new Tool(tool.Name, tool.Value[0].GetString(), schema.ToJsonString());
    }

    private static string ReadText()
    {
        using var stream =
            typeof(HostCalls).Assembly.GetManifestResourceStream("HostCalls.json")
            ?? throw new InvalidOperationException("HostCalls.json is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slot();
}
