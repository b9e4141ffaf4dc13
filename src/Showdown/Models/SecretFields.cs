using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Showdown.Settings;

namespace Showdown.Models;

/// <summary>Finds fields of <c>extra</c> that hold a secret where only the name of one may stand: what is written there is stored.</summary>
internal static partial class SecretFields
{
    /// <summary>A default is for hosts that want any word; anything longer may be a real key.</summary>
    public const int LongestDefault = 20;

    private static readonly HashSet<string> _secret = new(StringComparer.Ordinal)
    {
        "key",
        "keys",
        "apikey",
        "token",
        "secret",
        "secrets",
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "authorization",
        "auth",
        "bearer",
        "credential",
        "credentials",
        "cookie",
        "jwt",
        "pat",
    };

    /// <summary>Fields of hosts whose names end like a secret's and which hold none.</summary>
    private static readonly HashSet<string> _open = new(StringComparer.Ordinal)
    {
        "prompt_cache_key",
        "bos_token",
        "eos_token",
        "pad_token",
        "unk_token",
        "stop_token",
        "think_end_token",
        "primary_key",
        "sort_key",
    };

    /// <summary>Paths such as <c>headers.Authorization</c>, in the order of the file.</summary>
    public static IEnumerable<string> Literals(JsonObject extra) => Literals(extra, "", isSecret: false);

    /// <summary>True where a field of this name holds a secret: <c>x-api-key</c>, <c>accessToken</c>, <c>HF_TOKEN</c>.</summary>
    public static bool IsSecret(string name)
    {
        var words = Word().Matches(name).Select(m => m.Value.ToLowerInvariant()).ToList();
        return words.Count > 0 && (_secret.Contains(words[^1]) || _secret.Contains(string.Concat(words))) && !_open.Contains(string.Join('_', words));
    }

    /// <summary>The references, each <c>${NAME}</c>, in fields that hold a secret.</summary>
    public static IEnumerable<string> Names(JsonObject extra) => Names(extra, isSecret: false);

    private static IEnumerable<string> Names(JsonNode? node, bool isSecret) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(f => Names(f.Value, IsSecret(f.Key))),
            JsonArray items => items.SelectMany(item => Names(item, isSecret)),
            JsonValue value when value.TryGetValue<string>(out var text) && (isSecret || Scheme().IsMatch(text)) =>
            [
                Scheme().Replace(text.Trim(), ""),
            ],
            _ => [],
        };

    private static IEnumerable<string> Literals(JsonNode? node, string path, bool isSecret) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(f => Literals(f.Value, path.Length == 0 ? f.Key : $"{path}.{f.Key}", IsSecret(f.Key))),
            JsonArray items => items.SelectMany((item, i) => Literals(item, $"{path}[{i}]", isSecret)),
            JsonValue value when value.TryGetValue<string>(out var text) => (isSecret || Scheme().IsMatch(text)) && !IsName(text) ? [path] : [],
            JsonValue value when isSecret && !value.TryGetValue<bool>(out _) => [path],
            _ => [],
        };

    private static bool IsName(string text) =>
        EnvironmentText.IsReference(Scheme().Replace(text.Trim(), ""), out var fallback) && fallback is null or { Length: <= LongestDefault };

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*(?:bearer|basic|token)\s+(?=\S{8}|\$\{)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
