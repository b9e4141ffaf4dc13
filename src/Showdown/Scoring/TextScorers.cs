using Showdown.Domain;
using Showdown.Scoring.Choice;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Numbers;
using Showdown.Scoring.Text;

namespace Showdown.Scoring;

/// <summary>The scorers by name, as benchmark files and <c>showdown grade --scorer</c> ask for them.</summary>
public static class TextScorers
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, ITextScorer>> _byName = new(StringComparer.Ordinal)
    {
        ["choice"] = options => new ChoiceScorer(options),
        ["integer"] = options => WithoutOptions(new IntegerScorer(), options),
        ["math"] = options => WithoutOptions(new MathScorer(), options),
        ["number"] = options => new NumberScorer(options),
        ["text"] = options => WithoutOptions(new TextScorer(), options),
    };

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <exception cref="SettingsException">There is no scorer of that name, or an option is not known or out of range.</exception>
    public static ITextScorer Find(ScorerSettings settings) =>
        _byName.TryGetValue(settings.Name, out var create)
            ? create(settings.Options)
            : throw new SettingsException($"There is no scorer '{settings.Name}'. Known: {string.Join(", ", Known)}.");

    private static ITextScorer WithoutOptions(ITextScorer scorer, IReadOnlyDictionary<string, string> options) =>
        options.Count == 0 ? scorer : throw new SettingsException($"Scorer '{scorer.Name}' takes no options, but '{options.Keys.First()}' is given.");
}
