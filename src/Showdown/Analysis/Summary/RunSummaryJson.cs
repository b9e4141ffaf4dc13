using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Showdown.Analysis.Summary;

/// <summary>The summary as JSON: snake_case names, nulls written, one document.</summary>
public static class RunSummaryJson
{
    // Read by programs and people, never put into HTML: letters of other scripts stay readable.
    private static readonly RunSummaryContext _context = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new RoundedFigures() },
        }
    );

    /// <summary>One indented JSON document, ending in a line feed.</summary>
    public static string Serialize(RunSummary summary) => JsonSerializer.Serialize(summary, _context.RunSummary) + "\n";

    /// <exception cref="JsonException">It is no summary.</exception>
    public static RunSummary Deserialize(string json) =>
        JsonSerializer.Deserialize(json, _context.RunSummary) ?? throw new JsonException("a summary is an object");
}

[JsonSerializable(typeof(RunSummary))]
internal sealed partial class RunSummaryContext : JsonSerializerContext;
