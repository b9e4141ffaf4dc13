using System.Numerics;

namespace Showdown.Scoring.Tools;

/// <summary>A value that stands in a call or in an answer. Nothing is ever evaluated to get one.</summary>
internal abstract record Literal
{
    private Literal() { }

    public abstract LiteralKind Kind { get; }

    public sealed record Text(string Value) : Literal
    {
        public override LiteralKind Kind => LiteralKind.Text;
    }

    public sealed record Whole(BigInteger Value) : Literal
    {
        public override LiteralKind Kind => LiteralKind.Whole;
    }

    public sealed record Real(double Value) : Literal
    {
        public override LiteralKind Kind => LiteralKind.Real;
    }

    public sealed record Flag(bool Value) : Literal
    {
        public override LiteralKind Kind => LiteralKind.Flag;
    }

    public sealed record Nothing : Literal
    {
        public override LiteralKind Kind => LiteralKind.Nothing;
    }

    public sealed record Items(IReadOnlyList<Literal> Values, bool IsTuple = false) : Literal
    {
        public override LiteralKind Kind => IsTuple ? LiteralKind.Tuple : LiteralKind.List;
    }

    public sealed record Map(IReadOnlyDictionary<string, Literal> Entries) : Literal
    {
        public override LiteralKind Kind => LiteralKind.Map;

        /// <summary>True when there is a key that is no text: no answer has one.</summary>
        public bool HasOtherKeys { get; init; }
    }

    public sealed record Other(string Source) : Literal
    {
        public override LiteralKind Kind => LiteralKind.Other;
    }

    /// <summary>Equal as Python has it: 1 is 1.0 and true, a tuple is no list, the order of a map's entries does not matter.</summary>
    public static bool AreEqual(Literal a, Literal b) =>
        (a, b) switch
        {
            (Text x, Text y) => x.Value == y.Value,
            (Nothing, Nothing) => true,
            (Items x, Items y) => x.IsTuple == y.IsTuple
                && x.Values.Count == y.Values.Count
                && x.Values.Zip(y.Values).All(pair => AreEqual(pair.First, pair.Second)),
            (Map x, Map y) => !x.HasOtherKeys
                && !y.HasOtherKeys
                && x.Entries.Count == y.Entries.Count
                && x.Entries.All(e => y.Entries.TryGetValue(e.Key, out var other) && AreEqual(e.Value, other)),
            _ => (WholeOf(a), WholeOf(b)) is ({ } m, { } n) ? m == n : RealOf(a) is { } v && RealOf(b) is { } w && v.Equals(w),
        };

    private static BigInteger? WholeOf(Literal value) =>
        value switch
        {
            Whole whole => whole.Value,
            Flag flag => flag.Value ? BigInteger.One : BigInteger.Zero,
            _ => null,
        };

    private static double? RealOf(Literal value) => value is Real real ? real.Value : (double?)WholeOf(value);
}
