using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Fidelity;

/// <summary>A host against the reference on a benchmark that scores, by the rules of every report.</summary>
/// <param name="Title">Of the benchmark.</param>
/// <param name="Comparison">The host less the reference, adjusted as the run's report has it.</param>
/// <param name="Compared">Comparisons of the report, of which this is one.</param>
internal sealed record HostQuality(string Title, PairedComparison Comparison, int Compared)
{
    public Verdict Verdict => Comparison.Verdict;

    /// <summary>"worse", or "not enough data: 200 questions are too few, about 1,400 would show a difference of 5 points".</summary>
    public string Words =>
        Verdict == Verdict.NotEnoughData
            ? $"{VerdictWords.Word(Verdict)}: {SamplesNeeded.Words(Comparison, Compared)}"
            : $"{VerdictWords.Word(Verdict)} ({VerdictWords.Span(Comparison)})";

    /// <returns>By model id; none of the reference itself.</returns>
    public static Dictionary<string, IReadOnlyList<HostQuality>> Of(RunResults results, HostsPlan plan)
    {
        var settings = results.Facts.Run.Settings;
        return settings.Models.ToDictionary(
            model => model.Id,
            model =>
                (IReadOnlyList<HostQuality>)
                    [
                        .. from benchmark in settings.Benchmarks
                        let comparison = results.Between(benchmark.Id, model.Id, plan.Reference)
                        where comparison is not null
                        select new HostQuality(benchmark.Title, comparison, results.Compared),
                    ],
            StringComparer.Ordinal
        );
    }
}
