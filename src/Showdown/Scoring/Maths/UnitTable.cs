using System.Collections.Frozen;

namespace Showdown.Scoring.Maths;

/// <summary>What a unit measures, as powers of base dimensions, and its size in their base units.</summary>
/// <param name="Powers">
/// Of mass, length, time, current, temperature, amount of substance, and what has no relation to these (money, angle, information).
/// </param>
internal readonly record struct Measure(
    (int Mass, int Length, int Time, int Current, int Temperature, int Amount, int Money, int Angle, int Information) Powers,
    Rational Scale
)
{
    public Measure Times(Measure other, int power)
    {
        var (a, b) = (Powers, other.Powers);
        var scale = Scale;
        for (var i = 0; i < Math.Abs(power); i++)
            scale = power > 0 ? scale * other.Scale : scale / other.Scale;
        return new Measure(
            (
                a.Mass + (power * b.Mass),
                a.Length + (power * b.Length),
                a.Time + (power * b.Time),
                a.Current + (power * b.Current),
                a.Temperature + (power * b.Temperature),
                a.Amount + (power * b.Amount),
                a.Money + (power * b.Money),
                a.Angle + (power * b.Angle),
                a.Information + (power * b.Information)
            ),
            scale
        );
    }
}

/// <summary>
/// The units that answers use: the SI with its prefixes (BIPM, The International System of Units, 9th edition, 2019), and everyday ones by name.
/// </summary>
internal static class UnitTable
{
    private static readonly Measure _none = new(default, 1);
    private static readonly Measure _mass = _none with { Powers = (1, 0, 0, 0, 0, 0, 0, 0, 0) };
    private static readonly Measure _length = _none with { Powers = (0, 1, 0, 0, 0, 0, 0, 0, 0) };
    private static readonly Measure _time = _none with { Powers = (0, 0, 1, 0, 0, 0, 0, 0, 0) };
    private static readonly Measure _current = _none with { Powers = (0, 0, 0, 1, 0, 0, 0, 0, 0) };
    private static readonly Measure _temperature = _none with { Powers = (0, 0, 0, 0, 1, 0, 0, 0, 0) };
    private static readonly Measure _amount = _none with { Powers = (0, 0, 0, 0, 0, 1, 0, 0, 0) };
    private static readonly Measure _money = _none with { Powers = (0, 0, 0, 0, 0, 0, 1, 0, 0) };
    private static readonly Measure _angle = _none with { Powers = (0, 0, 0, 0, 0, 0, 0, 1, 0) };
    private static readonly Measure _information = _none with { Powers = (0, 0, 0, 0, 0, 0, 0, 0, 1) };
    private static readonly Measure _volume = _none.Times(_length, 3);
    private static readonly Measure _force = _none.Times(_mass, 1).Times(_length, 1).Times(_time, -2);
    private static readonly Measure _energy = _force.Times(_length, 1);
    private static readonly Measure _power = _energy.Times(_time, -1);
    private static readonly Measure _voltage = _power.Times(_current, -1);
    private static readonly Measure _charge = _current.Times(_time, 1);

    private static readonly (string Name, int Power)[] _prefixes =
    [
        ("n", -9),
        ("μ", -6),
        ("µ", -6),
        ("u", -6),
        ("m", -3),
        ("c", -2),
        ("d", -1),
        ("h", 2),
        ("k", 3),
        ("M", 6),
        ("G", 9),
        ("T", 12),
        ("p", -12),
    ];

    private static readonly FrozenDictionary<string, Measure> _symbols = Symbols().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Measure> _words = Words().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A symbol such as "kJ", where case counts, or a word such as "Inches", where it does not.</summary>
    public static Measure? Find(string name) =>
        _symbols.TryGetValue(name, out var symbol) ? symbol
        : _words.TryGetValue(name, out var word) ? word
        : null;

    private static Measure Of(this Measure unit, Rational scale) => unit with { Scale = unit.Scale * scale };

    // The gram is the base of mass here: one prefix less to treat apart. Energies and forces are therefore in g·m²/s² and g·m/s².
    private static Dictionary<string, Measure> Symbols()
    {
        var known = new Dictionary<string, Measure>(StringComparer.Ordinal);
        foreach (
            var (symbol, unit) in ((string, Measure)[])
                [
                    ("g", _mass),
                    ("m", _length),
                    ("s", _time),
                    ("A", _current),
                    ("K", _temperature),
                    ("mol", _amount),
                    ("Hz", _none.Times(_time, -1)),
                    ("N", _force.Of(1000)),
                    ("Pa", _force.Times(_length, -2).Of(1000)),
                    ("J", _energy.Of(1000)),
                    ("W", _power.Of(1000)),
                    ("C", _charge),
                    ("V", _voltage.Of(1000)),
                    ("F", _charge.Times(_voltage, -1).Of(new Rational(1, 1000))),
                    ("Ω", _voltage.Times(_current, -1).Of(1000)),
                    ("T", _voltage.Times(_time, 1).Times(_length, -2).Of(1000)),
                    ("Wb", _voltage.Times(_time, 1).Of(1000)),
                    ("H", _voltage.Times(_time, 1).Times(_current, -1).Of(1000)),
                    ("L", _volume.Of(new Rational(1, 1000))),
                    ("l", _volume.Of(new Rational(1, 1000))),
                    ("eV", _energy.Of(new Rational(1_602_176_634, 10_000_000) * Rational.PowerOfTen(-18))),
                    ("cal", _energy.Of(new Rational(4184))),
                    ("bar", _force.Times(_length, -2).Of(100_000_000)),
                    ("rad", _angle),
                ]
        )
        {
            known[symbol] = unit;
            foreach (var (prefix, power) in _prefixes)
                known.TryAdd(prefix + symbol, unit.Of(Rational.PowerOfTen(power)));
        }

        known["atm"] = _force.Times(_length, -2).Of(101_325_000);
        known["Å"] = _length.Of(Rational.PowerOfTen(-10));
        known["min"] = _time.Of(60);
        known["h"] = _time.Of(3600);
        known["M"] = _amount.Times(_volume, -1).Of(1000);
        return known;
    }

    private static Dictionary<string, Measure> Words()
    {
        var known = new Dictionary<string, Measure>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var (unit, scale, names) in ((Measure, Rational, string)[])
                [
                    (_length, 1, "m meter meters metre metres"),
                    (_length, new Rational(1, 100), "cm centimeter centimeters centimetre centimetres"),
                    (_length, new Rational(1, 1000), "mm millimeter millimeters millimetre millimetres"),
                    (_length, 1000, "km kilometer kilometers kilometre kilometres"),
                    (_length, Rational.PowerOfTen(-6), "micrometer micrometers micron microns"),
                    (_length, Rational.PowerOfTen(-9), "nanometer nanometers"),
                    (_length, Rational.PowerOfTen(-10), "angstrom angstroms"),
                    (_length, new Rational(254, 10_000), "in inch inches"),
                    (_length, new Rational(3048, 10_000), "ft foot feet"),
                    (_length, new Rational(9144, 10_000), "yd yard yards"),
                    (_length, new Rational(1_609_344, 1000), "mi mile miles"),
                    (_time, 1, "s sec secs second seconds"),
                    (_time, 60, "min mins minute minutes"),
                    (_time, 3600, "h hr hrs hour hours"),
                    (_time, 86_400, "day days"),
                    (_time, 604_800, "week weeks"),
                    (_mass, 1, "g gm gram grams"),
                    (_mass, 1000, "kg kilogram kilograms"),
                    (_mass, new Rational(1, 1000), "mg milligram milligrams"),
                    (_mass, 1_000_000, "tonne tonnes"),
                    (_mass, new Rational(45_359_237, 100_000), "lb lbs pound pounds"),
                    (_mass, new Rational(45_359_237, 1_600_000), "oz ounce ounces"),
                    (_money, 1, "dollar dollars usd"),
                    (_money, new Rational(1, 100), "cent cents"),
                    (_volume, new Rational(1, 1000), "l liter liters litre litres"),
                    (_volume, Rational.PowerOfTen(-6), "ml milliliter milliliters millilitre millilitres"),
                    (_length.Times(_time, -1), new Rational(1_609_344, 3_600_000), "mph"),
                    (_length.Times(_time, -1), new Rational(1000, 3600), "kph kmh"),
                    (_angle, 1, "rad rads radian radians"),
                    (_amount, 1, "mole moles"),
                    (_energy, 1000, "joule joules"),
                    (_power, 1000, "watt watts"),
                    (_force, 1000, "newton newtons"),
                    (_force.Times(_length, -2), 1000, "pascal pascals"),
                    (_voltage, 1000, "volt volts"),
                    (_current, 1, "ampere amperes amp amps"),
                    (_voltage.Times(_current, -1), 1000, "ohm ohms"),
                    (_none.Times(_time, -1), 1, "hertz"),
                    (_temperature, 1, "kelvin kelvins"),
                    (_charge, 1, "coulomb coulombs"),
                    (_information, 1, "bit bits"),
                    (_information, 8, "byte bytes"),
                ]
        )
        {
            foreach (var name in names.Split(' '))
                known[name] = unit.Of(scale);
        }

        return known;
    }
}
