using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Showdown.Settings;

/// <summary>A YAML value with its place. Built from parser events, because the package's own tree stops at the first duplicate key.</summary>
internal abstract record YamlValue(int Line)
{
    internal sealed record Text(int Line, string Value, bool Plain, int ContentLine) : YamlValue(Line)
    {
        public bool IsNull => Plain && Value is "" or "~" or "null" or "Null" or "NULL";
    }

    internal sealed record List(int Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

    internal sealed record Map(int Line, IReadOnlyDictionary<string, Entry> Entries) : YamlValue(Line);

    /// <param name="Line">Of the key.</param>
    internal sealed record Entry(int Line, YamlValue Value);
}

internal static class YamlTree
{
    private const int MaxDepth = 50;

    /// <summary>Reads the first document; adds a problem and returns null when it is no YAML. Duplicate keys are problems, and the first one counts.</summary>
    public static YamlValue? Read(string file, Problems problems)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
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
            return new Builder(parser, file, problems).Value(0);
        }
        catch (YamlException e)
        {
            problems.Add(file, (int)e.Start.Line, $"is not valid YAML: {e.Message.TrimEnd('.')}.");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The package's scanner stumbles like this over a flow list that is never closed.
            problems.Add(file, (int)(parser.Current?.End.Line ?? 1), "is not valid YAML from here on: is a bracket or a quote not closed?");
            return null;
        }
    }

    private sealed class Builder(Parser parser, string file, Problems problems)
    {
        private readonly Dictionary<string, YamlValue> _anchors = [];

        public YamlValue Value(int depth)
        {
            if (depth > MaxDepth)
                throw new YamlException(parser.Current!.Start, parser.Current.End, "Nested too deep");
            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                return _anchors.TryGetValue(alias.Value.Value, out var known)
                    ? known
                    : throw new YamlException(alias.Start, alias.End, $"Nothing is anchored as '{alias.Value}' before this line");
            }

            var node = parser.Current as NodeEvent;
            YamlValue value = node switch
            {
                Scalar => Text(),
                SequenceStart => List(depth),
                MappingStart => Map(depth),
                _ => throw new YamlException(parser.Current!.Start, parser.Current.End, "A value is missing"),
            };
            if (node is not null && !node.Anchor.IsEmpty)
                _anchors[node.Anchor.Value] = value;
            return value;
        }

        private YamlValue.Text Text()
        {
            var scalar = parser.Consume<Scalar>();
            var line = (int)scalar.Start.Line;
            var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
            return new YamlValue.Text(line, scalar.Value, scalar.Style == ScalarStyle.Plain, isBlock ? line + 1 : line);
        }

        private YamlValue.List List(int depth)
        {
            var line = (int)parser.Consume<SequenceStart>().Start.Line;
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Value(depth + 1));
            return new YamlValue.List(line, items);
        }

        private YamlValue.Map Map(int depth)
        {
            var line = (int)parser.Consume<MappingStart>().Start.Line;
            var entries = new Dictionary<string, YamlValue.Entry>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                var keyLine = (int)key.Start.Line;
                var value = Value(depth + 1);
                if (!entries.TryAdd(key.Value, new YamlValue.Entry(keyLine, value)))
                    problems.Add(file, keyLine, $"'{key.Value}' stands here a second time (first in line {entries[key.Value].Line}). Keep one of them.");
            }

            return new YamlValue.Map(line, entries);
        }
    }
}
