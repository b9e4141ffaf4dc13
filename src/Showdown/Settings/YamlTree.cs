using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Showdown.Settings;

/// <summary>A YAML value with its place. Built from parser events, because the package's own tree stops at the first duplicate key.</summary>
internal abstract record YamlValue(int Line)
{
    /// <summary>Levels below this value, aliases written out.</summary>
    public int Height { get; private init; }

    internal sealed record Text(int Line, string Value, bool Plain, int ContentLine) : YamlValue(Line)
    {
        public bool IsNull => Plain && Value is "" or "~" or "null" or "Null" or "NULL";
    }

    internal sealed record List : YamlValue
    {
        public List(int line, IReadOnlyList<YamlValue> items)
            : base(line) => (Items, Height) = (items, 1 + items.Select(i => i.Height).DefaultIfEmpty(-1).Max());

        public IReadOnlyList<YamlValue> Items { get; }
    }

    internal sealed record Map : YamlValue
    {
        public Map(int line, IReadOnlyDictionary<string, Entry> entries)
            : base(line) => (Entries, Height) = (entries, 1 + entries.Values.Select(e => e.Value.Height).DefaultIfEmpty(-1).Max());

        public IReadOnlyDictionary<string, Entry> Entries { get; }
    }

    /// <param name="Line">Of the key.</param>
    internal sealed record Entry(int Line, YamlValue Value);
}

internal static class YamlTree
{
    private const int MaxDepth = 50;

    /// <summary>On one line, more than are closed there.</summary>
    private const int MaxBrackets = 1000;

    /// <summary>Bytes of a file, and characters of all that it says with aliases written out: a hundred times what any settings have.</summary>
    private const int MaxBytes = 4 << 20;
    private const int MaxCharacters = 2 * MaxBytes;

    /// <summary>
    /// Reads the only document; adds a problem and returns null when it is no YAML. Duplicate keys are problems, and the first one counts.
    /// </summary>
    public static YamlValue? Read(string file, Problems problems)
    {
        string text;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes })
            {
                problems.Add(file, 0, $"is larger than {MaxBytes >> 20} MB, and no settings are. Is this the right file?");
                return null;
            }

            text = File.ReadAllText(file, SoundText.Strict);
        }
        catch (DecoderFallbackException)
        {
            AddBadLine(file, problems);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(file, 0, File.Exists(file) ? $"cannot be read: {e.Message}" : "does not exist.");
            return null;
        }

        return Read(file, text, problems);
    }

    /// <param name="file">Names the text in problems.</param>
    public static YamlValue? Read(string file, string text, Problems problems)
    {
        if (LineOfTooManyBrackets(text) is { } crowded)
        {
            problems.Add(file, crowded, "is not valid YAML: nested too deep.");
            return null;
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                problems.Add(file, 1, "is empty.");
                return null;
            }

            parser.Consume<DocumentStart>();
            var value = new Builder(parser, file, problems).Value(0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                problems.Add(
                    file,
                    (int)second.Start.Line,
                    "a second document begins here, and only the first one is read. Give it a file of its own."
                );
            return value;
        }
        catch (YamlException e)
        {
            var (line, message) = YamlMistake.Of(text, e);
            problems.Add(file, line, message);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The package's scanner stumbles like this over a flow list that is never closed, or an escape of no character.
            problems.Add(file, (int)(parser.Current?.End.Line ?? 1), "is not valid YAML from here on: is a bracket or a quote not closed?");
            return null;
        }
    }

    // The package's scanner reads a line of opened brackets to its end before it tells the first, in time that grows with their square.
    private static int? LineOfTooManyBrackets(string text)
    {
        var (line, open) = (1, 0);
        foreach (var character in text)
        {
            if (character == '\n')
                (line, open) = (line + 1, 0);
            else if (character is '[' or '{' && ++open > MaxBrackets)
                return line;
            else if (character is ']' or '}')
                open--;
        }

        return null;
    }

    private static void AddBadLine(string file, Problems problems)
    {
        var line = 1;
        var bytes = File.ReadAllBytes(file).AsSpan();
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (SoundText.Mistake(bytes[range]) is { } mistake)
            {
                problems.Add(file, line, mistake);
                return;
            }

            line++;
        }

        problems.Add(file, 0, "is no UTF-8. Save it as UTF-8."); // another Unicode encoding, by its first bytes, and damaged
    }

    private sealed class Builder(Parser parser, string file, Problems problems)
    {
        private readonly Dictionary<string, (YamlValue Value, int Characters)> _anchors = [];
        private int _characters;

        public YamlValue Value(int depth)
        {
            if (depth > MaxDepth)
                throw new YamlException(parser.Current!.Start, parser.Current.End, "Nested too deep");
            if (parser.TryConsume<AnchorAlias>(out var alias))
                return Alias(alias, depth);

            var start = _characters;
            var node = parser.Current as NodeEvent;
            YamlValue value = node switch
            {
                Scalar => Text(),
                SequenceStart => List(depth),
                MappingStart => Map(depth),
                _ => throw new YamlException(parser.Current!.Start, parser.Current.End, "A value is missing"),
            };
            if (node is not null && !node.Anchor.IsEmpty)
                _anchors[node.Anchor.Value] = (value, _characters - start);
            return value;
        }

        // Ten lines of aliases to aliases can mean more than any machine holds: what is written out is counted, without writing it.
        private YamlValue Alias(AnchorAlias alias, int depth)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var known))
                throw new YamlException(alias.Start, alias.End, $"Nothing is anchored as '{alias.Value}' before this line");
            if (depth + known.Value.Height > MaxDepth)
                throw new YamlException(alias.Start, alias.End, $"Written out, '*{alias.Value}' is nested too deep");
            Count(known.Characters, alias);
            return known.Value;
        }

        private void Count(int characters, ParsingEvent at)
        {
            if ((_characters += characters) > MaxCharacters)
                throw new YamlException(
                    at.Start,
                    at.End,
                    $"With its aliases written out the file has more than {MaxCharacters >> 20} million characters up to here"
                );
        }

        private YamlValue.Text Text()
        {
            var scalar = parser.Consume<Scalar>();
            var line = (int)scalar.Start.Line;
            Count(1 + scalar.Value.Length, scalar);
            if (SoundText.Mistake(scalar.Value) is { } mistake)
                problems.Add(file, line, $"a text {mistake}");
            var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
            return new YamlValue.Text(line, scalar.Value, scalar.Style == ScalarStyle.Plain, isBlock ? line + 1 : line);
        }

        private YamlValue.List List(int depth)
        {
            var start = parser.Consume<SequenceStart>();
            var line = (int)start.Start.Line;
            Count(1, start);
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Value(depth + 1));
            return new YamlValue.List(line, items);
        }

        private YamlValue.Map Map(int depth)
        {
            var start = parser.Consume<MappingStart>();
            var line = (int)start.Start.Line;
            Count(1, start);
            var entries = new Dictionary<string, YamlValue.Entry>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                var keyLine = (int)key.Start.Line;
                Count(key.Value.Length, key);
                if (SoundText.Mistake(key.Value) is { } mistake)
                    problems.Add(file, keyLine, $"a key {mistake}");
                var value = Value(depth + 1);
                if (!entries.TryAdd(key.Value, new YamlValue.Entry(keyLine, value)))
                    problems.Add(
                        file,
                        keyLine,
                        $"'{key.Value}' stands here a second time (first in line {entries[key.Value].Line}). Keep one of them."
                    );
            }

            return new YamlValue.Map(line, entries);
        }
    }
}
