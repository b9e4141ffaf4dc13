using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Showdown.App.Web;

/// <summary>Says which field of a request cannot be read, what it holds, and what it may hold.</summary>
internal static partial class BadInput
{
    private const int ShownAtMost = 60;

    private static readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal)
    {
        ["job"] = "a text, the name of a job",
        ["models"] = "a list of texts, such as [\"kimi-k2\"]",
        ["benchmarks"] = "a list of texts, such as [\"gsm8k\"]",
        ["limit"] = "a whole number from 1",
        ["epochs"] = "a whole number from 1",
        ["only"] = "one of \"all\", \"failed\", \"wrong\", \"partial\" and \"truncated\"",
        ["failed"] = "true or false",
        ["budget_usd"] = "an amount such as 12.50",
    };

    /// <summary>One sentence about a request that could not be read; null when there is nothing to say beyond its status.</summary>
    public static async Task<string?> ExplainAsync(BadHttpRequestException bad, HttpContext context)
    {
        if (Parameter().Match(bad.Message) is { Success: true } query)
            // the only parameter that is no text
            return $"'{query.Groups["name"].Value}' must be a whole number from 1 to {Api.RunsAtMost}, not {Short(query.Groups["value"].Value)}.";
        if (bad.InnerException is JsonException json)
            return await OfBodyAsync(json, context);
        return
            bad.StatusCode == StatusCodes.Status400BadRequest
            && Paths.IsForPrograms(context.Request.Path)
            && context.Request.ContentLength is null or 0
            ? "The body is missing. Send a JSON object; /api/openapi.json describes it."
            : null;
    }

    private static async Task<string> OfBodyAsync(JsonException json, HttpContext context)
    {
        if (Unmapped().Match(json.Message) is { Success: true } unmapped)
            return $"'{Short(unmapped.Groups["name"].Value)}' is not known here. /api/openapi.json lists the fields.";
        try
        {
            context.Request.Body.Position = 0;
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var name = (json.Path ?? "$").TrimStart('$', '.').Split('[', '.')[0];
            return name.Length > 0 && body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out var value)
                ? Wrong(name, value.GetRawText())
                : "The body must be a JSON object; /api/openapi.json describes it.";
        }
        catch (JsonException)
        {
            return $"The body is not JSON: line {json.LineNumber + 1}, character {json.BytePositionInLine + 1}.";
        }
    }

    private static string Wrong(string name, string value) =>
        _kinds.TryGetValue(name, out var kind) ? $"'{name}' must be {kind}, not {Short(value)}." : $"'{name}' cannot be {Short(value)}.";

    private static string Short(string text) => text.Length <= ShownAtMost ? text : text[..ShownAtMost] + "…";

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex("^The JSON property '(?<name>.*)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex Unmapped();
}
