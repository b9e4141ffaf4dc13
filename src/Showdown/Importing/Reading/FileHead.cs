using System.Text.Json;

namespace Showdown.Importing.Reading;

/// <summary>What can be seen of a file before it is read.</summary>
/// <param name="File">The file.</param>
/// <param name="First">Its first line where that is JSON, or all of a small file that is one JSON value; null otherwise.</param>
/// <param name="Keys">Names of the first two levels of a file that is one JSON object, "results" and "results.stats", as far as its beginning
/// shows.</param>
/// <param name="IsZip">It begins like a zip archive.</param>
internal sealed record FileHead(ResultFile File, JsonElement? First, IReadOnlySet<string> Keys, bool IsZip);
