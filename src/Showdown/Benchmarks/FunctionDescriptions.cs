using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Scoring.Tools;

namespace Showdown.Benchmarks;

/// <summary>Upstream's descriptions of functions, made into what a model is shown.</summary>
internal static class FunctionDescriptions
{
    /// <summary>BFCL's own words for types, with a remark on the language in whose syntax arguments are written.</summary>
    public const string Bfcl = "bfcl";

    /// <summary>The same as tools of a request: a JSON Schema, and names without dots.</summary>
    public const string BfclTools = "bfcl-tools";

    /// <summary>ACEBench's, each with its schema under the same key: upstream's key gives the right function away.</summary>
    public const string AceBench = "acebench";

    public static readonly IReadOnlyList<string> Forms = [Bfcl, BfclTools, AceBench];

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="json">A list of functions.</param>
    /// <param name="form">One of <see cref="Forms"/>.</param>
    /// <param name="sampleId">BFCL's ids name the language.</param>
    /// <exception cref="RowException">It is no such list.</exception>
    public static string In(string form, string json, string sampleId)
    {
        try
        {
            var functions = JsonNode.Parse(json)!.AsArray();
            foreach (var function in functions)
                Form(form, function!.AsObject(), BfclScorer.LanguageOf(sampleId));
            return functions.ToJsonString(_json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new RowException($"these are no descriptions of functions: {e.Message}");
        }
    }

    private static void Form(string form, JsonObject function, CallLanguage language)
    {
        if (form == AceBench)
        {
            if (function["parameters"] is { } parameters)
            {
                function.Remove("parameters");
                function["arguments"] = parameters;
            }

            return;
        }

        Append(function, $"Arguments are written in the syntax of {Named(language)}.");
        if (language != CallLanguage.Python)
            AsSource(function["parameters"]!["properties"]!.AsObject(), language);
        if (form == BfclTools)
        {
            function["name"] = function["name"]!.GetValue<string>().Replace('.', '_');
            AsSchema(function["parameters"]!.AsObject());
        }
    }

    private static string Named(CallLanguage language) =>
        language switch
        {
            CallLanguage.Java => "Java 8",
            CallLanguage.JavaScript => "JavaScript",
            _ => "Python 3",
        };

    /// <summary>Arguments in Java and JavaScript are texts that hold source.</summary>
    private static void AsSource(JsonObject properties, CallLanguage language)
    {
        foreach (var (_, property) in properties)
        {
            var parameter = property!.AsObject();
            var type = parameter["type"]?.GetValue<string>() ?? "any";
            var items = parameter["items"]?["type"]?.GetValue<string>();
            Append(
                parameter,
                (
                    type is "any" or ""
                        ? $"The source of any {language} value, as a string."
                        : $"The source of a {language} value of type {type}, as a string."
                ) + (items is null ? "" : $" Its items are of type {items}.")
            );
            parameter["type"] = "string";
            parameter.Remove("items");
            parameter.Remove("properties");
        }
    }

    private static void AsSchema(JsonObject schema)
    {
        if (schema["type"]?.GetValue<string>() is "float")
        {
            schema["format"] = "float";
            Append(schema, "A float.");
        }

        schema["type"] = TypeWords.KindOf(schema["type"]?.GetValue<string>() ?? "any") switch
        {
            LiteralKind.Whole => "integer",
            LiteralKind.Real => "number",
            LiteralKind.Flag => "boolean",
            LiteralKind.List => "array",
            LiteralKind.Map => "object",
            _ => "string",
        };
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var (_, property) in properties)
            {
                if (property is JsonObject inner)
                    AsSchema(inner);
            }
        }

        if (schema["items"] is JsonObject items)
            AsSchema(items);
    }

    private static void Append(JsonObject described, string remark) =>
        described["description"] = $"{described["description"]?.GetValue<string>()} {remark}".TrimStart();
}
