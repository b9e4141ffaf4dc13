namespace Showdown.Rendering.Charts;

/// <summary>Maps values to places along an axis, and finds round numbers for its ticks.</summary>
internal sealed class Scale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    private Scale(double low, double high, double from, double to, bool logarithmic, IReadOnlyList<double> ticks)
    {
        (_low, _high, _from, _to) = logarithmic ? (Math.Log(low), Math.Log(high), from, to) : (low, high, from, to);
        Logarithmic = logarithmic;
        Ticks = ticks;
    }

    public IReadOnlyList<double> Ticks { get; }

    public bool Logarithmic { get; }

    /// <summary>Where the axis begins on the page.</summary>
    public double Start => _from;

    public double End => _to;

    /// <summary>From exactly low to exactly high.</summary>
    public static Scale Fixed(double low, double high, double from, double to, IReadOnlyList<double> ticks) => new(low, high, from, to, false, ticks);

    /// <summary>Widened to round numbers.</summary>
    /// <param name="about">Ticks wanted, about.</param>
    public static Scale Linear(double low, double high, double from, double to, int about)
    {
        var step = Step((high - low) / about);
        var first = Math.Floor(low / step + 1e-9);
        var last = Math.Ceiling(high / step - 1e-9);
        var ticks = Enumerable.Range(0, (int)Math.Min(last - first, 100) + 1).Select(i => (first + i) * step).ToList();
        return new Scale(first * step, last * step, from, to, false, ticks);
    }

    /// <summary>Logarithmic, with a little room; ticks at 1, 2 and 5 of each decade, or at fewer places where they would crowd.</summary>
    public static Scale Log(double low, double high, double from, double to, int about)
    {
        low /= 1.15;
        high *= 1.15;
        double[][] choices =
        [
            [1, 1.5, 2, 3, 4, 5, 7],
            [1, 2, 5],
            [1, 3],
            [1],
        ];
        List<double> ticks = [];
        foreach (var choice in choices)
        {
            ticks = Decades(low, high, choice);
            if (ticks.Count <= about)
                break;
        }
        return new Scale(low, high, from, to, true, ticks);
    }

    public double At(double value)
    {
        var v = Logarithmic ? Math.Log(Math.Max(value, 1e-12)) : value;
        return _from + (Math.Clamp(v, Math.Min(_low, _high), Math.Max(_low, _high)) - _low) / (_high - _low) * (_to - _from);
    }

    private static List<double> Decades(double low, double high, double[] multiples) =>
        [
            .. from decade in Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high / low)) + 2)
            from m in multiples
            let tick = Math.Round(m * Math.Pow(10, decade), 12)
            where tick >= low && tick <= high
            select tick,
        ];

    private static double Step(double rough)
    {
        if (!(rough > 0))
            return 1;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var r = rough / magnitude;
        return (
                r <= 1 ? 1
                : r <= 2 ? 2
                : r <= 5 ? 5
                : 10
            ) * magnitude;
    }
}
