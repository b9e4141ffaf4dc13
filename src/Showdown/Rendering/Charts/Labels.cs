namespace Showdown.Rendering.Charts;

/// <summary>Room for the names beside a chart. Widths are guesses: a page cannot measure letters of fonts it does not know.</summary>
internal static class Labels
{
    private const double BoldWidth = 7.6;
    private const double PlainWidth = 6.6;

    /// <summary>Room that the longest of some names needs, within reason.</summary>
    public static double Room(IEnumerable<string> bold, IEnumerable<string> plain) =>
        Math.Clamp(24 + Math.Max(bold.Max(t => BoldWidth * t.Length), plain.DefaultIfEmpty("").Max(t => PlainWidth * t.Length)), 130, 300);

    /// <summary>What a text that is not bold takes.</summary>
    public static double Plain(string text) => PlainWidth * text.Length;

    /// <summary>The ticks of an axis whose labels do not run into one another.</summary>
    public static IReadOnlyList<(double Tick, string Label)> Apart(Scale axis, Func<double, string> format)
    {
        var shown = new List<(double Tick, string Label)>();
        var free = double.NegativeInfinity;
        foreach (var tick in axis.Ticks)
        {
            var (label, at) = (format(tick), axis.At(tick));
            var half = Plain(label) / 2;
            if (at - half < free)
                continue;
            shown.Add((tick, label));
            free = at + half + 8;
        }
        return shown;
    }

    /// <summary>The text, cut where it would leave its room.</summary>
    public static string Fit(string text, double room, bool bold = true)
    {
        var letter = bold ? BoldWidth : PlainWidth;
        return text.Length * letter <= room ? text : text[..Math.Max(1, (int)(room / letter) - 1)].TrimEnd() + "\u2026";
    }
}
