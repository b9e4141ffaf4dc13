using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Pages.Run;
using Showdown.Results;

namespace Showdown.Tests.Pages;

/// <summary>
/// Puts what an attacker would write into every text that a model, a dataset or a settings file can reach, and reads the pages back as a browser
/// does.
/// </summary>
[Trait("Category", "Chaos")]
public sealed class HostileTextTests : IDisposable
{
    private static readonly string[] _payloads =
    [
        "<script>alert(1)</script>",
        "</script><script src=//evil.example/x.js></script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">",
        "' onmouseover='alert(1)' x='",
        "</pre></details></section></article></main></body><iframe src=\"data:text/html,<script>alert(1)</script>\">",
        "</title></style></textarea></select><math><mtext><form><input formaction=javascript:alert(1)>",
        "<!--<script>--><![CDATA[<b>]]><?php ?><!doctype html>",
        "[click](javascript:alert(1)) ![x](data:image/svg+xml;base64,PHN2Zz4=) <https://evil.example/>",
        "{{ page.frame }} {{ include 'partials/head' }} {% raw %} ${alert(1)} <%= 1 %>",
        "$\\href{javascript:alert(1)}{x}$ $\\unicode{x3c}script$ \\[\\text{<b>}\\]",
        "nul\0 bell\u0007 escape\u001b[31m rtl\u202eevil\u2066 bom\ufeff half\ud83d lines\u2028\u2029\r\n",
        "javascript:alert(1)",
        "../../../../etc/passwd",
    ];

    private static readonly string _everything = string.Join('\n', _payloads);

    private static readonly HashSet<string> _elements =
    [
        .. """
            html head meta title link script body a div strong header p ul li nav main section h1 h2 h3 h4 figure figcaption details summary table thead tbody tr th td abbr span
            svg path line rect text dl dt dd code pre footer form label input select option button article ol bdi kbd br em blockquote hr math mrow mi mn mo mtext msub msup
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("showdown-hostile-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_HoldNothingThatCameFromAText(bool redacted)
    {
        var pages = await RenderAsync(Hostile(redacted), "hostile");
        Assert.True(pages.Count >= 5, "index, explorers and evidence");
        Assert.All(pages, page => Assert.DoesNotContain("sk-123", page.Document.Source.Text, StringComparison.Ordinal));
        Assert.All(
            pages,
            page =>
                Assert.All(
                    page.Document.All,
                    element =>
                    {
                        Assert.Contains(element.LocalName, _elements);
                        Assert.All(element.Attributes, a => Check(element, a, page.File));
                    }
                )
        );
        Assert.All(pages, page => Assert.All(page.Document.Scripts, script => Assert.Equal("", script.Text)));
        Assert.All(
            pages,
            page =>
                Assert.Contains(
                    "script-src 'self' file:;",
                    page.Document.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task Pages_HaveTheSameElementsAndAttributes_WhateverTheTextsAre()
    {
        var harmless = await RenderAsync(Hostile(redacted: false, _ => "harmless $x$ `y`"), "harmless");
        var hostile = await RenderAsync(Hostile(redacted: false), "hostile");
        Assert.Empty(hostile.SelectMany(Shapes).Except(harmless.SelectMany(Shapes)));

        static IEnumerable<string> Shapes((string File, IDocument Document) page) =>
            from element in page.Document.All
            where element.Closest(".rich") is null || element.ClassList.Contains("rich") // RichTextTests look inside
            from attribute in element.Attributes.Select(a => a.Name).Prepend("")
            select $"{element.ParentElement?.LocalName}/{element.LocalName} {attribute}";
    }

    [Fact]
    public async Task Texts_CanStillBeRead()
    {
        var pages = await RenderAsync(Hostile(redacted: false), "hostile");
        var shown = pages
            .Where(p => p.File.EndsWith("0001.html", StringComparison.Ordinal))
            .SelectMany(p => p.Document.QuerySelectorAll("pre.text"))
            .Select(e => e.TextContent)
            .ToList();
        Assert.Contains(shown, text => _payloads.Take(11).All(text.Contains));
    }

    [Fact]
    public async Task Indexes_AreScriptsThatOnlyCallOneFunction()
    {
        await RenderAsync(Hostile(redacted: false), "hostile");
        var files = Directory.EnumerateFiles(_folder.FullName, "index-data.js", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        Assert.All(
            files,
            file =>
            {
                var script = File.ReadAllText(file);
                Assert.StartsWith("showdownIndex({", script, StringComparison.Ordinal);
                Assert.EndsWith("});\n", script, StringComparison.Ordinal);
                Assert.NotNull(JsonNode.Parse(script["showdownIndex(".Length..^3]));
                Assert.DoesNotContain("<", script, StringComparison.Ordinal);
                Assert.DoesNotContain("\u2028", script, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task RedactedBenchmarks_ShowNoTextOfItems()
    {
        await RenderAsync(Hostile(redacted: true, field => $"secret-{field}"), "redacted");
        var everything = Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        string[] hidden = ["input", "choice", "text", "reasoning", "reason", "answer", "call", "arguments", "turn", "tool", "schema"];
        Assert.All(everything, text => Assert.All(hidden, field => Assert.DoesNotContain($"secret-{field}", text, StringComparison.Ordinal)));
        Assert.Contains(everything, text => text.Contains("secret-failure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LongLines_LieBesideThePage()
    {
        var line = new string('x', 1_000_000) + "<end>";
        var pages = await RenderAsync(Hostile(redacted: false, field => field == "text" ? line : field), "long");
        Assert.All(pages, page => Assert.True(new FileInfo(page.File).Length < 1_000_000, page.File));
        var link = pages
            .SelectMany(p => p.Document.QuerySelectorAll(".cut a").Select(a => Path.Combine(Path.GetDirectoryName(p.File)!, a.GetAttribute("href")!)))
            .First();
        Assert.EndsWith(".txt", link, StringComparison.Ordinal);
        Assert.Equal(line, File.ReadAllText(link));
    }

    private static void Check(IElement element, IAttr attribute, string file)
    {
        Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{file}: {element.LocalName} {attribute.Name}");
        Assert.NotEqual("style", attribute.Name);
        Assert.NotEqual("srcdoc", attribute.Name);
        Assert.DoesNotContain("formaction", attribute.Name, StringComparison.Ordinal);
        if (attribute.Name is not ("href" or "src" or "xlink:href" or "action"))
            return;
        if (element.LocalName == "link" && element.GetAttribute("rel") == "icon")
            return;
        Assert.Matches(@"^(\.\./\.\./)?([a-z0-9.\-]+/)*[A-Za-z0-9.\-]*(\?disagree=1)?(#[a-z0-9\-]+)?$", attribute.Value);
    }

    private async Task<List<(string File, IDocument Document)>> RenderAsync((RunFacts Facts, IReadOnlyList<AttemptView> Attempts) run, string name)
    {
        var place = Path.Combine(_folder.FullName, name);
        await new ReportRenderer(null!).RenderAsync(
            run.Facts,
            (benchmark, _) => run.Attempts.Where(a => a.EvaluationId.EndsWith(benchmark, StringComparison.Ordinal)).ToAsyncEnumerable(),
            place,
            TestContext.Current.CancellationToken
        );
        var parser = new HtmlParser();
        return Directory
            .EnumerateFiles(place, "*.html", SearchOption.AllDirectories)
            .Select(f => (f, (IDocument)parser.ParseDocument(File.ReadAllText(f))))
            .ToList();
    }

    private static (RunFacts Facts, IReadOnlyList<AttemptView> Attempts) Hostile(bool redacted, Func<string, string>? text = null)
    {
        var t = text ?? (_ => _everything);
        var plain = new FixtureRun(
            [FixtureModel.Kimi(), FixtureModel.Maverick()],
            [FixtureBenchmark.Mmlu(samples: 24), FixtureBenchmark.Gsm8k(samples: 4, epochs: 2)]
        );
        string Id(string id) => text is null ? id + _everything : id;
        var settings = plain.Run.Settings;
        var models = settings
            .Models.Select(m =>
                m with
                {
                    Id = Id(m.Id),
                    Family = Id(m.Id) + "family",
                    Model = t("model"),
                    Endpoint = "https://host.example/" + t("endpoint"),
                    Extra = new JsonObject
                    {
                        [t("extra")] = t("extra"),
                        ["api_key"] = "sk-123",
                        ["nested"] = new JsonArray(new JsonObject { ["access_token"] = "sk-123" }),
                    },
                    Facts = new ModelFacts
                    {
                        Licence = t("licence"),
                        Architecture = t("architecture"),
                        Variant = t("variant"),
                    },
                }
            )
            .ToList();
        var benchmarks = settings
            .Benchmarks.Select(b =>
                b with
                {
                    Id = Id(b.Id),
                    Title = Id(b.Id) + "title",
                    Redacted = redacted,
                    Prompt = t("prompt"),
                    Scorer = new ScorerSettings(t("scorer")),
                    Categories = b.Categories.ToDictionary(c => Id(c.Key), c => Id(c.Value)),
                }
            )
            .ToList();
        var run = plain.Run with
        {
            Id = Id("run"),
            Status = RunStatus.Incomplete,
            Reason = t("run-reason"),
            ParentId = t("parent"),
            Settings = settings with
            {
                Models = models,
                Benchmarks = benchmarks,
                ProgramVersion = t("program"),
                Pins = settings.Pins.ToDictionary(
                    p => Id(p.Key),
                    p => p.Value with { DatasetSha256 = t("hash"), PromptSha256 = t("hash"), FewShotSha256 = t("hash"), Scorer = t("scorer") }
                ),
                Job = settings.Job with
                {
                    Name = Id("job"),
                    Models = models.Select(m => m.Id).ToList(),
                    Benchmarks = benchmarks.Select(b => new JobBenchmark(b.Id) { Sampling = new Sampling { Stop = [t("stop")] } }).ToList(),
                },
            },
        };
        var evaluations = plain
            .Facts.Evaluations.Select(e =>
                e with
                {
                    Row = e.Row with { BenchmarkId = Id(e.Row.BenchmarkId), ModelId = Id(e.Row.ModelId), DatasetSha256 = t("hash") },
                    Tallies = e.Tallies.Select(s => s with { SampleId = Id(s.SampleId), Group = s.Group is null ? null : Id(s.Group) }).ToList(),
                    Figures = e.Figures with { ServedModels = [t("served")], SystemFingerprints = [t("fingerprint")] },
                }
            )
            .ToList();
        var attempts = new List<AttemptView>();
        foreach (var benchmark in settings.Benchmarks)
        {
            foreach (var attempt in plain.AttemptsAsync(benchmark.Id, CancellationToken.None).ToBlockingEnumerable())
            {
                var failed = attempts.Count % 7 == 3;
                attempts.Add(
                    attempt with
                    {
                        EvaluationId = Id(benchmark.Id),
                        ModelId = Id(attempt.ModelId),
                        Outcome = failed ? Outcome.Failed : attempt.Outcome,
                        Answer = t("answer") + " and more than a letter",
                        Failure = failed ? FailureKind.MalformedReply : null,
                        Reason = failed ? t("failure") : t("reason"),
                        Text = failed ? null : t("text"),
                        Reasoning = t("reasoning"),
                        ToolCalls = failed ? [] : [new ToolCall(t("call"), t("arguments")) { Id = t("call id") }],
                        Parts = [PartScore.Counted(t("part"), 1, 2), new PartScore(t("part"), true)],
                        FinishReason = t("finish"),
                        ServedModel = t("served"),
                        Sample = attempt.Sample with
                        {
                            Id = Id(attempt.Sample.Id),
                            Input = t("input"),
                            Turns = [new Message(MessageRole.Assistant, t("turn"))],
                            Tools = [new Tool(t("tool"), t("tool description"), t("schema"))],
                            Target = t("target"),
                            Group = attempt.Sample.Group is null ? null : Id(attempt.Sample.Group),
                            Choices = attempt.Sample.Choices.Select(_ => t("choice")).ToList(),
                        },
                    }
                );
            }
        }
        return (new RunFacts(run, evaluations) { Passports = models.Select((m, i) => Passport(m.Id, i, t)).ToList() }, attempts);
    }

    private static PassportComparison Passport(string model, int index, Func<string, string> t)
    {
        var before = new EndpointPassport
        {
            ModelId = model,
            Host = t("host"),
            At = new DateTimeOffset(2026, 6, 28, 0, 0, 0, TimeSpan.Zero),
            Answers = true,
            ServedModel = t("served"),
            ServesAskedModel = false,
            Provider = t("provider"),
            SystemFingerprint = t("fingerprint"),
            RefusedParameters = [t("refused")],
        };
        var now = before with
        {
            Provider = t("other provider"),
            Answers = index > 0,
            Failure = index > 0 ? null : new Failure(FailureKind.BadRequest, t("failure")),
        };
        return new PassportComparison(now, before);
    }
}
