namespace Showdown.Settings;

/// <summary>What a value may be.</summary>
public enum KeyKind
{
    Text,

    /// <summary>One of <see cref="KeyShape.Allowed"/>.</summary>
    Word,
    Whole,
    Number,
    Flag,
    Date,
    Duration,

    /// <summary>A list of texts, or one of them.</summary>
    Texts,

    /// <summary>A block of keys.</summary>
    Section,

    /// <summary>A list of such blocks.</summary>
    Sections,

    /// <summary>Names of one's own with a text, or a list of texts, each.</summary>
    TextMap,

    /// <summary>Anything below names of one's own.</summary>
    Json,
}

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

/// <summary>All keys that a reader reads from a section, in its order.</summary>
public sealed class SectionShape
{
    /// <summary>Stands for names of one's own, such as those of models.</summary>
    public const string AnyName = "NAME";

    private readonly List<KeyShape> _keys = [];
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);

    public IReadOnlyList<KeyShape> Keys => _keys;

    /// <summary>Other keys are refused.</summary>
    public bool IsClosed { get; internal set; }

    // A reading that knows more comes first: 'Word' notes the words before it reads a text.
    internal void Note(KeyShape key)
    {
        if (_keys.Exists(k => k.Name == key.Name))
            return;
        key.IsRequired = _required.Contains(key.Name);
        _keys.Add(key);
    }

    internal SectionShape? Inner(string name, KeyKind kind, string? shorthand = null)
    {
        Note(new KeyShape(name, kind) { Inner = new SectionShape(), Shorthand = shorthand });
        return _keys.Find(k => k.Name == name)!.Inner;
    }

    // Some readers say what is missing before they read it, others after.
    internal void Require(string name)
    {
        _required.Add(name);
        if (_keys.Find(k => k.Name == name) is { } key)
            key.IsRequired = true;
    }
}
