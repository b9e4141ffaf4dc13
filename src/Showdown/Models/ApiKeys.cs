using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models;

/// <summary>Reads keys from the environment at the moment they are needed. Settings only ever hold the variable's name.</summary>
public static partial class ApiKeys
{
    /// <summary>Checks that every model has the key it asks for, and what its endpoint and extra fields name.</summary>
    /// <exception cref="SettingsException">Names each model and variable that is missing; never a key.</exception>
    public static void Check(IEnumerable<ModelSettings> models)
    {
        var mistakes = models.SelectMany(model => new[] { Mistake(model), Unfilled(model) }).OfType<string>().ToList();
        if (mistakes.Count > 0)
            throw new SettingsException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>The key to send; null when the model asks for none.</summary>
    /// <exception cref="SettingsException">The variable is not set, or holds what cannot be a key.</exception>
    internal static string? Read(ModelSettings model)
    {
        Check([model]);
        return model.ApiKey is null ? null : Value(Reference().Match(model.ApiKey));
    }

    /// <summary>Hides what is secret. A default that stands in the settings is no secret.</summary>
    internal static KeyMask MaskOf(ModelSettings model)
    {
        var named = model.Extra is null ? [] : SecretFields.Names(model.Extra);
        return new KeyMask([.. named.Prepend(model.ApiKey ?? "").Select(Secret).OfType<string>()]);
    }

    private static string? Secret(string text)
    {
        if (Reference().Match(text) is not { Success: true } reference)
            return null;
        var key = Value(reference);
        return key == reference.Groups["default"].Value ? null : key;
    }

    private static string? Mistake(ModelSettings model)
    {
        if (string.IsNullOrEmpty(model.ApiKey))
            return null;
        var reference = Reference().Match(model.ApiKey);
        if (!reference.Success)
            return $"Model '{model.Id}' has its key written out. Name a variable instead: api_key: ${{NAME}}.";
        var name = reference.Groups["name"].Value;
        var key = Value(reference);
        if (string.IsNullOrEmpty(key))
            return $"Model '{model.Id}' needs a key, and the environment variable {name} is not set. Set {name} to the host's API key.";
        return key.All(c => c is > ' ' and <= '~')
            ? null
            : $"Model '{model.Id}': the environment variable {name} holds characters that no API key has (spaces, line ends or letters beyond ASCII).";
    }

    private static string? Unfilled(ModelSettings model) =>
        Variables.Missing(model).ToList() is [_, ..] missing
            ? $"Model '{model.Id}' needs {string.Join(", ", missing)} in its 'endpoint' or 'extra', and no such environment variable is set."
            : null;

    private static string Value(Match reference)
    {
        var value = Environment.GetEnvironmentVariable(reference.Groups["name"].Value)?.Trim();
        return string.IsNullOrEmpty(value) ? reference.Groups["default"].Value : value;
    }

    [GeneratedRegex(@"^\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^}]*))?\}$")]
    private static partial Regex Reference();
}
