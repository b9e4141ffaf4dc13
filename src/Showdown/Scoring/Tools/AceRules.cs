namespace Showdown.Scoring.Tools;

/// <summary>ACEBench's rule for calls, and a strict one.</summary>
internal static class AceRules
{
    /// <summary>
    /// The authors' rule: as many calls of each function as asked for, each call that is asked for met by some call, texts contained; numbers, flags
    /// and values of another type than declared are not looked at, and what a function does not require may be missing.
    /// </summary>
    /// <returns>Null when it is right.</returns>
    public static string? WhyNotOfficial(IReadOnlyList<Call> wanted, IReadOnlyList<Call> given, IReadOnlyList<FunctionSpec> functions)
    {
        if (WrongCount(wanted, given, functions) is { } reason)
            return reason;
        foreach (var want in wanted)
        {
            var function = functions.FirstOrDefault(f => f.Name == want.Name) ?? throw new FormatException($"no description has '{want.Name}'");
            var tried = given.Where(g => AceAnswer.NameOf(g.Name, functions) == want.Name).Select(g => WhyNotLoosely(want, g, function)).ToList();
            if (tried.TrueForAll(t => t is not null))
                return tried[0];
        }

        return null;
    }

    /// <summary>Each call that is asked for is met by one of its own: all of its arguments and no others, with equal values.</summary>
    /// <returns>Null when it is right.</returns>
    public static string? WhyNotStrict(IReadOnlyList<Call> wanted, IReadOnlyList<Call> given, IReadOnlyList<FunctionSpec> functions)
    {
        if (WrongCount(wanted, given, functions) is { } reason)
            return reason;
        // Equality being an equivalence but for the kind of lists, taking the first that fits is as good as any choice.
        var left = given.ToList();
        foreach (var want in wanted)
        {
            var own = left.Where(g => AceAnswer.NameOf(g.Name, functions) == want.Name).ToList();
            if (own.Find(g => WhyNotStrictly(want, g) is null) is not { } taken)
                return own.Count == 0 ? $"{CallRules.Shown(want.Name)} is not called" : WhyNotStrictly(want, own[0]);
            left.Remove(taken);
        }

        return null;
    }

    private static string? WrongCount(IReadOnlyList<Call> wanted, IReadOnlyList<Call> given, IReadOnlyList<FunctionSpec> functions)
    {
        if (wanted.Count != given.Count)
            return $"{given.Count} calls, and {wanted.Count} are asked for";
        var names = given.Select(g => AceAnswer.NameOf(g.Name, functions)).Order(StringComparer.Ordinal);
        return names.SequenceEqual(wanted.Select(w => w.Name).Order(StringComparer.Ordinal))
            ? null
            : $"calls {string.Join(", ", given.Select(g => CallRules.Shown(g.Name)))} and not {string.Join(", ", wanted.Select(w => w.Name))}";
    }

    private static string? WhyNotLoosely(Call want, Call given, FunctionSpec function)
    {
        if (function.Required.FirstOrDefault(r => !given.Arguments.ContainsKey(r)) is { } missing)
            return $"{want.Name} lacks '{missing}'";
        foreach (var (argument, value) in given.Arguments)
        {
            if (!function.Parameters.TryGetValue(argument, out var parameter) || !want.Arguments.TryGetValue(argument, out var expected))
                return $"{want.Name} is given '{CallRules.Shown(argument)}', which is not asked for";
            var declared = TypeWords.KindOf(parameter.Type);
            var kind = KindAs(value, declared);
            if (kind != declared && kind != expected.Kind)
                return $"'{argument}' of {want.Name} is of type {kind.ToString().ToLowerInvariant()}, and {parameter.Type} is declared";
            if (kind == declared && expected.Kind == declared && !FitsLoosely(value, expected))
                return $"'{argument}' of {want.Name} has a value that is not accepted";
        }

        return null;
    }

    /// <summary>A whole number stands for a real one, a tuple for a list.</summary>
    private static LiteralKind KindAs(Literal value, LiteralKind declared) =>
        value.Kind switch
        {
            LiteralKind.Whole when declared == LiteralKind.Real => LiteralKind.Real,
            LiteralKind.Real when declared == LiteralKind.Real => LiteralKind.Real,
            LiteralKind.Tuple => LiteralKind.List,
            var kind => kind,
        };

    private static bool FitsLoosely(Literal given, Literal expected) =>
        (given, expected) switch
        {
            (Literal.Text g, Literal.Text e) => Contains(g, e),
            (Literal.Map g, Literal.Map e) => MapFitsLoosely(g, e),
            (Literal.Items g, Literal.Items e) when e.Values.Any(v => v is Literal.Map) => g.Values.Count == e.Values.Count
                && g.Values.Zip(e.Values).All(p => p is (Literal.Map m, Literal.Map n) && MapFitsLoosely(m, n)),
            (Literal.Items g, Literal.Items e) => g.Values.Count == e.Values.Count
                && g.Values.Zip(e.Values).All(p => AreEqualLoosely(p.First, p.Second)),
            _ => true, // a number or a flag: never compared
        };

    private static bool MapFitsLoosely(Literal.Map given, Literal.Map expected) =>
        !given.HasOtherKeys
        && given.Entries.Count == expected.Entries.Count
        && given.Entries.All(e =>
            expected.Entries.TryGetValue(e.Key, out var wanted)
            && (
                e.Value is Literal.Map inner && wanted is Literal.Map innerWanted
                    ? MapFitsLoosely(inner, innerWanted)
                    : Contains(new Literal.Text(TextOf(e.Value)), new Literal.Text(TextOf(wanted)))
            )
        );

    private static bool Contains(Literal.Text given, Literal.Text expected) =>
        ValueRules.Plain(given.Value).Contains(ValueRules.Plain(expected.Value), StringComparison.Ordinal);

    private static bool AreEqualLoosely(Literal a, Literal b) =>
        (a, b) switch
        {
            (Literal.Text x, Literal.Text y) => ValueRules.Plain(x.Value) == ValueRules.Plain(y.Value),
            _ => Literal.AreEqual(a, b),
        };

    private static string TextOf(Literal value) =>
        value switch
        {
            Literal.Text text => text.Value,
            Literal.Whole whole => whole.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Literal.Real real => real.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            Literal.Flag flag => flag.Value ? "True" : "False",
            Literal.Items items => $"[{string.Join(',', items.Values.Select(TextOf))}]",
            Literal.Map map => $"{{{string.Join(',', map.Entries.Select(e => $"{e.Key}:{TextOf(e.Value)}"))}}}",
            Literal.Other other => other.Source,
            _ => "None",
        };

    private static string? WhyNotStrictly(Call want, Call given)
    {
        if (given.HasUnnamed)
            return $"{want.Name} is given an argument without a name";
        if (want.Arguments.Keys.FirstOrDefault(a => !given.Arguments.ContainsKey(a)) is { } missing)
            return $"{want.Name} lacks '{missing}'";
        if (given.Arguments.Keys.FirstOrDefault(a => !want.Arguments.ContainsKey(a)) is { } more)
            return $"{want.Name} is given '{CallRules.Shown(more)}', which is not asked for";
        return given.Arguments.FirstOrDefault(a => !AreEqualStrictly(a.Value, want.Arguments[a.Key])).Key is { } wrong
            ? $"'{wrong}' of {want.Name} has another value"
            : null;
    }

    /// <summary>Numbers by value, flags as flags, texts without regard to blanks, punctuation and case, all the way down.</summary>
    private static bool AreEqualStrictly(Literal a, Literal b) =>
        (a, b) switch
        {
            (Literal.Text x, Literal.Text y) => ValueRules.Plain(x.Value) == ValueRules.Plain(y.Value),
            (Literal.Flag, not Literal.Flag) or (not Literal.Flag, Literal.Flag) => false,
            (Literal.Items x, Literal.Items y) => x.Values.Count == y.Values.Count
                && x.Values.Zip(y.Values).All(p => AreEqualStrictly(p.First, p.Second)),
            (Literal.Map x, Literal.Map y) => !x.HasOtherKeys
                && x.Entries.Count == y.Entries.Count
                && x.Entries.All(e => y.Entries.TryGetValue(e.Key, out var other) && AreEqualStrictly(e.Value, other)),
            _ => Literal.AreEqual(a, b),
        };
}
