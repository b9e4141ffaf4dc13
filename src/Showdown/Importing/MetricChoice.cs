using Showdown.Domain;
using Showdown.Importing.Reading;
using Showdown.Settings;

namespace Showdown.Importing;

/// <summary>Which of a program's scores is taken for a benchmark: decided at its first attempt, and the same for all models.</summary>
internal sealed class MetricChoice
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string? _wanted;
    private readonly IReadOnlyList<string> _preferred;
    private readonly double _scale;
    private bool _decided;
    private string? _variant;

    /// <param name="wanted">As somebody asks for it: a name, or "name,variant"; null: the first of the preferred ones, or of all.</param>
    /// <param name="preferred">Names, best first.</param>
    /// <param name="scale">The scores go from 0 to this.</param>
    public MetricChoice(string? wanted, IReadOnlyList<string> preferred, double scale) => (_wanted, _preferred, _scale) = (wanted, preferred, scale);

    /// <summary>The name with its variant; null until there was a score.</summary>
    public string? Name { get; private set; }

    /// <summary>What else could have been taken.</summary>
    public IReadOnlyList<string> Others => [.. _seen.Where(n => n != Name).Order(StringComparer.Ordinal)];

    /// <summary>False where an attempt is recorded again for a score that was not chosen: that record is left out.</summary>
    public bool Takes(RecordedResult result)
    {
        foreach (var score in result.Scores)
            _seen.Add(Full(score.Key, result.Variant));
        if (!_decided && result.Scores.Count > 0)
            Decide(result);
        return result.Variant is null || (_decided ? result.Variant == _variant : result.Scores.Count == 0);
    }

    /// <summary>The chosen score, from 0 to 1; null where there is none.</summary>
    /// <exception cref="SettingsException">The attempt has other scores, and not this one; or it is no share.</exception>
    public double? Of(RecordedResult result)
    {
        if (result.Scores.Count == 0)
            return null;
        foreach (var (name, value) in result.Scores)
        {
            if (Full(name, result.Variant) == Name)
                return value is { } given ? Share(given, result) : null;
        }

        throw Missing(result, Name!);
    }

    /// <exception cref="SettingsException">Somebody asked for a score that no attempt has.</exception>
    public void ThrowIfMissed(string task)
    {
        if (_wanted is not null && !_decided && _seen.Count > 0)
            throw new SettingsException($"No attempt at '{task}' has a score '{_wanted}'.{Spelling.Hint(_wanted, _seen)}");
    }

    private void Decide(RecordedResult result)
    {
        var names = result.Scores.Select(s => s.Key).ToList();
        if (_wanted is null)
        {
            Take(_preferred.FirstOrDefault(names.Contains) ?? names[0]);
        }
        else if (names.FirstOrDefault(n => n == _wanted || Full(n, result.Variant) == _wanted) is { } found)
        {
            Take(found);
        }
        else if (result.Variant is null)
        {
            throw Missing(result, _wanted);
        }

        void Take(string name)
        {
            (_variant, _decided) = (result.Variant, true);
            Name = Full(name, result.Variant);
        }
    }

    private double Share(double given, RecordedResult result)
    {
        var share = given / _scale;
        return share is >= -1e-9 and <= 1 + 1e-9
            ? Math.Clamp(share, 0, 1)
            : throw new SettingsException(
                $"{result.Place}: '{Name}' is {given}, and a score from 0 to {_scale} is expected."
                    + (_seen.Count > 1 ? $" Choose another with --metric: {string.Join(", ", Others)}." : "")
                    + " --scale N takes scores that go from 0 to N."
            );
    }

    private static SettingsException Missing(RecordedResult result, string name) =>
        new(
            $"{result.Place}: there is no score '{name}'. There is: {string.Join(", ", result.Scores.Select(s => Full(s.Key, result.Variant)))}. --metric NAME chooses one."
        );

    private static string Full(string name, string? variant) => variant is null ? name : $"{name},{variant}";
}
