using System.Globalization;
using System.Text.Json.Nodes;

namespace Showdown.Settings;

/// <summary>
/// A YAML mapping that is read key by key. Each reading checks type and range and adds a problem with the line;
/// what was never asked for is unknown, and <see cref="RefuseUnknownKeys"/> says so.
/// </summary>
public sealed class Section
{
    private readonly YamlValue.Map _map;
    private readonly Problems _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    // Set where a reader is only asked what it reads: then the section is empty, and every reading is noted here.
    private readonly SectionShape? _shape;
    private readonly bool _pretend;

    private Section(string file, YamlValue.Map map, Problems problems)
    {
        File = file;
        _map = map;
        _problems = problems;
    }

    private Section(SectionShape shape, bool pretend)
        : this("shape", new YamlValue.Map(0, new Dictionary<string, YamlValue.Entry>()), new Problems()) => (_shape, _pretend) = (shape, pretend);

    public string File { get; }

    /// <summary>Where the section starts, from 1.</summary>
    public int Line => _map.Line;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<string> Keys => _shape is null ? [.. _map.Entries.Keys] : [SectionShape.AnyName];

    /// <summary>
    /// What a reader reads, learnt by having it read a section that holds nothing: once as it is, which tells what must be there, and once where
    /// every key is said to be there, which leads it into what it reads of some sections only.
    /// </summary>
    public static SectionShape ShapeOf(Action<Section> read)
    {
        var shape = new SectionShape();
        read(new Section(shape, pretend: false));
        read(new Section(shape, pretend: true));
        return shape;
    }

    /// <summary>Reads a file whose top is a mapping; null, with a problem added, when it is not.</summary>
    public static Section? Read(string file, Problems problems) => Of(file, YamlTree.Read(file, problems), problems);

    /// <summary>Reads a text that is no file of its own, such as one built into the program.</summary>
    /// <param name="name">Names the text in problems.</param>
    public static Section? Read(string name, string text, Problems problems) => Of(name, YamlTree.Read(name, text, problems), problems);

    private static Section? Of(string file, YamlValue? value, Problems problems)
    {
        if (value is null)
            return null;
        if (value is YamlValue.Map map)
            return new Section(file, map, problems);
        problems.Add(file, value.Line, "must hold 'key: value' lines at its top.");
        return null;
    }

    public bool Has(string key) => _pretend || _map.Entries.ContainsKey(key);

    public bool IsEmptyList(string key) =>
        _shape is null && _map.Entries.TryGetValue(key, out var entry) && entry.Value is YamlValue.List { Items.Count: 0 };

    public int LineOf(string key) => _map.Entries.TryGetValue(key, out var entry) ? entry.Line : Line;

    /// <summary>Where the lines of a text value start: below the key for a block, else beside it.</summary>
    private int ContentLineOf(string key) =>
        _map.Entries.TryGetValue(key, out var entry) && entry.Value is YamlValue.Text text ? text.ContentLine : LineOf(key);

    /// <summary>Adds a problem at the line of a key.</summary>
    public void Problem(string key, string message) => _problems.Add(File, LineOf(key), message);

    /// <summary>Adds a problem inside a text of several lines.</summary>
    /// <param name="lineInText">From 0.</param>
    public void Problem(string key, string message, int lineInText) => _problems.Add(File, ContentLineOf(key) + lineInText, message);

    /// <summary>Adds a problem for every key that no reading asked for.</summary>
    public void RefuseUnknownKeys()
    {
        if (_shape is not null)
            _shape.IsClosed = true;
        foreach (var (key, entry) in _map.Entries.Where(e => !_asked.Contains(e.Key)))
            _problems.Add(File, entry.Line, $"'{key}' is not known here.{Spelling.Hint(key, _asked)}");
    }

    /// <summary>Text as it stands: no variable is replaced.</summary>
    public string? RawText(string key)
    {
        Note(key, KeyKind.Text);
        return Scalar(key, "text")?.Value;
    }

    /// <summary>Text with environment variables replaced; a variable that is not set is a problem.</summary>
    public string? Text(string key)
    {
        Note(key, KeyKind.Text);
        if (Scalar(key, "text") is not { } text)
            return null;
        var expanded = EnvironmentText.Expand(text.Value, out var missing);
        foreach (var name in missing)
            Problem(key, $"'{key}' needs the environment variable {name}, which is not set. Set it, or give a default: ${{{name}:-value}}.");
        return expanded;
    }

    /// <summary>Text as it stands, so that what a variable holds is stored nowhere; a variable that is not set is a problem.</summary>
    public string? NamedText(string key) => Text(key) is null ? null : RawText(key);

    /// <summary>Text with the variables replaced that are set; the others stay as written, for whoever needs them to complain.</summary>
    public string? LenientText(string key) => RawText(key) is { } text ? EnvironmentText.Expand(text, out _) : null;

    public string RequiredText(string key, bool raw = false)
    {
        var value = raw ? RawText(key) : Text(key);
        if (!Has(key))
            Missing(key);
        else if (value is not null && value.Trim().Length == 0)
            Problem(key, $"'{key}' is empty.");
        return value ?? "";
    }

    public void Missing(string key)
    {
        _shape?.Require(key);
        _problems.Add(File, Line, $"'{key}' is missing.");
    }

    /// <returns>Null when absent or, with a problem added, not one of the allowed words.</returns>
    public string? Word(string key, params string[] allowed)
    {
        Note(key, KeyKind.Word, allowed: allowed);
        var value = Text(key);
        if (value is null || allowed.Contains(value, StringComparer.Ordinal))
            return value;
        Problem(
            key,
            $"'{key}' cannot be '{value}'.{(Spelling.Nearest(value, allowed) is { } near ? $" Did you mean '{near}'?" : "")} Allowed: {string.Join(", ", allowed)}."
        );
        return null;
    }

    /// <summary>One of the values of a closed type.</summary>
    /// <returns>Null when absent or, with a problem added, none of them.</returns>
    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>().ToDictionary(Words.Of);
        return Word(key, [.. values.Keys]) is { } word ? values[word] : null;
    }

    public int? Whole(string key, int min = 1, int max = int.MaxValue) => (int?)LargeWhole(key, min, max);

    public long? LargeWhole(string key, long min = long.MinValue, long max = long.MaxValue)
    {
        var bounds = (min == long.MinValue ? (double?)null : min, max >= int.MaxValue ? (double?)null : max);
        Note(key, KeyKind.Whole, bounds);
        var range = Range(bounds);
        return Parsed<long>(
            key,
            $"a whole number{range}",
            text =>
                long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
                && n >= min
                && n <= max
                    ? n
                    : null
        );
    }

    public double? Number(string key, double min, double max)
    {
        var bounds = (double.IsNegativeInfinity(min) ? (double?)null : min, double.IsPositiveInfinity(max) ? (double?)null : max);
        Note(key, KeyKind.Number, bounds);
        var range = Range(bounds);
        return Parsed<double>(
            key,
            $"a number{range}",
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : null
        );
    }

    /// <summary>An amount of money: 0 or more.</summary>
    public decimal? Amount(string key)
    {
        Note(key, KeyKind.Number, (0, null));
        return Parsed<decimal>(
            key,
            "an amount of 0 or more",
            text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n >= 0 ? n : null
        );
    }

    public bool? Flag(string key)
    {
        Note(key, KeyKind.Flag);
        return Parsed<bool>(
            key,
            "true or false",
            text =>
                text.ToLowerInvariant() switch
                {
                    "true" or "yes" or "on" => true,
                    "false" or "no" or "off" => false,
                    _ => null,
                }
        );
    }

    public DateOnly? Date(string key)
    {
        Note(key, KeyKind.Date);
        return Parsed<DateOnly>(
            key,
            "a date such as 2026-06-29",
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null
        );
    }

    /// <summary>A time such as 40ms, 15s, 20m or 1h; a bare number counts in <paramref name="unit"/>.</summary>
    public TimeSpan? Duration(string key, TimeSpan unit)
    {
        Note(key, KeyKind.Duration, unit: unit);
        return Parsed(key, "a time above 0, such as 40ms, 15s or 20m", text => Durations.Parse(text, unit));
    }

    /// <summary>The same, or 0.</summary>
    public TimeSpan? DurationOrZero(string key, TimeSpan unit)
    {
        Note(key, KeyKind.Duration, (0, null), unit: unit);
        return Parsed(key, "a time such as 40ms, 15s or 0", text => text is "0" or "0ms" or "0s" ? TimeSpan.Zero : Durations.Parse(text, unit));
    }

    /// <summary>A list of texts; a single text stands for a list of one.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. TextLines(key).Select(t => t.Text)];

    /// <summary>As <see cref="Texts"/>, each with its line.</summary>
    public IReadOnlyList<(string Text, int Line)> TextLines(string key)
    {
        Note(key, KeyKind.Texts);
        if (Value(key) is not { } value)
            return [];
        var found = new List<(string, int)>();
        foreach (var item in value is YamlValue.List list ? list.Items : [value])
        {
            if (item is YamlValue.Text { IsNull: false } text)
                found.Add((EnvironmentText.Expand(text.Value, out _), text.Line));
            else
                _problems.Add(File, item.Line, $"'{key}' must be a list of texts.");
        }

        return found;
    }

    /// <summary>A block of keys. Where <paramref name="shorthand"/> is given, a plain text stands for a block with that one key.</summary>
    public Section? Inner(string key, string? shorthand = null)
    {
        if (_shape?.Inner(key, KeyKind.Section, shorthand) is { } inner)
            return new Section(inner, _pretend);
        if (Value(key) is not { } value)
            return null;
        if (value is YamlValue.Map map)
            return new Section(File, map, _problems);
        if (value is YamlValue.Text { IsNull: false } text && shorthand is not null)
            return Of(shorthand, text);
        Problem(key, $"'{key}' must hold 'key: value' lines.");
        return null;
    }

    private Section Of(string shorthand, YamlValue.Text text) =>
        new(File, new YamlValue.Map(text.Line, new Dictionary<string, YamlValue.Entry> { [shorthand] = new(text.Line, text) }), _problems);

    /// <summary>A list of sections. Where <paramref name="shorthand"/> is given, a plain text stands for a section with that one key.</summary>
    public IReadOnlyList<Section> Inners(string key, string? shorthand = null)
    {
        if (_shape?.Inner(key, KeyKind.Sections, shorthand) is { } inner)
            return [new Section(inner, _pretend)];
        if (Value(key) is not { } value)
            return [];
        if (value is not YamlValue.List list)
        {
            Problem(
                key,
                value is YamlValue.Text { IsNull: false } one && shorthand is not null
                    ? $"'{key}' must be a list, such as [{one.Value}]."
                    : $"'{key}' must be a list."
            );
            return [];
        }

        var found = new List<Section>();
        foreach (var item in list.Items)
        {
            if (item is YamlValue.Map map)
                found.Add(new Section(File, map, _problems));
            else if (item is YamlValue.Text { IsNull: false } text && shorthand is not null)
                found.Add(Of(shorthand, text));
            else
                _problems.Add(File, item.Line, $"'{key}' must be a list of 'key: value' blocks.");
        }

        return found;
    }

    /// <summary>Any keys with one text each; a list becomes its texts joined by line breaks.</summary>
    public IReadOnlyDictionary<string, string> Map(string key)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Note(key, KeyKind.TextMap);
        if (_shape is not null)
            return found;
        foreach (var name in Inner(key) is { } inner ? inner.Keys : [])
        {
            var value = ((YamlValue.Map)_map.Entries[key].Value).Entries[name].Value;
            if (Joined(value) is { } text)
                found[name] = text;
            else
                _problems.Add(File, value.Line, $"'{name}' in '{key}' must be a text or a list of texts.");
        }

        return found;
    }

    /// <summary>Any value as JSON: numbers, true, false and null are told by their plain spelling; no variable is replaced.</summary>
    public JsonObject? Json(string key)
    {
        Note(key, KeyKind.Json);
        if (Value(key) is not { } value)
            return null;
        if (value is YamlValue.Map)
            return (JsonObject?)YamlJson.Of(value);
        Problem(key, $"'{key}' must hold 'key: value' lines.");
        return null;
    }

    /// <summary>A text as it stands, a list of texts joined by line breaks, or a block of keys as JSON.</summary>
    public string? TextOrJson(string key)
    {
        Note(key, KeyKind.Json);
        if (Value(key) is not { } value)
            return null;
        if (value is YamlValue.Map)
            return YamlJson.Of(value)!.ToJsonString();
        var text = Joined(value);
        if (text is null)
            Problem(key, $"'{key}' must be a text, a list of texts or a block of keys.");
        return text;
    }

    private static string? Joined(YamlValue value) =>
        value switch
        {
            YamlValue.Text { IsNull: false } text => text.Value,
            YamlValue.List list when list.Items.All(i => i is YamlValue.Text { IsNull: false }) => string.Join(
                '\n',
                list.Items.Select(i => ((YamlValue.Text)i).Value)
            ),
            _ => null,
        };

    private YamlValue? Value(string key)
    {
        _asked.Add(key);
        return _map.Entries.TryGetValue(key, out var entry) && entry.Value is not YamlValue.Text { IsNull: true } ? entry.Value : null;
    }

    private YamlValue.Text? Scalar(string key, string kind)
    {
        if (Value(key) is not { } value)
            return null;
        if (value is YamlValue.Text text)
            return text;
        Problem(key, $"'{key}' must be {kind}, not a {(value is YamlValue.List ? "list" : "block of its own")}.");
        return null;
    }

    private T? Parsed<T>(string key, string kind, Func<string, T?> parse)
        where T : struct
    {
        if (Scalar(key, kind) is null || Text(key) is not { } text || EnvironmentText.Missing(text).Count > 0)
            return null;
        if (parse(text.Trim()) is { } value)
            return value;
        Problem(key, $"'{key}' must be {kind}, not '{text}'.");
        return null;
    }

    private void Note(
        string key,
        KeyKind kind,
        (double? Min, double? Max) bounds = default,
        IReadOnlyList<string>? allowed = null,
        TimeSpan? unit = null
    ) =>
        _shape?.Note(
            new KeyShape(key, kind)
            {
                Min = bounds.Min,
                Max = bounds.Max,
                Allowed = allowed ?? [],
                BareUnit = unit,
            }
        );

    private static string Range((double? Min, double? Max) bounds) =>
        bounds switch
        {
            (null, null) => "",
            ({ } min, null) => $" from {min:0.##########}",
            (null, { } max) => $" up to {max:0.##########}",
            ({ } min, { } max) => $" from {min:0.##########} to {max:0.##########}",
        };
}
