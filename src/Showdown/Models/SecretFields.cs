using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Showdown.Settings;

namespace Showdown.Models;

/// <summary>Finds fields of <c>extra</c> that hold a secret where only the name of one may stand: what is written there is stored.</summary>
internal static partial class SecretFields
{
    /// <summary>A default is for hosts that want any word; anything longer may be a real key.</summary>
    public const int LongestDefault = 20;

    /// <summary>A shorter word below a name of secrets may say what kind of secret it is.</summary>
    private const int ShortestSecret = 8;

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

    /// <summary>Under these stand names of fields that somebody else is to fill: those of a JSON Schema.</summary>
    private static readonly HashSet<string> _schemas = new(StringComparer.Ordinal) { "properties", "$defs", "definitions" };

    /// <summary>Paths such as <c>headers.Authorization</c>, in the order of the file.</summary>
    public static IEnumerable<string> Literals(JsonObject extra) =>
        Texts(extra, "", Place.Open).Where(t => HoldsLiteral(t.Value, t.Place)).Select(t => t.Path);

    /// <summary>True where a field of this name holds a secret: <c>x-api-key</c>, <c>accessToken</c>, <c>HF_TOKEN</c>.</summary>
    public static bool IsSecret(string name)
    {
        var words = Word().Matches(name).Select(m => m.Value.ToLowerInvariant()).ToList();
        return words.Count > 0 && (_secret.Contains(words[^1]) || _secret.Contains(string.Concat(words))) && !_open.Contains(string.Join('_', words));
    }

    /// <summary>True where a text is an address with a password, or a secret behind '?', that is written out.</summary>
    public static bool IsInAddress(string text) => SecretsInAddress(text).Any(secret => !EnvironmentText.IsReference(secret, out _));

    /// <summary>The references, each <c>${NAME}</c>, that stand for a secret.</summary>
    public static IEnumerable<string> Names(JsonObject extra) =>
        from found in Texts(extra, "", Place.Open)
        let text = Text(found.Value)
        from part in found.Place != Place.Open || Scheme().IsMatch(text) ? [text] : SecretsInAddress(text)
        from name in EnvironmentText.References(part)
        select name;

    private static IEnumerable<string> SecretsInAddress(string text) =>
        Parameter()
            .Matches(text)
            .Where(p => IsSecret(p.Groups[1].Value))
            .Select(p => p.Groups[2].Value)
            .Concat(Password().Matches(text).Select(p => p.Groups[1].Value));

    /// <summary>What the names above a value say of it.</summary>
    private enum Place
    {
        Open,

        /// <summary>Somewhere below a name of secrets: <c>auth: { type: basic, value: ... }</c>.</summary>
        Below,
        Secret,
    }

    private static IEnumerable<(JsonValue Value, string Path, Place Place)> Texts(JsonNode? node, string path, Place place) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(f =>
                Texts(
                    f.Value,
                    path.Length == 0 ? f.Key : $"{path}.{f.Key}",
                    _schemas.Contains(path[(path.LastIndexOf('.') + 1)..]) ? Place.Open
                        : IsSecret(f.Key) ? Place.Secret
                        : place == Place.Open ? Place.Open
                        : Place.Below
                )
            ),
            JsonArray items => items.SelectMany((item, i) => Texts(item, $"{path}[{i}]", place)),
            JsonValue value => [(value, path, place)],
            _ => [],
        };

    private static string Text(JsonValue value) => value.TryGetValue<string>(out var text) ? text : "";

    private static bool HoldsLiteral(JsonValue value, Place place) =>
        value.TryGetValue<string>(out var text)
            ? IsInAddress(text) || IsKept(text, place) && !IsName(text)
            : place == Place.Secret && !value.TryGetValue<bool>(out _);

    private static bool IsKept(string text, Place place) =>
        place == Place.Secret || place == Place.Below && text.Length >= ShortestSecret || Scheme().IsMatch(text) || KeyLike().IsMatch(text);

    private static bool IsName(string text) =>
        EnvironmentText.IsReference(Scheme().Replace(text.Trim(), ""), out var fallback) && fallback is null or { Length: <= LongestDefault };

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*(?:bearer|basic|token)\s+(?=\S{8}|\$\{)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    // What keys of well-known hosts begin with, and a signed token.
    [GeneratedRegex(
        @"^\s*(?:(?:sk|pk|rk|gsk|xai|hf|fw|nvapi|ghp|gho|github_pat|glpat|xoxb|xoxp)[-_](?=\S*\d)[\w-]{16,}|AIza[\w-]{30,}|AKIA[A-Z0-9]{12,}|eyJ[\w-]{8,}\.[\w-]{8,}\S*)\s*$"
    )]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"^\s*[a-z][a-z0-9+.-]*://[^/?#:\s]*:([^/?#\s]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex(@"[?&;#]([^=&;#\s]+)=([^&;#\s]+)")]
    private static partial Regex Parameter();
}
