using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Fidelity;

/// <summary>A host against the reference on a benchmark that scores, by the rules of every report.</summary>
/// <param name="Title">Of the benchmark.</param>
/// <param name="Comparison">The host less the reference, adjusted as the run's report has it.</param>
/// <param name="Compared">Comparisons of the report, of which this is one.</param>
internal sealed record HostQuality(string Title, PairedComparison Comparison, int Compared)
{
    /// <summary>Single attempts of two hosts of one model are assumed to differ at one question in ten before any have been made.</summary>
    private const double Disagreement = 0.1;

    /// <summary>What is worth finding, and the chance at which it is to be found.</summary>
    private const double Plain = 0.05;
    private const double Chance = 0.8;

    public Verdict Verdict => Comparison.Verdict;

    /// <summary>"worse", or "not enough data: 200 questions are too few, about 1,400 would show a difference of 5 points".</summary>
    public string Words =>
        Verdict == Verdict.NotEnoughData
            ? $"{VerdictWords.Word(Verdict)}: {QuestionsNeeded.Words(Comparison, Compared)}"
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

    /// <summary>How many questions a verdict on quality takes, before any is asked.</summary>
    /// <param name="settings">Of a job with hosts.</param>
    /// <param name="questions">Of a benchmark: how many each host is to be asked; null: not known.</param>
    public static IEnumerable<string> Beforehand(RunSettings settings, Func<string, int?> questions)
    {
        if (settings.Job.Hosts is not { } plan)
            yield break;
        var margin = RunResults.Margin(settings);
        foreach (var benchmark in settings.Benchmarks.Where(b => !b.ComparesHosts && !b.IsPairwise))
        {
            var hosts = settings.Models.Count(m => m.Id != plan.Again && settings.Asks(benchmark.Id, m.Id));
            var epochs = settings.Job.Benchmarks.FirstOrDefault(b => b.Id == benchmark.Id)?.Epochs ?? benchmark.Protocol.Epochs;
            var spread = new PairedSpread(1, epochs, Disagreement / epochs, Disagreement / epochs);
            var equal = Power.NeededForEquivalence(spread, margin, Chance);
            var worse = Power.Needed(spread, Math.Max(Plain, margin), Chance, Math.Max(1, hosts * (hosts - 1) / 2));
            var asked = questions(benchmark.Id) is { } count ? $"{Format.Counted(count, "question", "questions")} a host; " : "";
            yield return $"quality, {benchmark.Title}: {asked}where two hosts differ at one question in ten, it takes about {Rounded(equal)} to show one "
                + $"equivalent to the reference within {VerdictWords.Points(margin)}, and about {Rounded(worse)} to show one that is {VerdictWords.Points(Math.Max(Plain, margin))} worse";
        }
    }

    // Two digits: the assumption is no better.
    private static string Rounded(double count)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, count))) - 1));
        return Format.Count((long)(Math.Ceiling(count / step) * step));
    }
}
