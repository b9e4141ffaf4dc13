using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Showdown.Rendering.RichText;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Rendering;

public sealed partial class RichTextTests
{
    [Theory]
    [InlineData("x", "<mi>x</mi>")]
    [InlineData("12.5", "<mn>12.5</mn>")]
    [InlineData("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>")]
    [InlineData("x^2", "<msup><mi>x</mi><mn>2</mn></msup>")]
    [InlineData("x^10", "<msup><mi>x</mi><mn>1</mn></msup><mn>0</mn>")]
    [InlineData("a_{n+1}", "<msub><mi>a</mi><mrow><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></mrow></msub>")]
    [InlineData("x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>")]
    [InlineData("f''", "<msup><mi>f</mi><mo>′′</mo></msup>")]
    [InlineData("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData("\\sqrt[3]{x}", "<mroot><mrow><mrow><mi>x</mi></mrow></mrow><mrow><mn>3</mn></mrow></mroot>")]
    [InlineData("\\alpha\\le\\beta", "<mi>α</mi><mo>≤</mo><mi>β</mi>")]
    [InlineData("\\left(x\\right)", "<mrow><mo fence=\"true\" stretchy=\"true\">(</mo><mi>x</mi><mo fence=\"true\" stretchy=\"true\">)</mo></mrow>")]
    [InlineData("\\boxed{70}", "<mrow class=\"boxed\"><mrow><mrow><mn>70</mn></mrow></mrow></mrow>")]
    [InlineData("\\mathbb{R}", "<mi>ℝ</mi>")]
    [InlineData("\\text{if } x", "<mtext>if\u00a0</mtext><mi>x</mi>")]
    [InlineData(
        "\\binom{n}{k}",
        "<mrow><mo>(</mo><mfrac linethickness=\"0\"><mrow><mrow><mi>n</mi></mrow></mrow><mrow><mrow><mi>k</mi></mrow></mrow></mfrac><mo>)</mo></mrow>"
    )]
    [InlineData(
        "7 \\pmod{10}",
        "<mn>7</mn><mrow><mspace width=\"0.5em\"></mspace><mo>(</mo><mi>mod</mi><mspace width=\"0.33em\"></mspace><mrow><mrow><mn>10</mn></mrow></mrow><mo>)</mo></mrow>"
    )]
    [InlineData(
        "\\begin{cases} 1 & x \\\\ 2 & y \\end{cases}",
        "<mrow><mo fence=\"true\" stretchy=\"true\">{</mo><mtable class=\"cases\"><mtr><mtd><mn>1</mn></mtd><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mn>2</mn></mtd><mtd><mi>y</mi></mtd></mtr></mtable></mrow>"
    )]
    [InlineData(
        "\\sum_{i=1}^n i",
        "<msubsup><mo>∑</mo><mrow><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow></mrow><mrow><mi>n</mi></mrow></msubsup><mi>i</mi>"
    )]
    public void ToMathMl_SetsWhatIsCommon(string latex, string body) =>
        Assert.Equal($"<math><mrow>{body}</mrow></math>", LatexMath.ToMathMl(latex, display: false));

    [Theory]
    [InlineData("\\href{javascript:alert(1)}{x}")]
    [InlineData("\\unknown")]
    [InlineData("\\frac{1}")]
    [InlineData("{x")]
    [InlineData("x}")]
    [InlineData("\\left( x")]
    [InlineData("\\begin{tikzpicture}\\end{tikzpicture}")]
    [InlineData("\\begin{matrix} 1")]
    [InlineData("\\")]
    [InlineData("a & b")]
    [InlineData("x^")]
    [InlineData("x_1_2")]
    public void ToMathMl_GivesUp_OnWhatItDoesNotKnow(string latex) => Assert.Null(LatexMath.ToMathMl(latex, display: true));

    [Theory]
    [InlineData("{", 5_000)]
    [InlineData("\\frac", 1_000)]
    [InlineData("\\sqrt[", 900)]
    [InlineData("x^{", 1_500)]
    [InlineData("\\left(", 900)]
    [InlineData("\\begin{matrix}", 400)]
    public void ToMathMl_StandsAnyDepth(string piece, int times) =>
        Assert.Null(LatexMath.ToMathMl(string.Concat(Enumerable.Repeat(piece, times)), display: false));

    [Theory]
    [InlineData("**The answer is B.**", "<p><strong>The answer is B.</strong></p>")]
    [InlineData("# Step 1\nFirst *this*.", "<p><strong>Step 1</strong></p><p>First <em>this</em>.</p>")]
    [InlineData("- `a`\n- b", "<ul><li><code>a</code></li><li>b</li></ul>")]
    [InlineData("3. `c`\n4. d", "<ol start=\"3\"><li><code>c</code></li><li>d</li></ol>")]
    [InlineData("```python\nprint('<x>')\n```", "<pre>\nprint(<samp>&#39;&lt;x&gt;&#39;</samp>)</pre>")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>")]
    [InlineData("[click](javascript:alert(1)) `x`", "<p>click (javascript:alert(1)) <code>x</code></p>")]
    [InlineData("![pixel](https://evil.example/x.png) `x`", "<p>pixel (https://evil.example/x.png) <code>x</code></p>")]
    [InlineData("<b onclick=x>`b`</b>", "<p>&lt;b onclick=x&gt;<code>b</code>&lt;/b&gt;</p>")]
    [InlineData("<script>\n`x`\n</script>", "<p>&lt;script&gt;\n<code>x</code>\n&lt;/script&gt;</p>")]
    [InlineData("it costs $5 and $10 `x`", "<p>it costs $5 and $10 <code>x</code></p>")]
    [InlineData("`$x$` and \\$5", "<p><code>$x$</code> and $5</p>")]
    [InlineData("$\\foo{<b>}$", "<p><code class=\"tex\">$\\foo{&lt;b&gt;}$</code></p>")]
    [InlineData("$x$", "<p><math><mrow><mi>x</mi></mrow></math></p>")]
    [InlineData("\\(x\\)", "<p><math><mrow><mi>x</mi></mrow></math></p>")]
    [InlineData("\\[\nx\n\\]", "<p><math display=\"block\"><mrow><mi>x</mi></mrow></math></p>")]
    [InlineData(
        "a_1 $a_1 * b_1$ *c*",
        "<p>a_1 <math><mrow><msub><mi>a</mi><mn>1</mn></msub><mo>∗</mo><msub><mi>b</mi><mn>1</mn></msub></mrow></math> <em>c</em></p>"
    )]
    [InlineData("```\nnever closed $x$", "<pre>\nnever closed $x$</pre>")]
    [InlineData("\ue0000\ue001 `x`", "<p>\ufffd0\ufffd <code>x</code></p>")]
    [InlineData("&lt;script&gt; `x`", "<p>&lt;script&gt; <code>x</code></p>")]
    [InlineData("**bold \u202e**", "<p><strong>bold ⟦U+202E⟧</strong></p>")]
    public void Markdown_IsSet_AndNothingElse(string text, string html) => Assert.Equal(html, RichMarkdown.ToHtml(text)?.Markup);

    [Theory]
    [InlineData("The answer is B.")]
    [InlineData("")]
    [InlineData("x < 5 & y > 3")]
    public void PlainTexts_HaveNothingToSet(string text) => Assert.Null(RichMarkdown.ToHtml(text));

    [Theory]
    [InlineData("> ", 20_000)]
    [InlineData("*a **b ", 3_000)]
    [InlineData("[", 20_000)]
    [InlineData("![](", 5_000)]
    [InlineData("- ", 10_000)]
    [InlineData("`", 20_000)]
    [InlineData("$", 20_000)]
    [InlineData("$$x", 7_000)]
    [InlineData("\\(", 10_000)]
    [InlineData("| ", 10_000)]
    [InlineData("\\begin{align}", 1_500)]
    public void Markdown_StandsAnyDepth(string piece, int times)
    {
        var html = RichMarkdown.ToHtml(string.Concat(Enumerable.Repeat(piece, times)))?.Markup ?? "";
        Assert.DoesNotMatch(Unsafe(), html);
    }

    [Theory]
    [InlineData("def f(x):\n    return x", true)]
    [InlineData("Let x be\n    a number.", false)]
    [InlineData("import is a word of trade", false)]
    public void Programs_AreToldFromProse(string text, bool isCode) => Assert.Equal(isCode, CodeHighlight.IsCode(text));

    [Fact]
    public void Programs_HaveTheirPartsSetApart_WhateverTheyHold() =>
        Assert.Equal(
            "<b>if</b> a &lt; <samp>&quot;&lt;b&gt;#&quot;</samp>: <i># if &lt;x&gt;</i>\nreturned",
            CodeHighlight.ToHtml("if a < \"<b>#\": # if <x>\nreturned").Markup
        );

    [Fact]
    public void Pieces_InAnyMixture_GiveOnlyOurElements()
    {
        string[] pieces =
        [
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "$",
            "$$",
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "<script>",
            "</p>",
            "<img src=x onerror=y>",
            "[a](b)",
            "![",
            "](",
            "\n",
            "\n\n",
            "# ",
            "- ",
            "1. ",
            "> ",
            "|",
            "|---|\n",
            "\\frac{",
            "}",
            "{",
            "^",
            "_",
            "\\left(",
            "\\right)",
            "\\text{<b>}",
            "&",
            "&lt;",
            "\"",
            "'",
            "x",
            " ",
            "\u202e",
            "\0",
            "\ue000",
            "\ue001",
            "7",
            "    ",
            "[r]: javascript:x \"t\"\n",
            "<!--",
            "-->",
            "~~~\n",
            "\\begin{cases}",
            "\\end{cases}",
            "\\\\",
        ];
        var luck = new Luck("mixture");
        var parser = new HtmlParser();
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 3 + luck.Below(40)).Select(_ => pieces[luck.Below(pieces.Length)]));
            if (RichMarkdown.ToHtml(text)?.Markup is not { } html)
                continue;
            Assert.DoesNotMatch(Unsafe(), html);
            // Balanced: the browser's reading writes out as it was written.
            Assert.Equal(Plain(html), Plain(parser.ParseDocument($"<body><div>{html}</div>").QuerySelector("div")!.InnerHtml));
        }
    }

    private static string Plain(string html) =>
        html.Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&#39;", "'", StringComparison.Ordinal)
            .Replace("<pre>\n", "<pre>", StringComparison.Ordinal)
            .Replace("\u00a0", "&nbsp;", StringComparison.Ordinal);

    /// <summary>Any tag but those we write, with the attributes that we write.</summary>
    [GeneratedRegex(
        """<(?!/?(?:p|b|i|samp|strong|em|code|pre|ul|ol|li|blockquote|hr|br|table|tbody|tr|th|td|m[a-z]+)>|ol start="\d+">|code class="tex">|math display="block">|m(?:o|fenced) fence="true" stretchy="true">|mover accent="true">|mspace width="-?[\d.]+em">|mfrac linethickness="0">|mrow class="boxed">|mtable class="(?:cases|aligned)">|mi mathvariant="normal">|mtext class="b">)"""
    )]
    private static partial Regex Unsafe();
}
