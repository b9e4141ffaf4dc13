using System.Globalization;
using System.Text.Json.Nodes;
using Showdown.Domain;

namespace Showdown.Analysis.Wording;

/// <summary>Settings of a run as text that anybody may read.</summary>
internal static class SettingsWords
{
    private static readonly string[] _secret = ["key", "token", "secret", "password", "authorization"];

    /// <summary>Somebody may have put a key where it does not belong.</summary>
    public static JsonNode Safe(JsonNode node)
    {
        var copy = node.DeepClone();
        Hide(copy);
        return copy;

        static void Hide(JsonNode? at)
        {
            foreach (var (name, value) in at is JsonObject fields ? fields.ToList() : [])
            {
                if (_secret.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase)) && value is JsonValue)
                    at![name] = "(not shown)";
                else
                    Hide(value);
            }
            foreach (var item in at as JsonArray ?? [])
                Hide(item);
        }
    }

    // Only the host: an address may carry a key in its path or query.
    public static string Host(string? endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri.Authority
        : endpoint is null ? "the connector's own"
        : "set by the environment";

    public static string Text(Sampling s)
    {
        var said = new List<string>();
        void Add(string name, IFormattable? value)
        {
            if (value is not null)
                said.Add($"{name} {value.ToString(null, CultureInfo.InvariantCulture)}");
        }
        Add("temperature", s.Temperature);
        Add("top_p", s.TopP);
        Add("top_k", s.TopK);
        Add("seed", s.Seed);
        Add("max_output_tokens", s.MaxOutputTokens);
        if (s.Stop.Count > 0)
            said.Add($"stop {string.Join(" ", s.Stop.Select(x => $"\"{x}\""))}");
        return said.Count == 0 ? "nothing sent, the host decides" : string.Join(", ", said);
    }
}
