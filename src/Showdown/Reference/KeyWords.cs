using Showdown.Settings;

namespace Showdown.Reference;

/// <summary>What a key is for, in words.</summary>
public sealed record KeyWords(string Means)
{
    /// <summary>The value that counts where the key is missing, as YAML; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>What holds without the key, where that is no value.</summary>
    public string? Otherwise { get; init; }

    /// <summary>A value, as YAML.</summary>
    public string? Example { get; init; }

    /// <summary>Path of a block that takes the same keys; null where the keys of this one are its own.</summary>
    public string? SameAs { get; init; }
}

/// <summary>The words of words.yaml.</summary>
internal static class WordList
{
    private static readonly Dictionary<string, Dictionary<string, KeyWords>> _words = Read();

    /// <summary>By block of the file and path.</summary>
    public static IEnumerable<(string Block, string Path)> All => _words.SelectMany(block => block.Value.Keys.Select(path => (block.Key, path)));

    /// <param name="block">Name of a block of the file.</param>
    /// <param name="path">Such as limits.concurrency.</param>
    /// <returns>The words and where they stand.</returns>
    /// <exception cref="KeyNotFoundException">A key has no words.</exception>
    public static (KeyWords Words, string Block, string Path) Of(string block, string path)
    {
        foreach (var part in (string[])[block, "shared"])
        {
            for (var end = path; end.Length > 0; end = end.Contains('.', StringComparison.Ordinal) ? end[(end.IndexOf('.') + 1)..] : "")
            {
                if (_words[part].TryGetValue(end, out var words))
                    return (words, part, end);
            }
        }

        throw new KeyNotFoundException($"words.yaml has no words for '{path}' of {block}.");
    }

    private static Dictionary<string, Dictionary<string, KeyWords>> Read()
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream("reference/words.yaml")!;
        var problems = new Problems();
        var file = Section.Read("words.yaml", new StreamReader(stream).ReadToEnd(), problems)!;
        var words = file.Keys.ToDictionary(block => block, block => Block(file.Inner(block)!));
        problems.ThrowIfAny();
        return words;
    }

    private static Dictionary<string, KeyWords> Block(Section block) => block.Keys.ToDictionary(path => path, path => Words(block.Inner(path)!));

    private static KeyWords Words(Section entry)
    {
        var words = new KeyWords(entry.RequiredText("means", raw: true))
        {
            Default = entry.RawText("default"),
            Otherwise = entry.RawText("otherwise"),
            Example = entry.RawText("example"),
            SameAs = entry.RawText("same_as"),
        };
        entry.RefuseUnknownKeys();
        return words;
    }
}
