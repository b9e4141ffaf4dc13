using System.Globalization;
using System.Text;
using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Rendering.Templating;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>Writes every attempt at a benchmark into pages of a folder. Holds a few pages at a time, whatever the number of attempts.</summary>
internal sealed class EvidenceWriter(
    SafeTemplates templates,
    string folder,
    Frame frame,
    BenchmarkName benchmark,
    IReadOnlyList<ModelName> models,
    int samples,
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
        var pages = PagesAsync(new EvidencePager(cards, index).PagesAsync(attempts, cancel), cancel);
        await Parallel.ForEachAsync(
            pages,
            cancel,
            (page, token) =>
            {
                Write("evidence", page, PageFile(page.Number), token);
                return ValueTask.CompletedTask;
            }
        );
        index.Finish();
        Write("explorer", Explorer(), "index.html", cancel);
        return index.Anchors;
    }

    private async IAsyncEnumerable<EvidencePage> PagesAsync(
        IAsyncEnumerable<PageOfSamples> pages,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var page in pages.WithCancellation(cancel))
        {
            var (from, to) = (page.Samples[0].Number, page.Samples[^1].Number);
            var range = from == to ? $"Question {Format.Count(from)}" : $"Questions {Format.Count(from)} to {Format.Count(to)}";
            Count(page, range);
            yield return new EvidencePage
            {
                Frame = frame with { Title = $"{benchmark.Title}: {range.ToLowerInvariant()}" },
                Benchmark = benchmark,
                Number = page.Number,
                Range = $"{range} of {Format.Count(samples)}",
                Models = [.. models.Select(m => m.Series())],
                Starts = page.Starts,
                Samples = page.Samples,
                Previous = page.Number == 1 ? null : PageFile(page.Number - 1),
                Next = page.IsLast ? null : PageFile(page.Number + 1),
            };
        }
    }

    private void Count(PageOfSamples page, string range)
    {
        var outcomes = page.Samples.SelectMany(s => s.Rounds).SelectMany(r => r.Attempts).CountBy(a => a.Outcome).ToDictionary();
        _attempts += outcomes.Values.Sum();
        string[] order = ["right", "wrong", "truncated", "failed", "unscored"];
        var results = order.Where(outcomes.ContainsKey).Select(o => $"{Format.Count(outcomes[o])} {o}");
        _lines.Add(new PageLine(PageFile(page.Number), range, page.Samples[0].Id, string.Join(", ", results)));
    }

    private ExplorerPage Explorer() =>
        new()
        {
            Frame = frame with { Title = $"{benchmark.Title}: all attempts" },
            Benchmark = benchmark,
            Size =
                $"{Format.Counted(samples, "question", "questions")}, {Format.Counted(_attempts, "attempt", "attempts")} on {Format.Counted(_lines.Count, "page", "pages")}",
            Models = [.. models.Select(m => m.Series())],
            Pages = _lines,
        };

    private void Write(string template, object page, string file, CancellationToken cancel)
    {
        using var writer = new StreamWriter(Path.Combine(folder, file), append: false, new UTF8Encoding(false), Buffer);
        templates.Render(template, "page", page, writer, cancel);
    }
}
