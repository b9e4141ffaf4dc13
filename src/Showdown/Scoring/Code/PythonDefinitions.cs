namespace Showdown.Scoring.Code;

/// <summary>
/// Keeps of a module what a function needs: imports, and the definitions that can be reached from it by name. After EvalPlus's
/// <c>sanitize.py</c>: functions
/// without a return are dropped, of two definitions of one name the first stays, and everything else at the top (calls, prints, asserts, main
/// guards) goes.
/// Two deviations, both in favour of programs that work: decorated definitions stay, and a type of tuple assignments keeps all its names.
/// </summary>
internal static class PythonDefinitions
{
    private sealed record Definition(IReadOnlyList<string> Names, int First, int Last, HashSet<string> Uses);

    /// <returns>The module's text; null when the entry point is not among the definitions.</returns>
    public static string? Keep(string[] lines, PythonRun run, string entryPoint)
    {
        var imports = new List<(int First, int Last)>();
        var definitions = new List<Definition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in TopLevel(run.Lines))
        {
            var first = statement[0];
            if (first[0].Is("import") || first[0].Is("from"))
                imports.Add((first.First, statement[^1].Last));
            else if (Define(statement) is { } definition && !definition.Names.Any(names.Contains))
            {
                names.UnionWith(definition.Names);
                definitions.Add(definition);
            }
        }

        if (!names.Contains(entryPoint))
            return null;
        var reachable = Reachable(entryPoint, definitions);
        var kept = imports.Concat(definitions.Where(d => d.Names.Any(reachable.Contains)).Select(d => (d.First, d.Last)));
        return string.Join('\n', kept.Select(k => string.Join('\n', lines[k.Item1..(k.Item2 + 1)])));
    }

    /// <summary>Statements at the top with all that belongs to them: decorators before, blocks and branches after.</summary>
    private static List<List<PythonLine>> TopLevel(IReadOnlyList<PythonLine> lines)
    {
        var statements = new List<List<PythonLine>>();
        foreach (var line in lines)
        {
            var continues = line.Indent > 0 || PythonGrammar.Header(line) is "elif" or "else" or "except" or "finally";
            var decorated = statements.Count > 0 && statements[^1].TrueForAll(l => l[0].Is("@") && l.Indent == 0);
            if (continues || decorated)
                statements[^1].Add(line);
            else
                statements.Add([line]);
        }

        return statements;
    }

    private static Definition? Define(List<PythonLine> statement)
    {
        var head = statement.FirstOrDefault(l => !l[0].Is("@") || l.Indent > 0);
        if (head is null)
            return null;
        var start = head[0].Is("async") ? 1 : 0;
        List<string> names;
        if (head[start].Is("class") || (head[start].Is("def") && statement.Any(l => l.Tokens.Any(t => t.Is("return")))))
            names = [head[start + 1].Value];
        else if (head[start].Kind == PythonKind.Name)
            names = AssignedNames(head);
        else
            return null;
        var uses = statement.SelectMany(l => l.Tokens).Where(t => t.Kind == PythonKind.Name).Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
        return names.Count == 0 ? null : new Definition(names, statement[0].First, statement[^1].Last, uses);
    }

    private static List<string> AssignedNames(PythonLine line)
    {
        var depth = 0;
        var names = new List<string>();
        for (var i = 0; i < line.Tokens.Count; i++)
        {
            var token = line.Tokens[i];
            if (token.Is("(") || token.Is("[") || token.Is("{"))
                depth++;
            else if (token.Is(")") || token.Is("]") || token.Is("}"))
                depth--;
            else if (depth == 0 && (token.Is("=") || token.Is(":")))
                return names;
            else if (token.Kind == PythonKind.Name)
                names.Add(token.Value);
            else if (depth == 0 && !token.Is(","))
                return [];
        }

        return [];
    }

    private static HashSet<string> Reachable(string entryPoint, List<Definition> definitions)
    {
        var byName = definitions
            .SelectMany(d => d.Names.Select(n => (Name: n, Definition: d)))
            .ToDictionary(d => d.Name, d => d.Definition, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal) { entryPoint };
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var name))
        {
            foreach (var used in byName.TryGetValue(name, out var definition) ? definition.Uses : [])
            {
                if (reached.Add(used))
                    queue.Enqueue(used);
            }
        }

        return reached;
    }
}
