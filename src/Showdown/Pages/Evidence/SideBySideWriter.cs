using System.Text;
using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Formatting;
using Showdown.Rendering.Templating;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>Writes every pair of a benchmark into pages of a folder. Holds one page at a time, whatever the number of pairs.</summary>
/// <param name="judges">Who judged, in sentences.</param>
internal sealed class SideBySideWriter(
    SafeTemplates templates,
    string folder,
    Frame frame,
    BenchmarkName benchmark,
    RunNames names,
    IReadOnlyList<string> judges,
    VerdictsOf verdicts
)
{
    /// <summary>The first page's file.</summary>
    public const string FirstPage = "0001.html";

    private const int PromptsOnPage = 50;
    private const int CharactersOnPage = 1_200_000;

    private readonly LongTexts _texts = new(folder);

    public async Task WriteAsync(IAsyncEnumerable<AttemptView> attempts, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var (held, characters, page) = (new List<PromptPairs>(), 0, 1);
        await foreach (var sample in SampleEvidence.GatherAsync(attempts, cancel))
        {
            var pairs = PairEvidence.Of(await verdicts(benchmark.Id, sample.Sample.Id, cancel), names);
            foreach (var epoch in sample.Attempts.Where(a => a.Text is not null).GroupBy(a => a.Epoch).OrderBy(e => e.Key))
            {
                if (held.Count == PromptsOnPage || characters > CharactersOnPage)
                {
                    Write(held, page++, isLast: false, cancel);
                    (held, characters) = ([], 0);
                }

                var own = pairs.Where(p => p.Pair.Epoch == epoch.Key).ToList();
                held.Add(Prompt(sample, epoch.Key, [.. epoch], own));
                // Texts stand there twice: with their Markdown set, and as they came.
                characters +=
                    epoch.Sum(a => 2 * Math.Min(a.Text!.Length, LongTexts.Shown))
                    + own.SelectMany(p => p.Judges).SelectMany(j => j.Orders).Sum(o => Math.Min(o.Text?.Length ?? 0, LongTexts.Shown));
            }
        }

        if (held.Count > 0)
            Write(held, page, isLast: true, cancel);
    }

    private PromptPairs Prompt(SampleEvidence sample, int epoch, IReadOnlyList<AttemptView> answers, IReadOnlyList<PairEvidence> pairs)
    {
        var anchor = epoch == 1 ? $"s{sample.Number}" : $"s{sample.Number}-e{epoch}";
        return new PromptPairs(
            sample.Number,
            anchor,
            sample.Sample.Id,
            epoch == 1 ? null : $"epoch {epoch}",
            Shown(sample.Sample.Input, $"{anchor}-question"),
            [
                .. names
                    .Models.SelectMany(m => answers.Where(a => a.ModelId == m.Id).Select(a => (Model: m, a.Text)))
                    .Select(a => Answer(a.Model, a.Text!, $"{anchor}-m{a.Model.Index + 1}")),
            ],
            [.. pairs.Select((p, i) => Pair(p, $"{anchor}-p{i + 1}"))]
        );
    }

    private AnswerBeside Answer(ModelName model, string text, string anchor)
    {
        var block = Shown(text, anchor);
        return new AnswerBeside(model.Series(), anchor, block is null ? null : block with { Kind = TextKind.Markdown });
    }

    private PairCard Pair(PairEvidence pair, string anchor) =>
        new(
            names.Series(pair.Pair.FirstModel),
            names.Series(pair.Pair.SecondModel),
            pair.Word,
            pair.Winner is not null ? "right"
                : pair.IsUnscored ? "unscored"
                : "partial",
            pair.IsDisputed,
            [
                .. pair.Judges.Select(
                    (j, i) => new JudgeCard(j.Judge, j.IsInconsistent, [.. j.Orders.Select((o, k) => Order(o, $"{anchor}-j{i + 1}-{k + 1}"))])
                ),
            ]
        );

    // A reason may quote the answers; why there is no verdict may not be hidden, and our own words say it.
    private OrderCard Order(OrderEvidence order, string anchor) =>
        new(
            order.ShownFirst,
            order.Word ?? $"no verdict: {(benchmark.Redacted ? "it failed or could not be read" : order.Failure ?? "nothing was said")}",
            benchmark.Redacted ? null : order.Reason,
            Shown(order.Text, anchor)
        );

    private TextBlock? Shown(string? text, string name) => benchmark.Redacted || string.IsNullOrEmpty(text) ? null : _texts.Block(text, name);

    private void Write(List<PromptPairs> prompts, int page, bool isLast, CancellationToken cancel)
    {
        var (from, to) = (prompts[0].Number, prompts[^1].Number);
        var range = from == to ? $"prompt {Format.Count(from)}" : $"prompts {Format.Count(from)} to {Format.Count(to)}";
        using var writer = new StreamWriter(
            Path.Combine(folder, EvidenceWriter.PageFile(page)),
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        templates.Render(
            "pairs",
            "page",
            new SideBySidePage
            {
                Frame = frame with { Title = $"{benchmark.Title}: {range}, side by side" },
                Benchmark = benchmark,
                Range = range,
                Judges = judges,
                Prompts = prompts,
                Previous = page == 1 ? null : EvidenceWriter.PageFile(page - 1),
                Next = isLast ? null : EvidenceWriter.PageFile(page + 1),
            },
            writer,
            cancel
        );
    }
}
