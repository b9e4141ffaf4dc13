using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Showdown.Analysis.Summary;

/// <summary>
/// Writes numbers with 12 significant digits: the platform's mathematics library has the last ones, and the same results are to give the same bytes
/// everywhere.
/// </summary>
internal sealed class RoundedFigures : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Round(value));

    public static double Round(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}
