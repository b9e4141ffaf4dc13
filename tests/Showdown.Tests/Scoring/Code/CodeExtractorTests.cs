using Showdown.Scoring.Code;

namespace Showdown.Tests.Scoring.Code;

public sealed class CodeExtractorTests
{
    private const string Fib = "def fib(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a";

    public static TheoryData<string, string, string> ByProtocol() =>
        new()
        {
            { "a fence with prose around", $"Sure! Here is a solution:\n\n```python\n{Fib}\n```\n\nIt runs in **O(n)** time.", Fib },
            { "no fence at all", Fib, Fib },
            { "no fence, prose around", $"You can write it like this:\n\n{Fib}\n\nThis returns the n-th number, counted from 0.", Fib },
            { "carriage returns", $"```python\r\n{Fib.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n```\r\n", Fib },
            { "a fence without a language", $"```\n{Fib}\n```", Fib },
            { "a fence that is never closed", $"Here:\n```python\n{Fib}", Fib },
            {
                "tests, prints and a main guard go",
                $"```python\n{Fib}\n\nprint(fib(10))\nassert fib(1) == 2\nif __name__ == \"__main__\":\n    import sys\n    print(fib(int(sys.argv[1])))\n```",
                Fib
            },
            {
                "imports and helpers stay",
                $"```python\nimport math\nfrom functools import reduce\n\nLIMIT = 3\n\ndef unused(x):\n    return x\n\ndef half(x):\n    return x / 2 + LIMIT\n\ndef fib(n):\n    return half(n)\n```",
                "import math\nfrom functools import reduce\nLIMIT = 3\ndef half(x):\n    return x / 2 + LIMIT\ndef fib(n):\n    return half(n)"
            },
            {
                "classes that it uses stay",
                "```python\nclass Node:\n    def __init__(self, v):\n        self.v = v\n\nclass Other:\n    pass\n\ndef fib(n):\n    return Node(n).v\n```",
                "class Node:\n    def __init__(self, v):\n        self.v = v\ndef fib(n):\n    return Node(n).v"
            },
            {
                "decorated helpers stay",
                "```python\nfrom functools import lru_cache\n\n@lru_cache(maxsize=None)\ndef go(n):\n    return n if n < 2 else go(n - 1) + go(n - 2)\n\ndef fib(n):\n    return go(n)\n```",
                "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef go(n):\n    return n if n < 2 else go(n - 1) + go(n - 2)\ndef fib(n):\n    return go(n)"
            },
            { "the longer of two fences", $"A first try:\n```python\ndef fib(n):\n    return 0\n```\nThe better one:\n```python\n{Fib}\n```", Fib },
            { "a fence in another language beside it", $"```bash\npip install numpy\n```\n```python\n{Fib}\n```\n```text\nfib(10) -> 55\n```", Fib },
            {
                "backticks and colons in docstrings",
                "```python\ndef fib(n):\n    \"\"\"Return it: see `fib`.\n\n    Example:\n    >>> fib(3)\n    2\n    \"\"\"\n    return n\n```",
                "def fib(n):\n    \"\"\"Return it: see `fib`.\n\n    Example:\n    >>> fib(3)\n    2\n    \"\"\"\n    return n"
            },
            {
                "hints, defaults, stars and walrus",
                "```python\nfrom typing import List\n\ndef fib(n: int = 3, /, *rest: List[int], key=lambda x: -x, **kw) -> dict[str, int]:\n    if (m := n) > 1 and not rest:\n        return {f\"{m!r}\": m, **kw}\n    *a, b = [x for x in rest if x not in (1, 2)] or [0]\n    return {\"b\": b}\n```",
                "from typing import List\ndef fib(n: int = 3, /, *rest: List[int], key=lambda x: -x, **kw) -> dict[str, int]:\n    if (m := n) > 1 and not rest:\n        return {f\"{m!r}\": m, **kw}\n    *a, b = [x for x in rest if x not in (1, 2)] or [0]\n    return {\"b\": b}"
            },
            {
                "match, try, with, async and global",
                "```python\ntotal = 0\n\ndef fib(n):\n    global total\n    match n:\n        case 0 | 1:\n            return n\n        case _:\n            pass\n    try:\n        with open('x') as f, open('y') as g:\n            total += 1\n    except (OSError, ValueError) as e:\n        raise RuntimeError(f\"no {e}\") from None\n    else:\n        total -= 1\n    finally:\n        del n\n    return total\n```",
                "total = 0\ndef fib(n):\n    global total\n    match n:\n        case 0 | 1:\n            return n\n        case _:\n            pass\n    try:\n        with open('x') as f, open('y') as g:\n            total += 1\n    except (OSError, ValueError) as e:\n        raise RuntimeError(f\"no {e}\") from None\n    else:\n        total -= 1\n    finally:\n        del n\n    return total"
            },
            { "a fence of tildes", $"~~~python\n{Fib}\n~~~\nDone.", Fib },
            { "a fence that closes on the last line of code", $"```python\n{Fib}```\nDone.", Fib },
            {
                "a fence inside a list",
                $"1. Here it is:\n\n   ```python\n   {Fib.Replace("\n", "\n   ", StringComparison.Ordinal)}\n   ```\n\n2. Done.",
                Fib
            },
            {
                "drafts in thoughts do not count",
                $"<think>\n```python\ndef fib(n):\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n    return 0\n```\n</think>\n```python\n{Fib}\n```",
                Fib
            },
            { "a mark at the end of the turn", $"{Fib}<|eot_id|>", Fib },
            { "a transcript behind it", $"```python\n{Fib}\n```\n\n>>> fib(10)\n55\n>>> fib(1)\n1", Fib },
            { "a transcript in the fence", $"```python\n{Fib}\n\n>>> fib(10)\n55\n```", Fib },
            {
                "fences in a docstring",
                "```python\ndef fib(n):\n    \"\"\"Say it.\n\n    ```\n    fib(3)\n    ```\n    \"\"\"\n    return n\n```",
                "def fib(n):\n    \"\"\"Say it.\n\n    ```\n    fib(3)\n    ```\n    \"\"\"\n    return n"
            },
            { "a reply that was cut off in the prose behind", $"```python\n{Fib}\n```\n\nThis works because we", Fib },
            {
                "the corrected version is the longer one",
                $"```python\ndef fib(n):\n    return n\n```\n\nWait, that is wrong. Here is the corrected version:\n\n```python\n{Fib}\n```",
                Fib
            },
            { "the name of the language alone", $"python\n{Fib}", Fib },
            { "a heading and bold text around", $"### Solution\n\n**Code**\n```python\n{Fib}\n```\n**Complexity:** O(n)", Fib },
            { "comments before and behind", $"```python\n# n-th number\n{Fib}\n# the end\n```", Fib },
            { "tabs", $"```python\n{Fib.Replace("    ", "\t", StringComparison.Ordinal)}\n```", Fib.Replace("    ", "\t", StringComparison.Ordinal) },
            {
                "of two definitions of one name the first",
                "```python\ndef fib(n):\n    return 1\n\ndef fib(n):\n    return 2\n```",
                "def fib(n):\n    return 1"
            },
        };

    [Theory]
    [MemberData(nameof(ByProtocol))]
    public void Function_IsFound_ByTheProtocol(string what, string completion, string expected)
    {
        var extracted = CodeExtractor.Function(completion, "fib");
        Assert.True(extracted.Rule == ExtractionRule.Protocol, $"{what}: {extracted.How}");
        Assert.Equal(expected, extracted.Code);
    }

    [Theory]
    [InlineData("a broken line inside", "```python\ndef fib(n):\n    return n +\n```", "def fib(n):\n    return n +")]
    [InlineData("no return at all", "```python\ndef fib(n):\n    print(n)\n```", "def fib(n):\n    print(n)")]
    [InlineData(
        "a method of a class",
        "```python\nclass Solution:\n    def fib(self, n):\n        return n\n```",
        "class Solution:\n    def fib(self, n):\n        return n"
    )]
    [InlineData(
        "a longer block of something else",
        "```python\ndef fib(n):\n    return n\n```\nTests:\n```python\nimport unittest\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(1, 1)\n    def test2(self):\n        self.assertEqual(1, 1)\n```",
        "def fib(n):\n    return n"
    )]
    public void Function_IsFound_ByAFallback_ThatIsToldApart(string what, string completion, string expected)
    {
        var extracted = CodeExtractor.Function(completion, "fib");
        Assert.True(extracted.Rule == ExtractionRule.Fallback, $"{what}: {extracted.How}");
        Assert.Equal(expected, extracted.Code);
    }

    [Fact]
    public void Function_ThatIsABodyAlone_GoesBehindThePromptsSignature()
    {
        var extracted = CodeExtractor.Function(
            "```python\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n```",
            "fib",
            "def fib(n: int):\n    \"\"\" n-th number \"\"\"\n"
        );
        Assert.Equal(ExtractionRule.Fallback, extracted.Rule);
        Assert.Equal(
            "def fib(n: int):\n    \"\"\" n-th number \"\"\"\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)",
            extracted.Code
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("I cannot help with that.")]
    [InlineData("```python\ndef other(n):\n    return n\n```")]
    [InlineData("The function fib(n) returns n.")]
    public void Function_IsNothing_WhereNothingDefinesIt(string completion)
    {
        var extracted = CodeExtractor.Function(completion, "fib", "def fib(n):\n");
        Assert.Equal((ExtractionRule.Nothing, ""), (extracted.Rule, extracted.Code));
    }

    [Theory]
    [InlineData(ExtractionRule.Protocol, "```python\nprint(1)\n```", "print(1)")]
    [InlineData(
        ExtractionRule.Protocol,
        "First:\n```python\nprint(1)\n```\nBetter:\n```python\nprint(2)\nprint(3)\n```\nDone.",
        "print(2)\nprint(3)"
    )]
    [InlineData(ExtractionRule.Protocol, "```py\nprint('a')\n  ```", "print('a')")]
    [InlineData(ExtractionRule.Protocol, "<think>\n```python\nprint(0)\n```\n</think>\n```python\nprint(1)\n```", "print(1)")]
    [InlineData(ExtractionRule.Fallback, "~~~python\nprint(1)\n~~~\nDone.", "print(1)")]
    [InlineData(ExtractionRule.Fallback, "<think>\n```python\nprint(0)\n```\n</think>\n```python\nprint(1)", "print(1)")]
    [InlineData(ExtractionRule.Fallback, "n = int(input())\nprint(n)<|im_end|>", "n = int(input())\nprint(n)")]
    [InlineData(ExtractionRule.Fallback, "Here:\n```python\nn = int(input())\nprint(n)", "n = int(input())\nprint(n)")]
    [InlineData(ExtractionRule.Fallback, "n = int(input())\nprint(n)", "n = int(input())\nprint(n)")]
    [InlineData(ExtractionRule.Nothing, "The answer is to print n.", "")]
    [InlineData(ExtractionRule.Nothing, "Use this:\nn = int(input())\nprint(n)", "")]
    [InlineData(ExtractionRule.Nothing, "```python\n```", "")]
    public void Program_IsWhatStandsBetweenTheLastTwoFences(ExtractionRule rule, string completion, string expected)
    {
        var extracted = CodeExtractor.Program(completion);
        Assert.Equal((rule, expected), (extracted.Rule, extracted.Code));
    }

    [Theory]
    [InlineData("humaneval-plus", 164)]
    [InlineData("mbpp-plus", 378)]
    public async Task EveryReferenceSolution_IsFoundByTheProtocol(string benchmark, int tasks)
    {
        var samples = await Benchmarks.MirrorTests.ReadAsync(benchmark);
        var missed = samples
            .Select(s =>
                (
                    s.Id,
                    Found: CodeExtractor.Function(
                        $"Certainly.\n\n```python\n{s.Input}{s.Fields["solution"]}\n```\n\n- It is short.\n",
                        s.Fields["entry_point"]
                    )
                )
            )
            .Where(s => s.Found.Rule != ExtractionRule.Protocol)
            .Select(s => $"{s.Id}: {s.Found.How}");
        Assert.Empty(missed);
        Assert.Equal(tasks, samples.Count);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("(\n")]
    [InlineData("\"\"\"a\n")]
    [InlineData("x=(\n")]
    [InlineData("try:\n x\n")]
    [InlineData("a=")]
    [InlineData("[x=")]
    [InlineData("lambda:")]
    [InlineData("```\n")]
    [InlineData("\\\n")]
    [InlineData("if x:\n")]
    public async Task Extraction_Ends_OnTextMadeToBeSlow(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length));
        var all = Task.Run(() => (CodeExtractor.Function(text, "f", "def f():"), CodeExtractor.Program(text)), TestContext.Current.CancellationToken);
        await all.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Extraction_NeverThrows_OnRandomText()
    {
        var random = new Random(11);
        string[] pieces =
        [
            "def ",
            "f",
            "(",
            ")",
            ":",
            "\n",
            "    ",
            "return",
            " ",
            "```",
            "'",
            "\"\"\"",
            "\\",
            "=",
            "lambda",
            "1",
            ".",
            "else",
            "try",
            "@",
            "#",
            "{",
            "]",
            "class",
            ",",
            "é",
            "\0",
            "\r",
            "async",
            "if",
            "not in",
            "e+",
            "0x",
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.NotNull(CodeExtractor.Function(text, "f", "def f():"));
            Assert.NotNull(CodeExtractor.Program(text));
        }
    }
}
