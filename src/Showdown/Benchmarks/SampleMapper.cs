using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Makes samples from rows by a source's 'map'. Counts rows by group, so it serves one reading.</summary>
internal sealed class SampleMapper
{
    private const int MostChoices = 26;

    /// <summary>What a sample has of itself; other names of a map are further fields.</summary>
    internal static readonly string[] OwnNames = ["id", "input", "target", "choices", "group", "cluster", "turns", "tools"];

    private readonly FieldRule? _id;
    private readonly FieldRule _input;
    private readonly FieldRule _target;
    private readonly FieldRule? _group;
    private readonly FieldRule? _cluster;
    private readonly FieldRule? _turns;
    private readonly FieldRule? _tools;
    private readonly IReadOnlyList<FieldRule> _choices;
    private readonly IReadOnlyList<(string Name, FieldRule Rule)> _fields;
    private readonly bool _ownNames;
    private readonly Dictionary<string, int> _rowsOfGroup = new(StringComparer.Ordinal);

    public SampleMapper(DatasetSource source)
    {
        FieldRule? Rule(string key) => source.Map.TryGetValue(key, out var rule) ? FieldRule.Parse(rule) : null;
        _id = Rule("id");
        _input = Rule("input")!;
        _target = Rule("target")!;
        _group = Rule("group");
        _cluster = Rule("cluster");
        _turns = Rule("turns");
        _tools = Rule("tools");
        _choices = source.Map.TryGetValue("choices", out var rules) ? [.. rules.Split('\n').Select(FieldRule.Parse)] : [];
        _fields = [.. source.Map.Where(m => !OwnNames.Contains(m.Key)).Select(m => (m.Key, FieldRule.Parse(m.Value)))];
        _ownNames = source.UsesOwnNames();
    }

    /// <exception cref="SettingsException">With file, line and the fields that are there.</exception>
    public Sample Map(Row row)
    {
        try
        {
            var group = row.Group = _group?.Evaluate(row) ?? (_ownNames && row.Has("group") ? row.Text("group") : null);
            row.GroupNumber = _rowsOfGroup[group ?? ""] = _rowsOfGroup.GetValueOrDefault(group ?? "") + 1;
            var id = _id?.Evaluate(row) ?? row.Number.ToString();
            if (id.Length is 0 or > 200)
                throw new RowException($"the id must have 1 to 200 characters, not {id.Length}.");
            return Checked(
                new Sample(id, _input.Evaluate(row), _target.Evaluate(row).Trim())
                {
                    Choices = Choices(row),
                    Group = group,
                    Turns = _turns?.Evaluate(row) is { Length: > 0 } turns ? ConversationFields.Turns(turns) : [],
                    Tools = _tools?.Evaluate(row) is { Length: > 0 } tools ? ConversationFields.Tools(tools) : [],
                    Cluster = _cluster?.Evaluate(row) is { Length: > 0 } cluster ? cluster : null,
                    Fields = _fields.ToDictionary(f => f.Name, f => f.Rule.Evaluate(row), StringComparer.Ordinal),
                }
            );
        }
        catch (RowException e)
        {
            throw new SettingsException($"{row.File}({row.Place}): {e.Message}", e);
        }
    }

    private static IEnumerable<(string Name, string? Text)> Texts(Sample sample) =>
        [
            ("id", sample.Id),
            ("input", sample.Input),
            ("target", sample.Target),
            ("group", sample.Group),
            ("cluster", sample.Cluster),
            .. sample.Turns.Select(turn => ("turns", turn.Told())),
            .. sample.Tools.SelectMany(tool => new[] { ("tools", tool.Description ?? ""), ("tools", tool.Parameters) }),
            .. sample.Choices.Select(choice => ("choices", choice)),
            .. sample.Fields.Select(field => (field.Key, field.Value)),
        ];

    private IReadOnlyList<string> Choices(Row row)
    {
        if (_choices.Count == 0)
            return _ownNames && row.Has("choices") ? row.Texts("choices") : [];
        return _choices is [{ PlainField: { } list }] ? row.Texts(list) : [.. _choices.Select(c => c.Evaluate(row))];
    }

    private static Sample Checked(Sample sample)
    {
        foreach (var (name, text) in Texts(sample))
        {
            if (text is not null && SoundText.Mistake(text) is { } mistake)
                throw new RowException($"'{name}' {mistake}");
        }

        if (sample.Choices.Count == 0)
            return sample;
        if (sample.Choices.Count > MostChoices)
            throw new RowException($"there are {sample.Choices.Count} options, and letters go from A to Z: give at most {MostChoices}.");
        if (!ChoiceOrder.Places(sample.Target).All(place => place >= 0 && place < sample.Choices.Count))
            throw new RowException(
                $"the target is '{Row.Short(sample.Target)}', and must be the letter of one of the {sample.Choices.Count} options."
            );
        return sample;
    }
}
