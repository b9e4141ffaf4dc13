using System.Globalization;
using Showdown.Domain;

namespace Showdown.Scoring;

/// <summary>A scorer's options as a benchmark file gives them, read one by one: what no reading asked for is unknown.</summary>
/// <param name="scorer">Its name, for messages.</param>
/// <param name="given">By name.</param>
public sealed class ScorerOptions(string scorer, IReadOnlyDictionary<string, string> given)
{
    private readonly List<OptionShape> _asked = [];

    /// <summary>All that the scorer has asked for.</summary>
    public IReadOnlyList<OptionShape> Asked => _asked;

    /// <param name="name">Of the option.</param>
    /// <param name="words">The first is the default.</param>
    /// <exception cref="SettingsException">It is another word.</exception>
    public string Word(string name, params string[] words)
    {
        var value = Ask(new OptionShape(name, OptionKind.Word) { Allowed = words }) ?? words[0];
        return words.Contains(value) ? value : throw Mistake(name, $"'{name}' is '{value}', and must be '{string.Join("' or '", words)}'.");
    }

    /// <exception cref="SettingsException">It is neither true nor false.</exception>
    public bool Flag(string name) =>
        Ask(new OptionShape(name, OptionKind.Flag)) switch
        {
            null or "false" => false,
            "true" => true,
            var value => throw Mistake(name, $"'{name}' is '{value}', and must be true or false."),
        };

    /// <exception cref="SettingsException">It is no number from 0.</exception>
    public decimal Number(string name) =>
        Ask(new OptionShape(name, OptionKind.Number)) is not { } value ? 0
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number
        : throw Mistake(name, $"'{name}' is '{value}', and must be a number from 0, such as 0.001.");

    public string? Text(string name) => Ask(new OptionShape(name, OptionKind.Text));

    public string? Json(string name) => Ask(new OptionShape(name, OptionKind.Json));

    /// <summary>An option that cannot be used.</summary>
    public SettingsException Mistake(string option, string message) => new($"Scorer '{scorer}': {message}") { Key = option };

    /// <exception cref="SettingsException">There is an option that no reading asked for.</exception>
    public void RefuseUnknown()
    {
        foreach (var name in given.Keys.Where(name => !_asked.Exists(o => o.Name == name)))
        {
            throw Mistake(
                name,
                _asked.Count == 0
                    ? $"it takes no options, but '{name}' is given."
                    : $"there is no option '{name}'. Known: {string.Join(", ", _asked.Select(o => o.Name))}."
            );
        }
    }

    private string? Ask(OptionShape option)
    {
        _asked.Add(option);
        return given.GetValueOrDefault(option.Name);
    }
}
