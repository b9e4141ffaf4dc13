using System.Runtime.CompilerServices;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>A sample on a page, with the epochs that stand there.</summary>
internal sealed record PlacedSample(SampleEvidence Evidence, IReadOnlyList<int> Epochs)
{
    public IEnumerable<AttemptView> Attempts => Evidence.Attempts.Where(a => Epochs.Contains(a.Epoch));
}

/// <summary>A page's samples, before they are written.</summary>
internal sealed record PageOfSamples(int Number, IReadOnlyList<PlacedSample> Samples, bool IsLast);

/// <summary>Cuts the stream of samples into pages that a browser opens at once, and notes where each sample went.</summary>
internal sealed class EvidencePager(EvidenceIndex index)
{
    private const int SamplesOnPage = 100;
    private const int AttemptsOnPage = 250;
    private const int CharactersOnPage = 1_200_000;

    public async IAsyncEnumerable<PageOfSamples> PagesAsync(IAsyncEnumerable<AttemptView> attempts, [EnumeratorCancellation] CancellationToken cancel)
    {
        var page = new Draft(1);
        await foreach (var sample in SampleEvidence.GatherAsync(attempts, cancel))
        {
            var isNew = true;
            var epochs = new List<int>();
            foreach (var epoch in sample.Attempts.Select(a => a.Epoch).Distinct().Order())
            {
                var weight = Weight(sample, epoch);
                if (page.IsFull(weight, isNew))
                {
                    if (epochs.Count > 0)
                        page.Samples.Add(new PlacedSample(sample, epochs));
                    yield return page.Done(isLast: false);
                    page = new Draft(page.Number + 1);
                    epochs = [];
                }
                if (isNew)
                    index.Add(sample, page.Number);
                isNew = false;
                page.Count(weight);
                epochs.Add(epoch);
            }
            page.Samples.Add(new PlacedSample(sample, epochs));
        }
        if (page.Samples.Count > 0)
            yield return page.Done(isLast: true);
    }

    private static (int Attempts, int Characters) Weight(SampleEvidence sample, int epoch)
    {
        var (count, characters) = (0, 0);
        foreach (var attempt in sample.Attempts)
        {
            if (attempt.Epoch != epoch)
                continue;
            count++;
            characters +=
                2 * Math.Min(attempt.Text?.Length ?? 0, LongTexts.Shown) + Math.Min(attempt.Reasoning?.Length ?? 0, LongTexts.Shown) + 1_000;
        }

        return (count, characters);
    }

    private sealed class Draft(int number)
    {
        private int _attempts;
        private int _characters;

        public int Number => number;

        public List<PlacedSample> Samples { get; } = [];

        public bool IsFull((int Attempts, int Characters) more, bool startsSample) =>
            _attempts > 0
            && (
                _attempts + more.Attempts > AttemptsOnPage
                || _characters + more.Characters > CharactersOnPage
                || startsSample && Samples.Count == SamplesOnPage
            );

        public void Count((int Attempts, int Characters) more) =>
            (_attempts, _characters) = (_attempts + more.Attempts, _characters + more.Characters);

        public PageOfSamples Done(bool isLast) => new(number, Samples, isLast);
    }
}
