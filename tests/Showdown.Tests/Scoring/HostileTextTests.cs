using FsCheck;
using FsCheck.Fluent;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Scoring;

/// <summary>What every scorer must bear: any text at all, quickly, the same verdict each time, a reason of one line.</summary>
[Trait("Category", "Chaos")]
public sealed class HostileTextTests
{
    private const int Megabyte = 1_000_000;

    private static readonly string[] _pieces =
    [
        "answer is ",
        "Answer: ",
        "\\boxed{",
        "}",
        "{",
        "####",
        "A",
        "or",
        "not ",
        "(B)",
        " $",
        "\\text{",
        "\n",
        "1",
        ",",
        "-",
        "\\frac",
        "=",
        "^",
        "0.",
        "%",
        "is ",
        "option ",
        "therefore ",
        "\0",
        "\uD800",
        "答案",
        "\\left(",
        "\\sqrt",
        "\\begin{pmatrix}",
        "&",
        "\\\\",
        "x",
        "\\cup",
        "\\pm",
        "|",
        "!",
        "\\log",
        "9999999999",
    ];

    public static TheoryData<string, string> Hostile()
    {
        var data = new TheoryData<string, string>();
        foreach (var scorer in Scorers.PureNames)
        {
            foreach (var piece in _pieces)
                data.Add(scorer, piece);
        }

        return data;
    }

    [Trait("Category", "Slow")]
    [Theory(Timeout = 300_000)] // a guard against hangs, no measure
    [MemberData(nameof(Hostile))]
    public async Task Grade_EndsSoon_OnAMegabyteOfOnePiece(string scorer, string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (Megabyte / piece.Length) + 1));
        var score = await Task.Run(
            () => Scorers.FindPure(new ScorerSettings(scorer)).Grade(text, new Target("A") { Choices = ["one", "two"] }),
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain('\n', score.Reason);
        Assert.True(score.Reason.Length < 1000);
    }

    [Fact]
    public void Grade_NeverThrows_AndIsDeterministic()
    {
        var text = Gen.Elements(_pieces)
            .Or(ArbMap.Default.GeneratorFor<string>().Where(s => s is not null))
            .ListOf()
            .Select(parts => string.Concat(parts));
        var check = Prop.ForAll(
            Arb.From(text),
            Arb.From(Gen.Elements("A", "70", "\\frac{1}{2}", "x^2", "(1,2)", null!)),
            (completion, target) =>
                Scorers.PureNames.All(name =>
                {
                    var scorer = Scorers.FindPure(new ScorerSettings(name));
                    var first = scorer.Grade(completion, new Target(target));
                    return first == scorer.Grade(completion, new Target(target))
                        && first.Reason.Length > 0
                        && !first.Reason.Contains('\n')
                        && first.Outcome is not Domain.Outcome.Failed;
                })
        );
        check.Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
