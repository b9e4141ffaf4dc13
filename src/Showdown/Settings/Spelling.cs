namespace Showdown.Settings;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
public static class Spelling
{
    /// <summary>" Did you mean 'x'?" when one of the known names is near, else nothing; then the known names when they are few.</summary>
    public static string Hint(string written, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var nearest = Nearest(written, names);
        var guess = nearest is null ? "" : $" Did you mean '{nearest}'?";
        var list = names.Count is > 0 and <= 24 ? $" Known: {string.Join(", ", names)}." : "";
        return guess + list;
    }

    /// <returns>Null when nothing is near enough to be worth saying.</returns>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, written.Length / 3);
        return known
            .Where(name => name.Length >= written.Length - allowed) // it takes as many letters as it lacks
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(c => c.Distance <= allowed || (written.Length >= 4 && c.Name.Contains(written, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(c => c.Distance)
            .Select(c => c.Name)
            .FirstOrDefault();
    }

    // Optimal string alignment: insert, delete, replace, and swap of neighbours each cost one.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
