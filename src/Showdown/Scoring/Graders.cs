using Showdown.Domain;
using Showdown.Scoring.Choice;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Numbers;

namespace Showdown.Scoring;

/// <summary>The graders by name, as benchmark files and <c>showdown grade --scorer</c> ask for them.</summary>
public static class Graders
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, IGrader>> _byName = new(StringComparer.Ordinal)
    {
        ["choice"] = options => WithoutOptions(new ChoiceGrader(), options),
        ["integer"] = options => WithoutOptions(new IntegerGrader(), options),
        ["math"] = options => WithoutOptions(new MathGrader(), options),
        ["number"] = options => new NumberGrader(options),
        ["text"] = options => WithoutOptions(new TextGrader(), options),
    };

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <exception cref="SettingsException">There is no grader of that name, or an option is not known or out of range.</exception>
    public static IGrader Find(ScorerSettings settings) =>
        _byName.TryGetValue(settings.Name, out var create)
            ? create(settings.Options)
            : throw new SettingsException($"There is no scorer '{settings.Name}'. Known: {string.Join(", ", Known)}.");

    private static IGrader WithoutOptions(IGrader grader, IReadOnlyDictionary<string, string> options) =>
        options.Count == 0 ? grader : throw new SettingsException($"Scorer '{grader.Name}' takes no options, but '{options.Keys.First()}' is given.");
}
