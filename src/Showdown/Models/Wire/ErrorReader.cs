using System.Text;
using System.Text.Json;

namespace Showdown.Models.Wire;

/// <summary>What a host says went wrong.</summary>
internal sealed record ErrorObject(int? Code, string Text);

internal static class ErrorReader
{
    /// <summary>Reads the value of an error field: an object, or a text alone. Null when it is null or empty.</summary>
    public static ErrorObject? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader);
            case JsonTokenType.String when reader.Text() is { Length: > 0 } text:
                return new ErrorObject(null, text);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Reads from the object's opening brace to its closing one.</summary>
    public static ErrorObject ReadObject(ref Utf8JsonReader reader)
    {
        int? code = null;
        string? message = null, name = null, type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
                message = reader.StringOrNull();
            else if (reader.ValueTextEquals("type"u8))
                type = reader.StringOrNull();
            else if (reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("status"u8))
                Code(ref reader, ref code, ref name);
            else
                reader.Skip();
        }

        var tags = string.Join(", ", new[] { name, type }.Where(t => !string.IsNullOrEmpty(t)).Distinct());
        return new ErrorObject(code, tags.Length == 0 ? message ?? "" : $"{message} ({tags})");
    }

    /// <summary>The message of an error body, or the body itself when it is not of that form.</summary>
    public static string TextOf(ReadOnlySpan<byte> body)
    {
        try
        {
            if (OfBody(body) is { Text.Length: > 0 } error)
                return error.Text;
        }
        catch (JsonException)
        {
            // Not JSON: shown as it stands.
        }

        return Encoding.UTF8.GetString(body);
    }

    private static ErrorObject? OfBody(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        ErrorObject? error = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("detail"u8))
                error = Read(ref reader) ?? error;
            else if (reader.ValueTextEquals("object"u8) && reader.StringOrNull() == "error")
                return Whole(body);
            else
                reader.Skip();
        }

        return error;
    }

    private static ErrorObject Whole(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        return ReadObject(ref reader);
    }

    private static void Code(ref Utf8JsonReader reader, ref int? code, ref string? name)
    {
        var next = reader;
        next.Read();
        if (next.TokenType == JsonTokenType.Number)
            code = reader.Count();
        else
            name = reader.StringOrNull();
        if (int.TryParse(name, out var number))
            (code, name) = (number, null);
    }
}
