using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Scoring.Judged;

/// <summary>A rubric as a benchmark file writes it, and which models judge by it.</summary>
public static partial class RubricOptions
{
    /// <summary>
    /// Raised whenever a verdict can change: with our words to a judge, or the rules by which its replies are read. Passports of two versions are not
    /// compared.
    /// </summary>
    public const int Version = 1;

    private const string CriteriaOption = "criteria";
    private const string JudgesOption = "judges";

    private const int MostCriteria = 20;
    private const int MostLevels = 10;

    /// <returns>The general rubric where no criteria are given.</returns>
    /// <exception cref="SettingsException">A criterion lacks something, or has a value that cannot be; the message says which.</exception>
    public static Rubric Rubric(ScorerOptions options)
    {
        var (criteria, instructions, reference) = (options.Json(CriteriaOption), options.Text("instructions"), options.Flag("reference"));
        return (criteria is null ? Domain.Rubric.General : new Rubric { Criteria = Criteria(options, criteria) }) with
        {
            Instructions = string.IsNullOrWhiteSpace(instructions) ? null : instructions.Trim(),
            ShowsReference = reference,
        };
    }

    /// <summary>Which models judge, as far as the benchmark says so: a job's own words win.</summary>
    /// <exception cref="SettingsException">A value cannot be.</exception>
    public static JudgeSettings Judges(ScorerOptions options)
    {
        var defaults = new JudgeSettings();
        var tries = options.Number("tries");
        if (tries is not 0 && (tries > 20 || tries != Math.Truncate(tries)))
            throw options.Mistake("tries", $"'tries' is {tries.ToString(CultureInfo.InvariantCulture)}, and must be a whole number from 1 to 20.");
        return new JudgeSettings { Models = Names(options, options.Text(JudgesOption)), Tries = tries == 0 ? defaults.Tries : (int)tries };
    }

    private static List<string> Names(ScorerOptions options, string? lines)
    {
        if (lines is null)
            return [];
        var names = lines.Split('\n', StringSplitOptions.TrimEntries).ToList();
        return names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() < names.Count
            ? throw options.Mistake(
                JudgesOption,
                "'judges' must be one model of models.yaml or a list of different ones, such as [judge-a, judge-b]."
            )
            : names;
    }

    private static List<Criterion> Criteria(ScorerOptions options, string json)
    {
        using var document = Parse(json);
        return document is { RootElement.ValueKind: JsonValueKind.Object } && document.RootElement.GetPropertyCount() is >= 1 and <= MostCriteria
            ? [.. document.RootElement.EnumerateObject().Select(c => Criterion(options, c.Name, c.Value))]
            : throw options.Mistake(
                CriteriaOption,
                $"'criteria' must be a block of 1 to {MostCriteria} names, each with its question, such as clarity: Is it easy to follow?"
            );
    }

    private static Criterion Criterion(ScorerOptions options, string name, JsonElement block)
    {
        if (!Name().IsMatch(name))
            throw Mistake($"must have a name of 1 to 40 letters, digits, blanks, '-' or '_', such as clarity.");
        if (block.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(block.GetString()))
            return new Criterion(name, block.GetString()!.Trim());
        if (block.ValueKind != JsonValueKind.Object)
            throw Mistake("must be a question, or a block with 'asks'.");
        if (block.EnumerateObject().Select(p => p.Name).FirstOrDefault(key => key is not ("asks" or "weight" or "levels")) is { } unknown)
            throw Mistake($"has the key '{unknown}', which is not known. Known: asks, weight, levels.");
        if (!block.TryGetProperty("asks", out var asks) || asks.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(asks.GetString()))
            throw Mistake("has no 'asks': the question that a judge answers with a level.");
        var criterion = new Criterion(name, asks.GetString()!.Trim());
        if (block.TryGetProperty("weight", out var weight))
            criterion = criterion with
            {
                Weight = Number(weight) is { } number and > 0 and <= 1000
                    ? number
                    : throw Mistake($"has the weight {weight.GetRawText()}, and it must be a number above 0 and up to 1000."),
            };
        return block.TryGetProperty("levels", out var levels)
            ? criterion with
            {
                Levels =
                    Levels(levels)
                    ?? throw Mistake(
                        $"must have a list of 2 to {MostLevels} different 'levels' from the worst to the best, such as [wrong, partly right, right]."
                    ),
            }
            : criterion;

        SettingsException Mistake(string message) => options.Mistake(CriteriaOption, $"criterion '{name}' {message}");
    }

    private static List<string>? Levels(JsonElement value)
    {
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(LevelName).ToList() : [];
        return
            names.Count is >= 2 and <= MostLevels
            && !names.Any(string.IsNullOrWhiteSpace)
            && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count
            ? names
            : null;
    }

    private static string LevelName(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();

    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.ValueKind == JsonValueKind.String
        && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
        : null;

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$")]
    private static partial Regex Name();
}
