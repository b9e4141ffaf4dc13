using Showdown.Benchmarks.Code;
using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;
using Showdown.Scoring.Code;
using Showdown.Tests.Sandboxing;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Benchmarks.Code;

[Trait("Category", "Slow")]
public sealed class EvalPlusExtractionTests(SandboxFixture fixture)
{
    private static readonly string _cases = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Benchmarks", "Code", "programs.txt");

    private const string Generator = "def f(n):\n    return helper(n)\n\ndef helper(n):\n    yield n";

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var text in File.ReadAllText(_cases).Split("\n=== ").Skip(1))
        {
            var head = text[..text.IndexOf('\n')].Split(" | ");
            cases.Add(head[0], text[(text.IndexOf('\n') + 1)..], head[1]);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task WhatTheFunctionReaches_RunsAsTheModelWroteIt(string what, string completion, string expected)
    {
        var sandbox = await fixture.RequireAsync();
        var code = await new EvalPlusExtraction(sandbox, byProtocol: false).ExtractAsync(completion, "f", "", TestContext.Current.CancellationToken);
        var result = await sandbox.TestAsync(Function((Number(3), PyJson.Read(expected))), code.Code, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome == CodeOutcome.Passed, $"{what}: {result.Reason}\n{code.How}\n{code.Code}");
    }

    [Theory]
    //          completion                                                                    rule                    how
    [InlineData("```python\ndef f(n):\n    return n\n```", ExtractionRule.Protocol, "lines 2 to 3 are Python")]
    [InlineData("```python\ndef f(n):\n    return n\nprint(f(1))\n```", ExtractionRule.Protocol, "kept what f needs")]
    [InlineData("```python\n" + Generator + "\n```", ExtractionRule.Reached, "EvalPlus's own rule leaves out 'def helper(n):' and 1 more line")]
    [InlineData(
        "```python\ndef f(n):\n    return 1\n\ndef f(n):\n    return 2\n```",
        ExtractionRule.Reached,
        "leaves out 'def f(n):' and 1 more line"
    )]
    [InlineData("```python\ndef f(n):\n    print(n)\n```", ExtractionRule.Fallback, "EvalPlus's own rule finds nothing")]
    [InlineData("f = lambda n: n + 1", ExtractionRule.Fallback, "EvalPlus's own rule finds nothing")]
    [InlineData("```python\ndef f(n):\n    return n +\n```", ExtractionRule.Fallback, "as it stands")]
    [InlineData("I cannot help with that.", ExtractionRule.Nothing, "nothing defines f")]
    public async Task WhereTheProtocolsOwnRuleTakesSomethingElse_TheResultSaysSo(string completion, ExtractionRule rule, string how)
    {
        var sandbox = await fixture.RequireAsync();
        var code = await new EvalPlusExtraction(sandbox, byProtocol: false).ExtractAsync(completion, "f", "", TestContext.Current.CancellationToken);
        Assert.Equal(rule, code.Rule);
        Assert.Contains(how, code.How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ByProtocol_TheProgramIsEvalPluss()
    {
        var sandbox = await fixture.RequireAsync();
        var code = await new EvalPlusExtraction(sandbox, byProtocol: true).ExtractAsync(
            $"```python\n{Generator}\n```",
            "f",
            "",
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ExtractionRule.Protocol, "def f(n):\n    return helper(n)"), (code.Rule, code.Code));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("x=(\n")]
    [InlineData("-")]
    [InlineData("if x:\n ")]
    [InlineData("f=lambda:")]
    [InlineData("f(")]
    [InlineData("\\\n")]
    [InlineData("[[f] for f in ")]
    public async Task TextMadeToBreakAParser_EndsInTime(string piece)
    {
        var sandbox = await fixture.RequireAsync();
        var hostile = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        var completion = $"```python\nx = {hostile}\n```\nBetter:\n```python\n{hostile}1\n```\n```python\ndef f(n):\n    return n\n```";
        var code = await new EvalPlusExtraction(sandbox, byProtocol: false).ExtractAsync(completion, "f", "", TestContext.Current.CancellationToken);
        Assert.Contains("def f(n):\n    return n", code.Code, StringComparison.Ordinal);
    }
}
