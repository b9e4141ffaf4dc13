using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Models;

/// <summary>
/// Puts the environment's values into a model's settings at the moment it is asked. Everywhere else, and in every stored run, the variables stand as
/// <c>${NAME}</c>: an address may hold a name that is nobody's business, and a field of <c>extra</c> a token.
/// </summary>
internal static class Variables
{
    /// <summary>Endpoint and extra fields with values in place of names; what is not set stays as written.</summary>
    public static ModelSettings Filled(ModelSettings model) =>
        model with
        {
            Endpoint = model.Endpoint is { } endpoint ? EnvironmentText.Expand(endpoint, out _) : null,
            Extra = (JsonObject?)Filled(model.Extra),
        };

    /// <summary>Variables without default that endpoint and extra fields name and that are not set here.</summary>
    public static IEnumerable<string> Missing(ModelSettings model) =>
        EnvironmentText.Missing(model.Endpoint).Concat(Texts(model.Extra).SelectMany(EnvironmentText.Missing)).Distinct();

    private static JsonNode? Filled(JsonNode? node) =>
        node switch
        {
            JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Filled(f.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Filled)]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(EnvironmentText.Expand(text, out _)),
            _ => node?.DeepClone(),
        };

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(f => Texts(f.Value)),
            JsonArray items => items.SelectMany(Texts),
            JsonValue value when value.TryGetValue<string>(out var text) => [text],
            _ => [],
        };
}
