using System.Text.Json;

namespace Showdown.Models.Wire;

/// <summary>Reads calls, whole or in pieces: a list of {index, id, function {name, arguments}}, or the one {name, arguments} of old.</summary>
/// <remarks>Lenient as hosts are: a missing index or id, arguments as an object in place of its text, nulls and unknown fields.</remarks>
internal static class CallsReader
{
    public static List<CallPiece>? List(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var pieces = new List<CallPiece>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                pieces.Add(Piece(ref reader));
            else
                reader.Skip();
        }

        return pieces.Count == 0 ? null : pieces;
    }

    /// <summary>The field function_call.</summary>
    public static List<CallPiece>? Single(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
            return null;
        var (name, arguments) = Function(ref reader);
        return (name ?? arguments) is null ? null : [new CallPiece(0, null, name, arguments)];
    }

    private static CallPiece Piece(ref Utf8JsonReader reader)
    {
        int? index = null;
        string? id = null,
            name = null,
            arguments = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("index"u8))
                index = reader.Count();
            else if (reader.ValueTextEquals("id"u8))
                id = reader.StringOrNull();
            else if (reader.ValueTextEquals("function"u8))
            {
                if (reader.EnterObject())
                    (name, arguments) = Function(ref reader);
            }
            else
                reader.Skip();
        }

        return new CallPiece(index, id, name, arguments);
    }

    /// <summary>Inside the object already.</summary>
    private static (string? Name, string? Arguments) Function(ref Utf8JsonReader reader)
    {
        string? name = null,
            arguments = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
                name = reader.StringOrNull();
            else if (reader.ValueTextEquals("arguments"u8))
                arguments = TextOrJson(ref reader);
            else
                reader.Skip();
        }

        return (name, arguments);
    }

    private static string? TextOrJson(ref Utf8JsonReader reader)
    {
        var next = reader;
        next.Read();
        if (next.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return reader.StringOrNull();
        reader.Read();
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }
}
