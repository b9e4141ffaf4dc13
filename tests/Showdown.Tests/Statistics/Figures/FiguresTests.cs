using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Showdown.Tests.Statistics.Figures;

/// <summary>
/// Every figure of a few hundred made-up data sets stands still, to the ninth digit. Whether the figures are right is what the tests beside say, by
/// other programs' values and by simulation; this one says that they are the same as when those tests last passed, at the ends, in between and with
/// little data, where a simulation would not notice. With SHOWDOWN_GOLDEN=write the file is written anew: a difference in it wants a reason.
/// </summary>
public sealed class FiguresTests
{
    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        IndentSize = 0,
        Converters = { new Rounded(), new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
    };

    public static TheoryData<string> Topics => [.. FigureCases.All.Select(c => c.Name)];

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Topics))]
    public void Figures_StandStill(string topic)
    {
        var file = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Statistics", "Figures", $"{topic}.json");
        var seen = JsonSerializer.Serialize(FigureCases.All.Single(c => c.Name == topic).Figures(), _json);
        if (Environment.GetEnvironmentVariable("SHOWDOWN_GOLDEN") == "write")
            File.WriteAllText(file, seen + "\n");
        var (expected, actual) = (File.ReadAllLines(file), seen.Split('\n'));
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(expected[i] == actual[i], $"{topic}.json({i + 1}): {expected[i].Trim()} before, {actual[i].Trim()} now");
    }

    /// <summary>Nine digits: the last ones differ between processors' mathematical functions.</summary>
    private sealed class Rounded : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (!double.IsFinite(value))
                writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
            else if (Math.Abs(value) < 1e-12)
                writer.WriteNumberValue(0);
            else
                writer.WriteRawValue(value.ToString("G9", CultureInfo.InvariantCulture));
        }
    }
}
