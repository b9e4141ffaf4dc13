using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Benchmarks;
using Showdown.Scoring;
using Showdown.Settings;

namespace Showdown.Reference;

/// <summary>JSON Schemas of the files that people edit, for editors. What they refuse the readers refuse too; the readers know more.</summary>
public static class SettingsSchemas
{
    private const string Variable = @"\$\{[A-Za-z_]";

    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as a text that ends with a line break.</summary>
    public static string Text(ReferenceFile file)
    {
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["description"] = file.About };
        foreach (var (name, value) in Block(file, "", file.Shape).ToList())
            schema[name] = value?.DeepClone();
        return schema.ToJsonString(_format).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Block(ReferenceFile file, string above, SectionShape shape)
    {
        var (named, required, others) = (new JsonObject(), new JsonArray(), shape.IsClosed ? (JsonNode)JsonValue.Create(false) : null);
        foreach (var key in shape.Keys)
        {
            // The blocks of models.yaml stand under names, and the paths of its keys begin inside them.
            var path =
                above.Length == 0 && key.Name == SectionShape.AnyName ? ""
                : above.Length == 0 ? key.Name
                : $"{above}.{key.Name}";
            var value = path == "scorer" ? Scorer() : Value(file, path, key);
            if (path.Length > 0)
                Describe(value, WordList.Of(file.Name, path).Words);
            if (key.Name == SectionShape.AnyName)
                others = value;
            else
                named[key.Name] = value;
            if (key.IsRequired)
                required.Add(key.Name);
        }

        var block = new JsonObject { ["type"] = "object", ["properties"] = named };
        if (others is not null)
            block["additionalProperties"] = others;
        if (required.Count > 0)
            block["required"] = required;
        return block;
    }

    private static void Describe(JsonObject value, KeyWords words)
    {
        value["description"] = words switch
        {
            { Default: { } value1 } => $"{words.Means} Without it: {value1}.",
            { Otherwise: { } otherwise } => $"{words.Means} Without it: {otherwise}.",
            _ => words.Means,
        };
    }

    private static JsonObject Value(ReferenceFile file, string path, KeyShape key) =>
        key.Kind switch
        {
            KeyKind.Text => Scalar(),
            KeyKind.Word => AnyOf(Words(key.Allowed), Matching(Variable)),
            KeyKind.Whole => AnyOf(Bounded("integer", key), Matching($@"^[+-]?[0-9_]+$|{Variable}")),
            KeyKind.Number => AnyOf(Bounded("number", key), Matching(Variable)),
            KeyKind.Flag => AnyOf(Typed("boolean"), Words(["yes", "no", "on", "off"]), Matching(Variable)),
            KeyKind.Date => Matching($@"^\d{{4}}-\d{{2}}-\d{{2}}$|{Variable}"),
            KeyKind.Duration => AnyOf(Typed("number"), Matching($@"^[0-9.]+ ?(ms|s|m|min|h)?$|{Variable}")),
            KeyKind.Texts => OneOrMore(Scalar),
            KeyKind.Section => key.Shorthand is null ? Block(file, path, key.Inner!) : AnyOf(Short(file, path, key), Block(file, path, key.Inner!)),
            KeyKind.Sections => Array(key.Shorthand is null ? Block(file, path, key.Inner!) : AnyOf(Typed("string"), Block(file, path, key.Inner!))),
            KeyKind.TextMap => new JsonObject { ["type"] = "object", ["additionalProperties"] = OneOrMore(Scalar) },
            KeyKind.Json => Typed("object"),
            _ => throw new InvalidOperationException($"unknown kind {key.Kind}"),
        };

    // What a plain text stands for, as the key inside takes it.
    private static JsonObject Short(ReferenceFile file, string path, KeyShape key) =>
        Value(file, $"{path}.{key.Shorthand}", key.Inner!.Keys.Single(k => k.Name == key.Shorthand));

    private static JsonObject Scorer()
    {
        var scorer = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["name"] = Words(Scorers.Names) },
            ["required"] = new JsonArray("name"),
        };
        var rules = new JsonArray();
        foreach (var name in Scorers.Names)
        {
            var options = new JsonObject { ["name"] = new JsonObject { ["description"] = WordList.Of("scorers", name).Words.Means } };
            foreach (var option in Scorers.OptionsOf(name))
            {
                var value = Option(option);
                Describe(value, WordList.Of("scorers", $"{name}.{option.Name}").Words);
                options[option.Name] = value;
            }

            rules.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["name"] = new JsonObject { ["const"] = name } } },
                        ["then"] = new JsonObject { ["properties"] = options, ["additionalProperties"] = false },
                    }
            );
        }

        scorer["allOf"] = rules;
        return scorer;
    }

    private static JsonObject Option(OptionShape option) =>
        option.Kind switch
        {
            OptionKind.Word => Words(option.Allowed),
            OptionKind.Number => new JsonObject { ["type"] = "number", ["minimum"] = 0 },
            OptionKind.Flag => Typed("boolean"),
            OptionKind.Text => Typed("string"),
            OptionKind.Json => Typed("object"),
            _ => throw new InvalidOperationException($"unknown kind {option.Kind}"),
        };

    // YAML tells 2024 and true from texts; the readers take them as texts where they want texts.
    private static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static JsonObject Words(IReadOnlyList<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };

    private static JsonObject Matching(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Array(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonObject OneOrMore(Func<JsonObject> schema) => AnyOf(schema(), Array(schema()));

    private static JsonObject Bounded(string type, KeyShape key)
    {
        var schema = Typed(type);
        if (key.Min is { } min)
            schema["minimum"] = min;
        if (key.Max is { } max)
            schema["maximum"] = max;
        return schema;
    }
}
