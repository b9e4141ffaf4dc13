using Showdown.Settings;

namespace Showdown.Reference;

/// <summary>One kind of file.</summary>
/// <param name="Name">job, models or benchmark.</param>
/// <param name="About">Where it stands and what it is, as a sentence.</param>
/// <param name="Shape">All that its reader reads.</param>
/// <param name="Entries">All keys, each block followed by its own.</param>
public sealed record ReferenceFile(string Name, string About, SectionShape Shape, IReadOnlyList<ReferenceEntry> Entries);
