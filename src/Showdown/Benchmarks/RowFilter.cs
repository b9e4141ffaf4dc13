namespace Showdown.Benchmarks;

/// <summary>Which records of a source count: its 'where'.</summary>
internal sealed class RowFilter
{
    private readonly IReadOnlyList<(string Field, Func<string, bool> Fits)> _rules;

    public RowFilter(IReadOnlyDictionary<string, string> where) => _rules = [.. where.Select(w => (w.Key, Rule(w.Value)))];

    /// <exception cref="Domain.SettingsException">The record lacks a field that is asked about.</exception>
    public bool Fits(Row row)
    {
        foreach (var (field, fits) in _rules)
        {
            try
            {
                if (!fits(row.Text(field)))
                    return false;
            }
            catch (RowException e)
            {
                throw new Domain.SettingsException($"{row.File}({row.Place}): {e.Message}", e);
            }
        }

        return true;
    }

    // A bound is compared as far as it goes: 2025-05-31 takes in all of that day.
    private static Func<string, bool> Rule(string text)
    {
        if (text.Split("..") is [var from, var to])
            return value => Compare(value, from) >= 0 && (to.Length == 0 || Compare(value, to) <= 0);
        var allowed = text.Split('\n');
        return value => allowed.Contains(value, StringComparer.Ordinal);
    }

    private static int Compare(string value, string bound) =>
        string.CompareOrdinal(value.Length > bound.Length ? value[..bound.Length] : value, bound);
}
