using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Showdown.Models.Wire;

/// <summary>Small steps with a reader. Each starts on a property name and ends on the last token of its value.</summary>
internal static class JsonSteps
{
    extension(ref Utf8JsonReader reader)
    {
        public bool EnterObject()
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                return true;
            reader.Skip();
            return false;
        }

        public string? StringOrNull()
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                return reader.Text();
            reader.Skip();
            return null;
        }

        /// <summary>A count, whatever it is written as: 11, 11.0 or "11". Null where it is none or below zero.</summary>
        public int? Count()
        {
            reader.Read();
            double value;
            switch (reader.TokenType)
            {
                case JsonTokenType.Number when reader.TryGetInt32(out var whole):
                    return whole >= 0 ? whole : null;
                case JsonTokenType.Number when reader.TryGetDouble(out value):
                    break;
                case JsonTokenType.String when double.TryParse(reader.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out value):
                    break;
                default:
                    reader.Skip();
                    return null;
            }

            return value is >= 0 and <= int.MaxValue ? (int)Math.Round(value) : null;
        }

        /// <summary>The current string; half a surrogate pair stays as it is, and broken UTF-8 becomes U+FFFD, instead of an exception.</summary>
        public string Text()
        {
            try
            {
                return reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return LenientText.Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }
    }
}
