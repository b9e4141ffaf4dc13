using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.Labels;
using Showdown.Results;
using Showdown.Settings;

namespace Showdown.Operations;

/// <summary>Lets people say which of two answers of a run is the better one.</summary>
public sealed class LabelPairs(PairStore store, TimeProvider time)
{
    /// <summary>Benchmarks of a run whose answers are compared.</summary>
    public static IReadOnlyList<string> Benchmarks(RunRow run) => [.. run.Settings.Benchmarks.Where(b => b.IsPairwise).Select(b => b.Id)];

    /// <summary>The next pair that a rater has not seen; null when there is none left.</summary>
    /// <exception cref="SettingsException">The run has no such benchmark, or the rater no name.</exception>
    public async Task<(PairToLabel? Pair, int Done)> NextAsync(RunRow run, string benchmark, string rater, CancellationToken cancel)
    {
        Check(run, benchmark);
        rater = LabelLines.Rater(rater, "rater");
        var pairs = BlindPair.Order(run.Id, benchmark, await store.PairsAsync(run.Id, benchmark, cancel));
        var seen = (await store.LabelsAsync(run.Id, benchmark, cancel)).Where(l => l.Rater == rater).Select(l => l.Pair()).ToHashSet();
        foreach (var (token, key) in pairs.Where(p => !seen.Contains(p.Pair)))
        {
            if (await store.TextsAsync(run.Id, benchmark, key, cancel) is not { } texts)
                continue;
            var (left, right) = BlindPair.IsTurned(token, rater) ? (texts.Second, texts.First) : (texts.First, texts.Second);
            return (new PairToLabel(token, texts.Sample.Input, left, right, seen.Count, pairs.Count), seen.Count);
        }

        return (null, seen.Count);
    }

    /// <returns>False when the run has no such pair.</returns>
    /// <exception cref="SettingsException">The run has no such benchmark, or the rater no name.</exception>
    public async Task<bool> SaveAsync(RunRow run, string benchmark, string rater, string token, RaterChoice choice, CancellationToken cancel)
    {
        Check(run, benchmark);
        rater = LabelLines.Rater(rater, "rater");
        var found = (await store.PairsAsync(run.Id, benchmark, cancel)).FirstOrDefault(p => BlindPair.Token(run.Id, benchmark, p) == token);
        if (found is null)
            return false;
        var label = (choice, BlindPair.IsTurned(token, rater)) switch
        {
            (RaterChoice.Skip, _) => null,
            (RaterChoice.Tie, _) => nameof(PairOutcome.Tie),
            (RaterChoice.Left, false) or (RaterChoice.Right, true) => nameof(PairOutcome.First),
            _ => nameof(PairOutcome.Second),
        };
        await store.SaveAsync([Row(run.Id, benchmark, rater, found, label)], cancel);
        return true;
    }

    /// <summary>Lines of labels.jsonl, for every label that says something.</summary>
    public async IAsyncEnumerable<string> ExportAsync(
        RunRow run,
        string benchmark,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        Check(run, benchmark);
        foreach (var label in (await store.LabelsAsync(run.Id, benchmark, cancel)).Where(l => l.Label is not null))
        {
            if (await store.TextsAsync(run.Id, benchmark, label.Pair(), cancel) is { } texts)
                yield return LabelLines.Write(texts, label);
        }
    }

    /// <returns>Labels that were taken.</returns>
    /// <exception cref="SettingsException">The file cannot be read, or names a pair that the run has not; then nothing is taken.</exception>
    public async Task<int> ImportAsync(RunRow run, string benchmark, string path, CancellationToken cancel)
    {
        Check(run, benchmark);
        if (!File.Exists(path))
            throw new SettingsException($"There is no file '{path}'.");
        var pairs = (await store.PairsAsync(run.Id, benchmark, cancel)).ToHashSet();
        var rows = new List<PairLabelRow>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancel))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var place = $"{Path.GetFileName(path)}({number})";
            var row = LabelLines.Read(line, place);
            if (!pairs.Contains(row.Pair()))
                throw new SettingsException(
                    $"{place}: run {run.Id} has no answers of '{row.FirstModel}' and '{row.SecondModel}' to sample '{row.SampleId}' of '{benchmark}', in this order and epoch {row.Epoch}."
                );
            rows.Add(Row(run.Id, benchmark, row.Rater, row.Pair(), row.Label));
        }

        await store.SaveAsync(rows, cancel);
        return rows.Count;
    }

    private PairLabelRow Row(string runId, string benchmark, string rater, PairKey pair, string? label) =>
        new()
        {
            RunId = runId,
            BenchmarkId = benchmark,
            SampleId = pair.SampleId,
            Epoch = pair.Epoch,
            FirstModel = pair.FirstModel,
            SecondModel = pair.SecondModel,
            Rater = rater,
            Label = label,
            LabelledAt = time.GetUtcNow(),
        };

    private static void Check(RunRow run, string benchmark)
    {
        var known = Benchmarks(run);
        if (known.Count == 0)
            throw new SettingsException($"Run {run.Id} compares no answers: none of its benchmarks says 'compare: pairwise'.");
        if (!known.Contains(benchmark))
            throw new SettingsException($"Run {run.Id} compares no answers at '{benchmark}'.{Spelling.Hint(benchmark, known)}");
    }
}
