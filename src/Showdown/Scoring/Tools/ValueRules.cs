namespace Showdown.Scoring.Tools;

/// <summary>Whether a value is one of those accepted, once its type is settled. Section 6.1 of BFCL's rules: texts loosely, all else
/// exactly.</summary>
internal static class ValueRules
{
    /// <summary>Blanks and punctuation do not matter in a text, nor do case and the kind of quotes.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Where(c => c is not (' ' or ',' or '.' or '/' or '-' or '_' or '*' or '^'))).ToLowerInvariant().Replace('\'', '"');

    public static bool IsAmong(Literal value, IReadOnlyList<Literal> accepted) => accepted.Any(a => Literal.AreEqual(value, a));

    public static bool IsTextAmong(Literal.Text value, IReadOnlyList<Literal> accepted)
    {
        var plain = Plain(value.Value);
        return accepted.Any(a => a is Literal.Text text && Plain(text.Value) == plain);
    }

    /// <summary>Same length, same order. An empty list stands for an argument that may be left out.</summary>
    public static bool IsListAmong(Literal.Items value, IReadOnlyList<Literal> accepted) =>
        accepted.Any(a =>
            a switch
            {
                Literal.Items list => list.Values.Count == value.Values.Count
                    && list.Values.Zip(value.Values).All(pair => Literal.AreEqual(PlainOf(pair.First), PlainOf(pair.Second))),
                Literal.Text { Value: "" } => value.Values.Count == 0,
                _ => false,
            }
        );

    /// <summary>Keys all known, each value among those of its key, none missing that has to be there.</summary>
    public static bool IsMapAmong(Literal.Map value, IReadOnlyList<Literal> accepted) => accepted.Any(a => a is Literal.Map map && Fits(value, map));

    /// <summary>Maps in order, as many as accepted.</summary>
    public static bool IsListOfMapsAmong(Literal.Items value, IReadOnlyList<Literal> accepted) =>
        accepted.Any(a =>
            a switch
            {
                Literal.Items list => list.Values.Count == value.Values.Count
                    && list.Values.Zip(value.Values).All(pair => pair is (Literal.Map wanted, Literal.Map given) && Fits(given, wanted)),
                Literal.Text { Value: "" } => value.Values.Count == 0,
                _ => false,
            }
        );

    private static bool Fits(Literal.Map value, Literal.Map accepted) =>
        !value.HasOtherKeys
        && value.Entries.All(e =>
            accepted.Entries.TryGetValue(e.Key, out var values) && Accepted(values).Any(a => Literal.AreEqual(PlainOf(a), PlainOf(e.Value)))
        )
        && accepted.Entries.All(e => value.Entries.ContainsKey(e.Key) || AcceptedCall.MayBeLeftOut(Accepted(e.Value)));

    /// <summary>What an entry of a map may be: one answer has a plain value in place of a list.</summary>
    public static IReadOnlyList<Literal> Accepted(Literal values) => values is Literal.Items { Values: var list } ? list : [values];

    private static Literal PlainOf(Literal value) => value is Literal.Text text ? new Literal.Text(Plain(text.Value)) : value;
}
