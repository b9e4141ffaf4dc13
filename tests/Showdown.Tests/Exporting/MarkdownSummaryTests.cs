using AngleSharp.Html.Parser;
using Markdig;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Exporting;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Exporting;

public sealed class MarkdownSummaryTests
{
    private static readonly RunSummary _summary = RunSummaryBuilder.Build(
        RunResults.Of(
            new FixtureRun(
                [FixtureModel.Kimi(), FixtureModel.Maverick()],
                [FixtureBenchmark.Aime(samples: 12, epochs: 4), FixtureBenchmark.Gsm8k(samples: 40)]
            ).Facts
        ),
        null
    ) with
    {
        WhichForWhat = new WhichForWhatSummary(
            "Nothing can be told yet.",
            "Llama 4 Maverick is 1.6 times as fast.",
            7,
            [
                new ForWhatSummary(
                    "maths",
                    ["aime-2025", "gsm8k"],
                    "not enough data",
                    "+2.7 points (95% interval −14.2 to 19.1)",
                    "Ask 900 more questions.",
                    null,
                    [],
                    [],
                    [],
                    []
                ),
            ]
        ),
        Gates =
        [
            new GateSummary("below", true, "Kimi K2 is above 50%."),
            new GateSummary("drop", false, "Llama 4 Maverick has dropped."),
            new GateSummary("drop", true, "There is no night before.", Checked: false),
        ],
    };

    [Fact]
    public void Summary_IsTheGoldenOne() => Golden.Match("summary.md", MarkdownSummary.Of(_summary));

    [Fact]
    public void AnImportedRun_SaysSo_AndWhatKeepsItsModelsApart()
    {
        var imported = new ImportSummary(["promptfoo", "lm-eval"], [], [], ["Asked in different words."], []);
        Assert.Contains(
            "**Imported: no model was asked from here.** Recorded by promptfoo and lm-eval; what was not written down is not known. Asked in different words.\n\n",
            MarkdownSummary.Of(_summary with { Imported = imported }).Replace("\\", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>")]
    [InlineData("[click](https://evil.example/) ![x](https://evil.example/x.png) <https://evil.example/>")]
    [InlineData("https://evil.example www.evil.example mail@evil.example @everyone #1 owner/name#2")]
    [InlineData("| a | b |\n|---|---|\n\n# heading\n\n```\ncode\n```\n- list\n1. list\n> quote\n***\n===")]
    [InlineData("**bold** _em_ ~~gone~~ `code` ==mark== ++ins++ ^sup^ $a$ $$b$$ :smile: \\( \\[ [^1] {.x} <!-- c -->")]
    [InlineData("nul\0 escape\u001b[31m rtl\u202eevil\u2066 joined\u200b half\ud83d")]
    public void TextOfModelsAndData_StaysText(string hostile)
    {
        var run = _summary with
        {
            Job = hostile,
            Headline = hostile,
            Reason = hostile,
            Selection = hostile,
            Gates = [new GateSummary(hostile, false, hostile)],
            WhichForWhat = _summary.WhichForWhat! with
            {
                Beside = hostile,
                Capabilities = [.. _summary.WhichForWhat.Capabilities.Select(c => c with { Capability = hostile, Word = hostile, Note = hostile })],
            },
            Comparisons = [.. _summary.Comparisons.Select(c => c with { WhyNot = hostile, Note = hostile, A = hostile })],
            Evaluations = [.. _summary.Evaluations.Select(e => e with { BenchmarkTitle = hostile, ModelName = hostile })],
        };
        var html = Markdown.ToHtml(MarkdownSummary.Of(run), new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build());
        var document = new HtmlParser().ParseDocument(html);
        Assert.Empty(
            document
                .All.Select(e => e.LocalName)
                .Except(["html", "head", "body", "h2", "h3", "p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"])
        );
        Assert.Equal(document.QuerySelectorAll("tr").Length, 2 + run.Comparisons.Count + run.Evaluations.Count);
        Assert.DoesNotContain(document.Body!.TextContent, c => char.IsControl(c) && c != '\n' || c is '\u202e' or '\u2066' or '\u200b');
        // What can be seen of it is all there.
        var seen = string.Concat(document.QuerySelector("li")!.TextContent.Where(c => !char.IsWhiteSpace(c) && c is not ('\ufffd' or '\u2060')));
        Assert.EndsWith(string.Concat(hostile.Where(c => c is > ' ' and < '\u007f')), seen, StringComparison.Ordinal);
    }
}
