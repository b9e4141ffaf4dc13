using System.Text;

namespace Showdown.Importing;

/// <summary>Makes ids of ours from names of theirs: letters, digits, dots, hyphens and underscores, as in models.yaml.</summary>
internal sealed class ImportNames
{
    private const int Longest = 80;

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last part of a name such as "meta-llama/Llama-3.1-8B"; all of it where two would be called alike.</summary>
    public string ModelOf(string name) => Of(name, name[(name.TrimEnd('/').LastIndexOf('/') + 1)..]);

    public string BenchmarkOf(string name) => Of(name, name);

    private string Of(string name, string shortest)
    {
        if (_ids.TryGetValue(name, out var known))
            return known;
        var id = Clean(shortest);
        if (id.Length == 0 || !_taken.Add(id))
        {
            id = Clean(name);
            for (var number = 2; id.Length == 0 || !_taken.Add(id); number++)
                id = $"{Clean(name)}-{number}";
        }

        return _ids[name] = id;
    }

    private static string Clean(string name)
    {
        var id = new StringBuilder();
        foreach (var c in name)
        {
            if (id.Length == Longest)
                break;
            var sound = char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
            if (sound || id.Length > 0 && id[^1] != '-')
                id.Append(sound ? c : '-');
        }

        return id.ToString().Trim('-', '.');
    }
}
