using System.Globalization;
using System.Text.Json.Nodes;

namespace Showdown.Settings;

internal static class YamlJson
{
    /// <summary>
    /// The JSON that a YAML value means: plain numbers, true, false and null by their spelling, everything else as text, its variables as written.
    /// </summary>
    public static JsonNode? Of(YamlValue value) =>
        value switch
        {
            YamlValue.Map map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value.Value)))),
            YamlValue.List list => new JsonArray([.. list.Items.Select(Of)]),
            YamlValue.Text { IsNull: true } => null,
            YamlValue.Text { Plain: true } text => Plain(text.Value),
            YamlValue.Text text => JsonValue.Create(text.Value),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private static JsonValue Plain(string text)
    {
        if (text is "true" or "false")
            return JsonValue.Create(text == "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        return JsonValue.Create(text);
    }
}
