namespace Showdown.Scoring.Maths;

/// <summary>Times of day: 5:30 p.m. is 17:30 and may be written 5:30, but 05:30 is in the morning.</summary>
internal static class ClockTimes
{
    private readonly record struct Time(Rational Hour, Rational Minutes);

    public static bool Compare(Item a, Item b)
    {
        if (Read(a.Node) is not { } x || Read(b.Node) is not { } y)
            return false;
        if (IsWholeDay(a, x) || IsWholeDay(b, y) || (a.Unit is not null && b.Unit is not null))
            return OfDay(a, x) == OfDay(b, y);
        return x == y;
    }

    private static bool IsWholeDay(Item item, Time time) =>
        item.Unit is null && (time.Hour > 12 || time.Hour.IsZero || item.Source.AsSpan().TrimStart("$ {\\(") is ['0', ..]);

    private static Rational OfDay(Item item, Time time)
    {
        var hour = item.Unit is not null && time.Hour == 12 ? 0 : time.Hour;
        return ((hour + (item.Unit is { Dimension: "clock pm" } ? 12 : 0)) * 60) + time.Minutes;
    }

    private static Time? Read(Node node) =>
        node switch
        {
            Node.Ratio { Parts: [Node.Number hour, Node.Number minutes] } => new Time(hour.Value, minutes.Value),
            Node.Number hour => new Time(hour.Value, 0),
            _ => null,
        };
}
