using System.Text;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Benchmarks;

internal sealed class JsonRow : Row
{
    private readonly JsonElement _item;

    private JsonRow(JsonElement item) => _item = item;

    public override IReadOnlyCollection<string> Names => Whole<string[]>("a field's name", () => [.. _item.EnumerateObject().Select(p => p.Name)]);

    public override bool Has(string field) => Whole("a field's name", () => _item.TryGetProperty(field, out _));

    /// <summary>The record itself, for readers that need more than texts.</summary>
    public JsonElement Json => _item;

    /// <summary>The record's own bytes, valid as long as the row; empty for an item of an array.</summary>
    public ReadOnlyMemory<byte> Raw { get; private init; }

    /// <summary>Where the record starts in the unpacked file; -1 for an item of an array.</summary>
    public long Offset { get; private init; } = -1;

    public static JsonRow Of(string file, string place, JsonElement item, ReadOnlyMemory<byte> raw = default, long offset = -1) =>
        item.ValueKind == JsonValueKind.Object
            ? new JsonRow(item)
            {
                File = file,
                Place = place,
                Raw = raw,
                Offset = offset,
            }
            : throw new SettingsException(
                $"{file}({place}) is no record: a line such as {{\"id\": ..., \"input\": ..., \"target\": ...}} is expected."
            );

    protected override string? Find(string field) =>
        Whole(
            $"'{field}'",
            () =>
                _item.TryGetProperty(field, out var value)
                    ? value.ValueKind switch
                    {
                        JsonValueKind.String => value.GetString(),
                        JsonValueKind.Null => null,
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        JsonValueKind.Number => value.GetRawText(),
                        _ => throw new RowException(
                            $"'{field}' is a {(value.ValueKind == JsonValueKind.Array ? "list" : "record")}, and a text is expected."
                        ),
                    }
                    : null
        );

    public override Row Kept() => new JsonRow(_item.Clone()) { File = File, Place = Place };

    protected override string? FindJson(string field) =>
        Whole($"'{field}'", () => _item.TryGetProperty(field, out var value) ? value.GetRawText() : null);

    protected override IReadOnlyList<string>? FindTexts(string field) =>
        Whole<IReadOnlyList<string>?>(
            $"'{field}'",
            () =>
            {
                if (!_item.TryGetProperty(field, out var value))
                    return null;
                return value.ValueKind == JsonValueKind.Array
                    ? [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString()! : v.GetRawText())]
                    : throw new RowException($"'{field}' is no list.");
            }
        );

    // The reader looks into texts only when they are asked for.
    private static T Whole<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new RowException(
                e.InnerException is DecoderFallbackException
                    ? $"{what} is no UTF-8. Is the file in Latin-1 or another encoding? Save it as UTF-8."
                    : $"{what} holds half a character (such as \\ud83d without its other half). Write the whole character, or remove it."
            );
        }
    }
}
