namespace Showdown.Scoring.Maths;

/// <summary>
/// The points at which expressions are compared: fixed by the variable's name and a number, so every comparison is the same everywhere.
/// </summary>
internal static class TestPoints
{
    /// <summary>
    /// Sizes between 0 and 1, above 1 and above 2; all positive, all negative, and mixed in turn; from 2 to 9 when whole numbers are asked for.
    /// </summary>
    public static double Value(string name, int point, bool whole)
    {
        var hash = 2166136261u;
        foreach (var c in name)
            hash = (hash ^ c) * 16777619u;
        hash = (hash ^ (uint)(point * 7919)) * 16777619u;
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        if (whole)
            return 2 + (hash % 8);
        var share = ((hash >> 8) & 0xFFFF) / 65536.0;
        var size = (point % 3) switch
        {
            0 => 0.2 + (0.7 * share),
            1 => 1.1 + share,
            _ => 2 + (4 * share),
        };
        return (point % 7) switch
        {
            0 or 1 or 2 => size,
            3 => -size,
            _ => (hash & 1) == 0 ? size : -size, // variables of different signs: |a + b| is not |a| + |b|
        };
    }

    public static string Show(IEnumerable<string> names, int point, bool whole) =>
        string.Join(", ", names.Take(4).Select(n => $"{n} = {Value(n, point, whole):0.####}"));
}
