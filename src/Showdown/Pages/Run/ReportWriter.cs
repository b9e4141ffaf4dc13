using System.Text;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Analysis.Published;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Pages.Hosts;
using Showdown.Rendering.Site;
using Showdown.Rendering.Templating;
using Showdown.Results;

namespace Showdown.Pages.Run;

/// <summary>What was found of hosts that a run holds against a reference.</summary>
/// <param name="History">How they stood on this night and the ones before.</param>
internal sealed record ReportedHosts(HostsResult Result, IReadOnlyList<HostStanding> History);

/// <summary>Writes all files of one report into an empty folder: evidence first, because the first page links into it.</summary>
/// <param name="prompts">By benchmark id, where prompts can be made anew.</param>
internal sealed class ReportWriter(
    TemplateFiles files,
    SafeTemplates templates,
    RunResults results,
    Func<string, CancellationToken, IAsyncEnumerable<AttemptView>> attempts,
    IReadOnlyDictionary<string, PromptSource> prompts,
    IReadOnlyList<PublishedScore> published,
    RunPast? past = null,
    ReportedHosts? hosts = null
)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The page of hosts, beside the report's first page.</summary>
    public const string HostsFile = "hosts.html";

    /// <summary>What judges said of a sample's pairs; null: pairs get no pages.</summary>
    public VerdictsOf? Verdicts { get; init; }

    private readonly RunNames _names = new(results.Facts.Run.Settings);
    private readonly EvidencePageHash _hash = new(files);

    /// <param name="folder">Empty.</param>
    /// <param name="before">Where an older report stands, if one does: pages that would come out the same are taken from it. Null: none are.</param>
    public async Task WriteAsync(string folder, string? before, CancellationToken cancel)
    {
        SitePages.WriteAssets(files, folder);
        var anchors = new Dictionary<string, IReadOnlyDictionary<string, SampleAnchor>>(StringComparer.Ordinal);
        foreach (var benchmark in Asked())
            anchors[benchmark.Id] = await WriteEvidenceAsync(folder, before, benchmark, cancel);
        var pairs = await WritePairsAsync(folder, cancel);
        var (speed, price) = (SpeedResults.Of(results, past?.Windows ?? []), PriceResults.Of(results));
        await using (var page = new StreamWriter(Path.Combine(folder, "index.html"), append: false, _utf8))
            templates.Render(
                "run",
                "page",
                new ReportPageBuilder(results, _names, NewFrame("", null), published, past, speed, price) { Pairs = pairs }.Build(anchors),
                page,
                cancel
            );
        if (hosts is not null)
        {
            await using var page = new StreamWriter(Path.Combine(folder, HostsFile), append: false, _utf8);
            templates.Render("hosts", "page", new HostsPageBuilder(hosts.Result, _names, NewFrame("", null), hosts.History).Build(), page, cancel);
            await File.WriteAllTextAsync(Path.Combine(folder, "hosts.json"), HostsJson.Serialize(hosts.Result), _utf8, cancel);
        }

        var trend = results.Facts.Run.Settings.Job.Schedule is null ? null : past?.Trend;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "summary.json"),
            RunSummaryJson.Serialize(
                RunSummaryBuilder.Build(results, "index.html", past?.Gates ?? [], trend, speed, price) with
                {
                    Hosts = RunSummaryBuilder.Hosts(past?.Hosts ?? []),
                }
            ),
            _utf8,
            cancel
        );
    }

    private IEnumerable<BenchmarkName> Asked() => _names.Benchmarks.Where(b => results.All.Any(e => e.Facts.Row.BenchmarkId == b.Id));

    /// <returns>Benchmarks whose pairs have pages.</returns>
    private async Task<IReadOnlySet<string>> WritePairsAsync(string folder, CancellationToken cancel)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        if (Verdicts is null)
            return written;
        foreach (var facts in results.Facts.HeadToHeads.Where(h => h.Duels.Any(d => d.Verdicts > 0)))
        {
            var benchmark = _names.Benchmark(facts.BenchmarkId);
            var writer = new SideBySideWriter(
                templates,
                Path.Combine(folder, "pairs", benchmark.Slug),
                NewFrame("../../", null),
                benchmark,
                _names,
                [.. results.Facts.Judges.Where(j => j.BenchmarkId == benchmark.Id).Select(j => string.Join(' ', JudgeWords.Sentences(j)))],
                Verdicts
            );
            await writer.WriteAsync(attempts(benchmark.Id, cancel), cancel);
            written.Add(benchmark.Id);
        }

        return written;
    }

    private async Task<IReadOnlyDictionary<string, SampleAnchor>> WriteEvidenceAsync(
        string folder,
        string? before,
        BenchmarkName benchmark,
        CancellationToken cancel
    )
    {
        var evaluations = results.All.Where(e => e.Facts.Row.BenchmarkId == benchmark.Id).ToList();
        var models = evaluations.Select(e => _names.Model(e.Facts.Row.ModelId)).ToList();
        var samples = evaluations.SelectMany(e => e.Facts.Tallies).Select(t => t.SampleId).Distinct(StringComparer.Ordinal).Count();
        var own = Path.Combine(folder, "evidence", benchmark.Slug);
        var usual = evaluations.ToDictionary(
            e => e.Facts.Row.ModelId,
            e => e.Facts.Figures.ServedModels.Count == 1 ? e.Facts.Figures.ServedModels[0] : null
        );
        var cards = new SampleCards(
            benchmark,
            results.Facts.Run.Settings.Benchmark(benchmark.Id),
            models,
            repeats: evaluations.Exists(e => e.Facts.Row.Epochs > 1),
            new LongTexts(own),
            prompts.GetValueOrDefault(benchmark.Id),
            usual
        );
        var writer = new EvidenceWriter(
            templates,
            own,
            new KeptPages(Path.Combine(before ?? folder, "evidence", benchmark.Slug), own),
            _hash,
            NewFrame("../../", "evidence"),
            benchmark,
            models,
            samples,
            HighlightsOfRun.Of(benchmark.Id, results, past)
        );
        return await writer.WriteAsync(attempts(benchmark.Id, cancel), cards, cancel);
    }

    private Frame NewFrame(string root, string? script)
    {
        var simulated = _names.Models.Where(m => m.Simulated).Select(m => m.Name).ToList();
        var run = results.Facts.Run;
        return new Frame(
            $"{Format.List(_names.Models.Select(m => m.Name).ToList())}: {run.Settings.Job.Name}, {Format.Date(run.CreatedAt)}",
            root,
            simulated.Count == 0 ? null : Format.List(simulated),
            simulated.Count == _names.Models.Count,
            run.Settings.Job.Name,
            run.Id
        )
        {
            Imported = ImportWords.Banner([run.Settings]),
            Family = JudgeWords.OfFamily(results.Facts.Judges),
            Scripts = script is null ? [] : [$"{root}assets/{script}.js"],
        };
    }
}
