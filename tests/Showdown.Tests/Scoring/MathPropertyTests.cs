using FsCheck;
using FsCheck.Fluent;
using Showdown.Scoring.Maths;

namespace Showdown.Tests.Scoring;

/// <summary>What holds for all answers: equal to themselves, in both directions, however they are written, and no text at all throws.</summary>
public sealed class MathPropertyTests
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly Gen<string> _number = Gen.OneOf(
        Gen.Choose(-2000, 2000).Select(n => n.ToString()),
        Gen.Choose(1, 999).SelectMany(a => Gen.Choose(2, 99).Select(b => $"\\frac{{{a}}}{{{b}}}")),
        Gen.Choose(-99999, 99999).Select(n => (n / 100m).ToString("0.00")),
        Gen.Choose(2, 60).Select(n => $"\\sqrt{{{n}}}"),
        Gen.Choose(1, 12).Select(n => $"{n}\\pi")
    );

    private static readonly Gen<string> _expression = Expression(3);

    private static readonly Gen<string> _answer = Gen.OneOf(
        _number,
        _expression,
        Gen.Two(_number).Select(p => $"({p.Item1}, {p.Item2})"),
        Gen.Two(_number).Select(p => $"[{p.Item1}, {p.Item2})"),
        Gen.Three(_number).Select(p => $"{p.Item1}, {p.Item2}, {p.Item3}"),
        Gen.Three(_number).Select(p => $"\\{{{p.Item1}, {p.Item2}, {p.Item3}\\}}"),
        Gen.Four(_number).Select(p => $"\\begin{{pmatrix}} {p.Item1} & {p.Item2} \\\\ {p.Item3} & {p.Item4} \\end{{pmatrix}}"),
        _expression.Select(e => $"y = {e}"),
        _number.Select(n => $"x \\ge {n}")
    );

    private static readonly string[] _pieces =
    [
        "\\frac",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\\sqrt",
        "^",
        "_",
        "1",
        "23",
        "x",
        "y",
        ",",
        ";",
        "+",
        "-",
        "\\pm",
        "=",
        "<",
        "\\le",
        "\\cup",
        "\\infty",
        "\\pi",
        "i",
        "e",
        "%",
        "^\\circ",
        "\\text{",
        "\\begin{pmatrix}",
        "\\end{pmatrix}",
        "&",
        "\\\\",
        "!",
        "|",
        "\\sin",
        "\\log",
        ":",
        ".",
        " ",
        "\\{",
        "\\}",
        "and",
        "or",
        "\\left",
        "\\right",
        "\0",
        "\uD800",
        "é",
        "²",
        "1e999",
        "9999999999",
        "!!",
        "^^",
        "\\binom",
        "\\sqrt[",
        "\\overline{",
        "_{2}",
        "\\$",
        "$",
    ];

    [Fact]
    public void Compare_IsReflexive() =>
        Prop.ForAll(Arb.From(_answer), a => MathScorer.Compare(a, a).Equal && MathScorer.Compare(a, " " + a.Replace("\\frac", "\\dfrac")).Equal)
            .Check(_config);

    [Fact]
    public void Compare_IsSymmetric() =>
        Prop.ForAll(Arb.From(Gen.Two(_answer)), p => MathScorer.Compare(p.Item1, p.Item2).Equal == MathScorer.Compare(p.Item2, p.Item1).Equal)
            .Check(_config);

    [Fact]
    public void Compare_IsInvariantToHarmlessRewriting() =>
        Prop.ForAll(Arb.From(_answer), a => HarmlessRewritings.Of(a).All(b => MathScorer.Compare(a, b).Equal)).Check(_config);

    [Fact]
    [Trait("Category", "Slow")]
    public void Compare_SeesThroughRewrittenExpressions() =>
        Prop.ForAll(
                Arb.From(Gen.Two(_expression)),
                p =>
                    MathScorer.Compare($"({p.Item1})+({p.Item2})", $"({p.Item2})+({p.Item1})").Equal
                    && MathScorer.Compare($"({p.Item1})({p.Item2})", $"({p.Item2}) \\cdot ({p.Item1})").Equal
                    && MathScorer.Compare(p.Item1, $"2({p.Item1}) - ({p.Item1})").Equal
            )
            .Check(_config);

    [Fact]
    public void Compare_TellsNeighboursApart() =>
        Prop.ForAll(Arb.From(_expression), e => !MathScorer.Compare(e, $"{e} + 1").Equal && !MathScorer.Compare($"({e})^2+3", $"2(({e})^2+3)").Equal)
            .Check(_config);

    [Fact]
    public void Compare_NeverThrows_OnAnyText_AndFindsItEqualToItself() =>
        Prop.ForAll(
                Arb.From(Gen.Two(Gen.Elements(_pieces).ListOf().Select(parts => string.Concat(parts.Take(60))))),
                p =>
                    MathScorer.Compare(p.Item1, p.Item2).Reason.Length > 0
                    && (TextForm.Formula(p.Item1).Length == 0 || MathScorer.Compare(p.Item1, p.Item1).Equal)
            )
            .Check(_config.WithMaxTest(3000));

    private static Gen<string> Expression(int depth)
    {
        var leaf = Gen.OneOf(Gen.Choose(1, 20).Select(n => n.ToString()), Gen.Elements("x", "y", "n", "\\pi", "\\sqrt{2}"));
        if (depth == 0)
            return leaf;
        var part = Expression(depth - 1);
        return Gen.OneOf(
            leaf,
            Gen.Two(part).Select(p => $"{p.Item1} + {p.Item2}"),
            Gen.Two(part).Select(p => $"({p.Item1}) - ({p.Item2})"),
            Gen.Two(part).Select(p => $"({p.Item1})({p.Item2})"),
            part.Select(p => $"({p})^2"),
            Gen.Two(part).Select(p => $"\\frac{{{p.Item1}}}{{({p.Item2})^2 + 1}}")
        );
    }
}
