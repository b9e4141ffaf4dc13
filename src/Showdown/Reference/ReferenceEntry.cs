using Showdown.Settings;

namespace Showdown.Reference;

/// <summary>One key of a file that people edit: as its reader reads it, with words.</summary>
/// <param name="Path">From the top of the file; in models.yaml from the top of a model.</param>
public sealed record ReferenceEntry(string Path, KeyShape Key, KeyWords Words)
{
    /// <summary>Type and range in words.</summary>
    public string Type => KeyTypes.Of(Key);

    public int Depth => Path.Count(c => c == '.');
}
