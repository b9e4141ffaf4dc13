using System.Collections.Frozen;
using System.Text;

namespace Showdown.Scoring.Maths;

/// <param name="Words">Normal form of the unit as written.</param>
/// <param name="Dimension">What it measures; empty for counted things ("apples") and units we do not know.</param>
/// <param name="Scale">How many of the dimension's base unit it is.</param>
internal sealed record Unit(string Words, string Dimension, Rational Scale);

/// <summary>Units of measure, so far as answers use them. Unknown words are counted things and never make two answers differ.</summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, (string Dimension, Rational Scale)> _known = Build();

    public static Unit Read(string words)
    {
        var text = Normal(words);
        if (_known.TryGetValue(text, out var known))
            return new Unit(text, known.Dimension, known.Scale);

        // "square inches", "cubic cm", "cm^2", "sq ft"
        foreach (var (prefix, power) in (ReadOnlySpan<(string, int)>)[("square ", 2), ("sq ", 2), ("cubic ", 3), ("cu ", 3)])
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && _known.TryGetValue(text[prefix.Length..], out var linear) && linear.Dimension == "length")
                return new Unit(text, power == 2 ? "area" : "volume", power == 2 ? linear.Scale * linear.Scale : linear.Scale * linear.Scale * linear.Scale);
        }

        if (text.Length > 2 && text[^1] is '2' or '3' && _known.TryGetValue(text[..^1].TrimEnd('^', ' '), out var powered) && powered.Dimension == "length")
            return new Unit(text, text[^1] == '2' ? "area" : "volume", text[^1] == '2' ? powered.Scale * powered.Scale : powered.Scale * powered.Scale * powered.Scale);
        var by = text.IndexOf('/') is > 0 and var slash ? (Start: slash, Length: 1) : text.IndexOf(" per ", StringComparison.Ordinal) is > 0 and var per ? (Start: per, Length: 5) : default;
        if (by.Length > 0 && _known.TryGetValue(text[..by.Start].Trim(), out var top) && _known.TryGetValue(text[(by.Start + by.Length)..].Trim(), out var bottom))
            return new Unit(text, $"{top.Dimension}/{bottom.Dimension}", top.Scale / bottom.Scale);
        return new Unit(text, "", Rational.One);
    }

    private static string Normal(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var c in words.ToLowerInvariant())
        {
            if (c is '²' or '³')
                text.Append(c == '²' ? '2' : '3');
            else if (char.IsLetterOrDigit(c) || c is '/' or '^')
                text.Append(c);
            else if (char.IsWhiteSpace(c) && text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().Trim();
    }

    private static FrozenDictionary<string, (string Dimension, Rational Scale)> Build()
    {
        var known = new Dictionary<string, (string, Rational)>();
        void Add(string dimension, Rational scale, string names)
        {
            foreach (var name in names.Split(' '))
                known[name] = (dimension, scale);
        }

        Add("length", 1, "m meter meters metre metres");
        Add("length", new Rational(1, 100), "cm centimeter centimeters centimetre centimetres");
        Add("length", new Rational(1, 1000), "mm millimeter millimeters millimetre millimetres");
        Add("length", 1000, "km kilometer kilometers kilometre kilometres");
        Add("length", new Rational(254, 10_000), "in inch inches");
        Add("length", new Rational(3048, 10_000), "ft foot feet");
        Add("length", new Rational(9144, 10_000), "yd yard yards");
        Add("length", new Rational(1_609_344, 1000), "mi mile miles");
        Add("time", 1, "s sec secs second seconds");
        Add("time", 60, "min mins minute minutes");
        Add("time", 3600, "h hr hrs hour hours");
        Add("time", 86_400, "day days");
        Add("time", 604_800, "week weeks");
        Add("mass", 1, "g gm gram grams");
        Add("mass", 1000, "kg kilogram kilograms");
        Add("mass", new Rational(1, 1000), "mg milligram milligrams");
        Add("mass", new Rational(45_359_237, 100_000), "lb lbs pound pounds");
        Add("mass", new Rational(45_359_237, 1_600_000), "oz ounce ounces");
        Add("money", 1, "dollar dollars usd");
        Add("money", new Rational(1, 100), "cent cents");
        Add("volume of liquid", 1, "l liter liters litre litres");
        Add("volume of liquid", new Rational(1, 1000), "ml milliliter milliliters millilitre millilitres");
        Add("length/time", new Rational(1_609_344, 3_600_000), "mph");
        Add("length/time", new Rational(1000, 3600), "kph kmh");
        Add("angle", 1, "rad rads radian radians");
        Add("clock am", 1, "am midnight");
        Add("clock pm", 1, "pm noon");
        return known.ToFrozenDictionary();
    }
}
