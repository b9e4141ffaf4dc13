namespace Showdown.Settings;

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
