using System.Globalization;
using System.Text;
using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Rendering.Site;
using Showdown.Rendering.Templating;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>Writes every attempt at a benchmark into pages of a folder. Holds a few pages at a time, whatever the number of attempts.</summary>
internal sealed class EvidenceWriter(
    SafeTemplates templates,
    string folder,
    KeptPages kept,
    EvidencePageHash hash,
    Frame frame,
    BenchmarkName benchmark,
    IReadOnlyList<ModelName> models,
    int questions,
    Highlights highlights
)
{
    // Characters: larger ones would lie among the large objects, and each page would have the collector go through all that is held.
    private const int Buffer = 16 * 1024;

    private readonly List<PageLine> _lines = [];
    private long _attempts;

    public static string PageFile(int number) => number.ToString("0000", CultureInfo.InvariantCulture) + ".html";

    /// <returns>Where the highlighted samples stand.</returns>
    public async Task<IReadOnlyDictionary<string, SampleAnchor>> WriteAsync(
        IAsyncEnumerable<AttemptView> attempts,
        SampleCards cards,
        CancellationToken cancel
    )
    {
        Directory.CreateDirectory(folder);
        using var index = new EvidenceIndex(folder, benchmark, models, highlights);
        // One thread reads and cuts; what takes time, cards and markup, is made page by page beside one another.
        await Parallel.ForEachAsync(
            new EvidencePager(index).PagesAsync(attempts, cancel).Select(Counted),
            cancel,
            (page, token) =>
            {
                var made = NewPage(page.Samples, page.Range, cards);
                kept.Have(PageFile(made.Number), hash.Of(made), path => Write("evidence", made, path, token));
                return ValueTask.CompletedTask;
            }
        );
        index.Finish();
        kept.Finish();
        Write("explorer", Explorer(), Path.Combine(folder, "index.html"), cancel);
        return index.Anchors;
    }

    private EvidencePage NewPage(PageOfSamples page, string range, SampleCards cards)
    {
        var starts = new PromptStarts();
        var samples = page.Samples.Select(s => cards.Card(s.Evidence, s.Epochs, starts)).ToList();
        return new EvidencePage
        {
            Frame = frame with { Title = $"{benchmark.Title}: {range.ToLowerInvariant()}" },
            Benchmark = benchmark,
            Number = page.Number,
            Range = $"{range} of {Format.Count(questions)}",
            Models = [.. models.Select(m => m.Series())],
            Starts = starts.All,
            Samples = samples,
            Previous = page.Number == 1 ? null : PageFile(page.Number - 1),
            Next = page.IsLast ? null : PageFile(page.Number + 1),
        };
    }

    /// <summary>Notes a page for the list of pages, in their order.</summary>
    private (PageOfSamples Samples, string Range) Counted(PageOfSamples page)
    {
        var (from, to) = (page.Samples[0].Evidence.Number, page.Samples[^1].Evidence.Number);
        var range = from == to ? $"Question {Format.Count(from)}" : $"Questions {Format.Count(from)} to {Format.Count(to)}";
        var outcomes = page.Samples.SelectMany(s => s.Attempts).CountBy(a => OutcomeNames.Label(a.Outcome)).ToDictionary();
        _attempts += outcomes.Values.Sum();
        string[] order = ["right", "wrong", "truncated", "failed", "unscored"];
        var results = order.Where(outcomes.ContainsKey).Select(o => $"{Format.Count(outcomes[o])} {o}");
        _lines.Add(new PageLine(PageFile(page.Number), range, page.Samples[0].Evidence.Sample.Id, string.Join(", ", results)));
        return (page, range);
    }

    private ExplorerPage Explorer() =>
        new()
        {
            Frame = frame with { Title = $"{benchmark.Title}: all attempts" },
            Benchmark = benchmark,
            Size =
                $"{Format.Counted(questions, "question", "questions")}, {Format.Counted(_attempts, "attempt", "attempts")} on {Format.Counted(_lines.Count, "page", "pages")}",
            Models = [.. models.Select(m => m.Series())],
            Pages = _lines,
        };

    private void Write(string template, object page, string path, CancellationToken cancel)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), Buffer);
        templates.Render(template, "page", page, writer, cancel);
    }
}
