using System.Globalization;

namespace Showdown.Formatting;

/// <summary>How figures are written on a page: the same everywhere, in no culture.</summary>
internal static class Format
{
    /// <summary>What stands where a figure is not known.</summary>
    public const string Unknown = "–";

    private const string Minus = "\u2212";

    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    /// <summary>A share from 0 to 1 as "62.5%".</summary>
    public static string Percent(double? share) => share is { } s ? Number(100 * s, 1) + "%" : Unknown;

    /// <summary>A share without decimals, for labels of axes: "60%".</summary>
    public static string WholePercent(double share) => Number(100 * share, 0) + "%";

    /// <summary>Bounds that are shares, as "58.1 to 66.7" (percent or points, as the text around it says).</summary>
    public static string Interval(double? low, double? high) =>
        low is { } l && high is { } h ? $"{Number(100 * l, 1)} to {Number(100 * h, 1)}" : Unknown;

    /// <summary>The same, as one value where both bounds read alike: "90.6".</summary>
    public static string Range(double? low, double? high) =>
        low is { } l && high is { } h && Round(100 * l, 1).Equals(Round(100 * h, 1)) ? Number(100 * l, 1) : Interval(low, high);

    /// <summary>A difference of shares in points, with its sign: "+30.1".</summary>
    public static string SignedPoints(double? difference) => difference is { } d ? Sign(Round(100 * d, 1)) + Number(Math.Abs(100 * d), 1) : Unknown;

    /// <summary>A difference of shares in points without a sign; whole numbers without decimals: "2", "12.5".</summary>
    public static string Points(double difference) => Round(Math.Abs(100 * difference), 1).ToString("0.#", _culture);

    public static string Count(long count) => count.ToString("#,0", _culture);

    /// <summary>What attempts earned of what they could have: "159 of 240", of shares "152.4 of 240".</summary>
    public static string Earned(double credit, long scored) =>
        $"{(Math.Abs(credit - Math.Round(credit)) < 1e-6 ? Count((long)Math.Round(credit)) : Number(credit, 1))} of {Count(scored)}";

    public static string Counted(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>USD with as many digits as a reader can use: "$1,204.10", "$0.0123", "$0.00".</summary>
    public static string Usd(decimal? usd) =>
        usd switch
        {
            null => Unknown,
            0 => "$0",
            >= 0.995m or <= -0.995m => "$" + usd.Value.ToString("#,0.00", _culture),
            _ => "$" + Significant((double)usd.Value, 2),
        };

    /// <summary>Tokens of a forecast, which has no more digits than it is worth: "830", "24,000", "1.25 M".</summary>
    public static string Tokens(long tokens) =>
        tokens switch
        {
            >= 1_000_000 => $"{Number(tokens / 1e6, tokens < 9_950_000 ? 2 : 1)} M",
            >= 10_000 => Count((long)Math.Round(tokens / 1000.0) * 1000),
            _ => Count(tokens),
        };

    /// <summary>A time as "45 ms", "0.53 s", "12.4 s" or "3 min 20 s".</summary>
    public static string Seconds(double? seconds) =>
        seconds switch
        {
            null => Unknown,
            < 0.0995 => Number(1000 * seconds.Value, seconds < 0.00995 ? 1 : 0) + " ms",
            < 9.995 => Number(seconds.Value, 2) + " s",
            < 99.95 => Number(seconds.Value, 1) + " s",
            _ => Minutes(TimeSpan.FromSeconds(seconds.Value)),
        };

    public static string Seconds(TimeSpan? time) => Seconds(time?.TotalSeconds);

    public static string Rate(double? perSecond) => perSecond is { } r ? Number(r, r < 99.95 ? 1 : 0) : Unknown;

    /// <summary>A rate on an axis: no more digits than it needs.</summary>
    public static string AxisRate(double perSecond) => perSecond.ToString("#,0.##", _culture);

    /// <summary>Lengths of texts: "128k", "1M", and what is no round number as it is.</summary>
    public static string Window(int tokens) =>
        tokens >= 1 << 20 && tokens % (1 << 20) == 0 ? $"{tokens >> 20}M"
        : tokens >= 1024 && tokens % 1024 == 0 ? $"{tokens >> 10}k"
        : Count(tokens);

    public static string Bytes(long bytes) => bytes < 1_000_000 ? Number(bytes / 1000.0, 0) + " kB" : Number(bytes / 1_000_000.0, 1) + " MB";

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", _culture);

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", _culture);

    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm", _culture) + " UTC";

    /// <summary>p-values as "0.031" or "below 0.001".</summary>
    public static string P(double? p) =>
        p switch
        {
            null => Unknown,
            < 0.001 => "< 0.001",
            _ => Number(p.Value, p < 0.1 ? 3 : 2),
        };

    public static string Number(double value, int decimals)
    {
        var rounded = Round(value, decimals);
        return (rounded < 0 ? Minus : "") + Math.Abs(rounded).ToString("N" + decimals, _culture);
    }

    public static string Significant(double value, int digits)
    {
        if (value == 0)
            return "0";
        var decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10);
        return Number(value, decimals);
    }

    /// <summary>A text that begins a line.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"A", "A and B", "A, B and C".</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count switch
        {
            0 => "",
            1 => names[0],
            _ => string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1],
        };

    // As a decimal: 100 times a share of 0.2875 is a little less than 28.75, and would come out as 28.7.
    private static double Round(double value, int decimals) =>
        Math.Abs(value) < 1e15 ? (double)Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero) : value;

    private static string Sign(double value) =>
        value > 0 ? "+"
        : value < 0 ? Minus
        : "±";

    private static string Minutes(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min" : $"{time.Minutes} min {time.Seconds} s";
}
