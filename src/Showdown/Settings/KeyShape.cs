namespace Showdown.Settings;

/// <summary>One key as its reader reads it.</summary>
public sealed record KeyShape(string Name, KeyKind Kind)
{
    /// <summary>Least value that is taken; null: none is too small.</summary>
    public double? Min { get; init; }

    /// <summary>Largest value that is taken; null: none is too large.</summary>
    public double? Max { get; init; }

    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Of a duration: what a number without a unit counts.</summary>
    public TimeSpan? BareUnit { get; init; }

    /// <summary>Of a block or a list of blocks.</summary>
    public SectionShape? Inner { get; init; }

    /// <summary>The key inside, which a plain text in place of a block stands for; null: only blocks are taken.</summary>
    public string? Shorthand { get; init; }

    /// <summary>The reader refuses a file without it.</summary>
    public bool IsRequired { get; internal set; }
}
