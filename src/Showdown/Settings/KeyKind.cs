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
