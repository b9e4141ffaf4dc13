using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Judging;

/// <summary>What a judge said of one answer.</summary>
/// <param name="Levels">By criterion, from 1, the worst; every criterion of the rubric has one.</param>
/// <param name="Reason">Null when it gave none.</param>
public sealed record RubricVerdict(IReadOnlyDictionary<string, int> Levels, string? Reason);

/// <summary>
/// Reads the verdict of a judge that rates one answer: the JSON object that it was asked for, with the request's nonce in it; where there is none, an
/// object without an id, or a line for each criterion such as "clarity: 3". What the judge repeats of the answer never counts.
/// </summary>
public static partial class RubricVerdictReader
{
    /// <inheritdoc cref="PairVerdictReader.Read"/>
    /// <returns>Null when a criterion has no level that can be told.</returns>
    public static RubricVerdict? Read(string reply, Rubric rubric, string nonce, IReadOnlyList<string> data)
    {
        var quotations = new Quotations(reply, nonce, data);
        if (
            VerdictJson.Find(reply, "levels", nonce, quotations) is { } json
            && json.GetProperty("levels") is { ValueKind: JsonValueKind.Object } given
        )
        {
            var levels = rubric.Criteria.ToDictionary(c => c.Name, c => Property(given, c.Name) is { } value ? LevelOf(c, Text(value)) : null);
            return Complete(levels, VerdictJson.TextOf(json, "reason"));
        }

        var said = rubric.Criteria.ToDictionary(c => c.Name, c => (int?)null);
        foreach (Match line in Line().Matches(reply))
        {
            if (
                rubric.Criteria.FirstOrDefault(c => c.Name.Equals(line.Groups["name"].Value.Trim(), StringComparison.OrdinalIgnoreCase))
                    is { } criterion
                && LevelOf(criterion, line.Groups["level"].Value) is { } level
                && !quotations.Hold(line.Index, line.Length)
            )
                said[criterion.Name] = level;
        }

        if (
            rubric.Criteria is [var only]
            && said[only.Name] is null
            && Label().Matches(reply).LastOrDefault(m => !quotations.Hold(m.Index, m.Length)) is { } label
        )
            said[only.Name] = LevelOf(only, label.Groups["level"].Value);
        return Complete(said, null);
    }

    private static RubricVerdict? Complete(Dictionary<string, int?> levels, string? reason) =>
        levels.Values.All(level => level is not null)
            ? new RubricVerdict(levels.ToDictionary(l => l.Key, l => l.Value!.Value, StringComparer.Ordinal), reason)
            : null;

    private static JsonElement? Property(JsonElement given, string name)
    {
        foreach (var property in given.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>By its number, also as "3/5" and "3 = good", or by its name.</summary>
    private static int? LevelOf(Criterion criterion, string text)
    {
        var plain = text.Trim(' ', '\t', '*', '_', '"', '\'', '.', '`');
        var count = criterion.Levels.Count;
        for (var level = 0; level < count; level++)
        {
            if (criterion.Levels[level].Equals(plain, StringComparison.OrdinalIgnoreCase))
                return level + 1;
        }

        return
            Number().Match(plain) is { Success: true } number
            && int.TryParse(number.Groups["level"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 1
            && value <= count
            && (!number.Groups["most"].Success || number.Groups["most"].Value == count.ToString(CultureInfo.InvariantCulture))
            ? value
            : null;
    }

    [GeneratedRegex(@"^(?<level>[0-9]{1,2})(?:\.0)?(?:\s*/\s*(?<most>[0-9]{1,2})|\s*[=(:-].*)?$", RegexOptions.Singleline)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[ \t>*_#-]*(?<name>[^:=\n*""]{1,60}?)[ \t*_""]*[:=][ \t*_]*(?<level>[^\n]{1,60}?)[ \t*_,]*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\[\[(?<level>[0-9]{1,2})\]\]")]
    private static partial Regex Label();
}
