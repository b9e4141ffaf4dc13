using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Showdown.Models.Wire;

/// <summary>
/// Finds the error in what a host sends in place of a reply. Hosts agree on no form: an object, a text or a list, under many names, or the whole
/// document.
/// </summary>
internal static class ErrorReader
{
    private const int MaxDepth = 8;

    private static readonly string[] _places = ["error", "errors", "detail", "base_resp"];
    private static readonly string[] _messages = ["message", "msg", "status_msg", "detail", "error_description", "title"];
    private static readonly string[] _codes = ["code", "status", "status_code"];

    /// <summary>Reads the value of an error field. Null when it is null or empty.</summary>
    public static ErrorObject? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        using var value = JsonDocument.ParseValue(ref reader);
        return Of(value.RootElement, 0);
    }

    /// <summary>The error that a body holds; null when it is not JSON or holds none.</summary>
    /// <param name="refused">True for a body with another status than 200: then a message alone is an error.</param>
    public static ErrorObject? OfBody(ReadOnlySpan<byte> body, bool refused)
    {
        try
        {
            var reader = new Utf8JsonReader(body.TrimStart("\uFEFF"u8));
            using var document = JsonDocument.ParseValue(ref reader);
            return OfDocument(document.RootElement, refused, 0);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The error of a body, or the body itself when it is of no known form.</summary>
    public static ErrorObject Describe(ReadOnlySpan<byte> body) =>
        OfBody(body, refused: true) ?? new ErrorObject(null, Encoding.UTF8.GetString(body));

    private static ErrorObject? OfDocument(JsonElement root, bool refused, int depth)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return root.GetArrayLength() > 0 && depth < MaxDepth ? OfDocument(root[0], refused, depth + 1) : null;
        if (root.ValueKind != JsonValueKind.Object)
            return root.ValueKind == JsonValueKind.String && refused ? Of(root, depth) : null;
        foreach (var place in _places)
        {
            if (root.TryGetProperty(place, out var inner) && Of(inner, depth) is { } error)
                return error.Code is null ? error with { Code = Code(root).Number } : error;
        }

        var says = _messages.Any(name => root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && Text(text).Length > 0);
        return says && (refused || String(root, "object", "type") == "error" || Code(root) is not (null or 0 or 200, null)) ? Of(root, depth) : null;
    }

    private static ErrorObject? Of(JsonElement error, int depth) =>
        error.ValueKind switch
        {
            JsonValueKind.String when Text(error) is { Length: > 0 } text => new ErrorObject(null, text),
            JsonValueKind.Array when depth < MaxDepth && error.GetArrayLength() > 0 => Of(error[0], depth + 1),
            JsonValueKind.Object when depth < MaxDepth => OfObject(error, depth),
            _ => null,
        };

    private static ErrorObject? OfObject(JsonElement error, int depth)
    {
        // MiniMax says with every reply that all went well.
        if (
            error.TryGetProperty("status_code", out var status)
            && status.ValueKind == JsonValueKind.Number
            && status.TryGetInt32(out var well)
            && well == 0
        )
            return null;
        var (code, name) = Code(error);
        var message = String(error, _messages);
        if (message is null && error.TryGetProperty("error", out var nested))
            return Of(nested, depth + 1);
        var tags = string.Join(", ", new[] { name, String(error, "type") }.Where(t => !string.IsNullOrEmpty(t)).Distinct());
        var said = new ErrorObject(
            error.TryGetProperty("status_msg", out _) ? MiniMax(code) : code,
            tags.Length == 0 ? message ?? "" : $"{message} ({tags})"
        )
        {
            Parameter = String(error, "param", "parameter") ?? Location(error),
            RetryAfter = Wait(error),
        };
        return Upstream(error, depth) is not { } upstream
            ? said
            : new ErrorObject(upstream.Code ?? said.Code, $"{said.Text}: {upstream.Text}")
            {
                Parameter = upstream.Parameter ?? said.Parameter,
                RetryAfter = upstream.RetryAfter ?? said.RetryAfter,
            };
    }

    /// <summary>
    /// A router's own words are "Provider returned error"; what the provider said stands in metadata.raw, as a text that may be JSON.
    /// </summary>
    private static ErrorObject? Upstream(JsonElement error, int depth)
    {
        if (
            !error.TryGetProperty("metadata", out var metadata)
            || metadata.ValueKind != JsonValueKind.Object
            || !metadata.TryGetProperty("raw", out var raw)
        )
            return null;
        if (raw.ValueKind != JsonValueKind.String)
            return OfDocument(raw, refused: true, depth + 1);
        var text = Text(raw);
        return text.Length == 0 ? null
            : depth < MaxDepth && OfBody(Encoding.UTF8.GetBytes(text), refused: true) is { } inner ? inner
            : new ErrorObject(null, text);
    }

    private static (int? Number, string? Name) Code(JsonElement error)
    {
        int? number = null;
        string? name = null;
        foreach (var key in _codes)
        {
            if (!error.TryGetProperty(key, out var value))
                continue;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole))
                number ??= whole;
            else if (value.ValueKind == JsonValueKind.String && int.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out whole))
                number ??= whole;
            else if (value.ValueKind == JsonValueKind.String && Text(value).Length > 0)
                name ??= Text(value);
        }

        return (number, name);
    }

    /// <summary>FastAPI names the field as the last step of a path.</summary>
    private static string? Location(JsonElement error) =>
        error.TryGetProperty("loc", out var path)
        && path.ValueKind == JsonValueKind.Array
        && path.GetArrayLength() is > 0 and var steps
        && path[steps - 1].ValueKind == JsonValueKind.String
            ? Text(path[steps - 1])
            : null;

    private static TimeSpan? Wait(JsonElement error)
    {
        if (
            error.TryGetProperty("retry_after", out var seconds)
            && seconds.ValueKind == JsonValueKind.Number
            && seconds.TryGetDouble(out var number)
            && number is >= 0 and < 1e6
        )
            return TimeSpan.FromSeconds(number);
        if (!error.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array)
            return null;
        return details
            .EnumerateArray()
            .Where(d => d.ValueKind == JsonValueKind.Object)
            .Select(d => String(d, "retryDelay"))
            .OfType<string>()
            .Select(Waits.Read)
            .FirstOrDefault(w => w is not null);
    }

    /// <summary>MiniMax numbers its errors by itself. https://platform.minimaxi.com/document/error-code</summary>
    private static int? MiniMax(int? code) =>
        code switch
        {
            1002 or 1039 or 1041 => 429,
            1004 or 2049 => 401,
            1008 => 402,
            2013 => 400,
            _ => code,
        };

    private static string? String(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Text(value) is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    private static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LenientText.Unescape(text.GetRawText()[1..^1]);
        }
    }
}
