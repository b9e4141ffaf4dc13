using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Tools;

namespace Showdown.Tests.Scoring.Tools;

/// <summary>What counts as a call in a reply, seen from outside: by whether a dialogue that bears any call is right.</summary>
public sealed class PythonCallsTests
{
    [Theory]
    [InlineData("[f(a=1)]", true)]
    [InlineData("f(a=1)", true)] // brackets are put there
    [InlineData("[f(a=1), g.h(b='x')]", true)]
    [InlineData("f(a=1), g(b=2)", true)]
    [InlineData("```\n[f(a=1)]\n```", true)]
    [InlineData("```python\n[f(a=1)]\n```", false)] // the word stays, and is no call
    [InlineData("[]", false)]
    [InlineData("", false)]
    [InlineData("I cannot help with that.", false)]
    [InlineData("[I cannot help (at all)]", false)]
    [InlineData("Here it is: [f(a=1)]", false)]
    [InlineData("[f(a=1)] I hope that helps.", false)]
    [InlineData("[f(a=1)]\n[g(b=2)]", false)]
    [InlineData("[f(1, 2)]", true)] // positional: a call all the same
    [InlineData("[f]", false)]
    [InlineData("[1, 2]", false)]
    [InlineData("[f(a=1), 2]", false)]
    [InlineData("[f(a=x.y)]", false)] // an attribute has no value
    [InlineData("[f(a=[1, 2, {'k': (1, -2.5e3)}])]", true)]
    [InlineData("[f(a=g())]", true)]
    [InlineData("[f(a=g(b=1))]", true)]
    [InlineData("[f(a=b[0])]", true)]
    [InlineData("[f(a={1, 2})]", false)] // a set
    [InlineData("[f(a=lambda: 1)]", false)]
    [InlineData("[f(a=[x for x in y])]", false)]
    [InlineData("[f(a=1 if b else 2)]", false)]
    [InlineData("[f(a=not b)]", false)]
    [InlineData("[f(a='it''s')]", true)] // texts side by side
    [InlineData("[f(a='it's')]", false)]
    [InlineData("[f(a='''two\nlines''')]", true)]
    [InlineData("[f(a=\"\\u00e9\\n\")]", true)]
    [InlineData("[f(a=f'{x}')]", false)] // would have to be evaluated
    [InlineData("[f(a=2 ** 3 + 4 / 2)]", true)]
    [InlineData("[f(a=9 ** 9 ** 9)]", false)] // larger than any number that is meant
    [InlineData("[f(a=1 / 0)]", false)]
    [InlineData("[f(a=0123)]", false)]
    [InlineData("[f(a=1, # a remark\n b=2,)]", true)]
    [InlineData("[f(a=1]", false)]
    [InlineData("[f(a=)]", false)]
    [InlineData("[f(**{'a': 1})]", true)]
    [InlineData("[f(a=__import__('os').system('true'))]", false)] // nothing is evaluated: it has no value
    public void Reply_BearsACall(string reply, bool isCall) => Assert.Equal(isCall ? Outcome.Right : Outcome.Wrong, Grade(reply).Outcome);

    [Fact]
    public void HostileTexts_AreReadInBoundedTimeAndDepth()
    {
        string[] texts =
        [
            "[f(a=" + new string('[', 100_000),
            "[f(a=" + new string('(', 100_000) + "1",
            "[f(a=" + new string('-', 100_000) + "1)]",
            "[f(a=" + string.Concat(Enumerable.Repeat("not ", 50_000)) + "1)]",
            "[f(a=" + string.Concat(Enumerable.Repeat("g(b=", 50_000)),
            "[f(a=" + string.Concat(Enumerable.Repeat("{'a':", 50_000)),
            "[f(a=" + new string('9', 100_000) + ")]",
            "[f(a=" + string.Concat(Enumerable.Repeat("2**", 50_000)) + "2)]",
            "[f(a=" + string.Concat(Enumerable.Repeat("9999999999*", 15_000)) + "2)]",
            new string('[', 3_000_000),
            "[" + string.Concat(Enumerable.Repeat("f(),", 100_000)),
            "[f(a='" + new string('\\', 100_001) + "')]",
            "[f(a='\ud800')]",
        ];
        Assert.All(texts, text => Assert.Contains(Grade(text).Outcome, new[] { Outcome.Wrong, Outcome.Right }));
    }

    private static Score Grade(string reply) =>
        new BfclScorer().Grade(
            new ScorerInput
            {
                Sample = new Sample("live_relevance_0", "", "[]")
                {
                    Fields = new Dictionary<string, string> { ["category"] = "live_relevance", ["functions"] = "[]" },
                },
                Target = new Target("[]"),
                Text = reply,
            }
        );
}
