using Showdown.Domain;

namespace Showdown.Analysis.Published;

/// <summary>A published figure beside a measured one.</summary>
/// <param name="Reasons">Why the two cannot be compared; empty: they can.</param>
/// <param name="Caveats">What a reader should know and what does not forbid comparing.</param>
public sealed record PublishedComparison(PublishedScore Published, IReadOnlyList<string> Reasons, IReadOnlyList<string> Caveats)
{
    private const string Instruct = "instruct";

    public bool IsComparable => Reasons.Count == 0;

    /// <summary>
    /// Figures of the same model or family on the same or a related benchmark: comparable ones first, then those with the fewest reasons.
    /// </summary>
    public static IReadOnlyList<PublishedComparison> Find(IEnumerable<PublishedScore> published, MeasuredEvaluation measured) =>
        measured.Model.IsSimulated
            ? []
            :
            [
                .. published
                    .Where(p =>
                        IsRelated(p.Benchmark, measured.Benchmark.Id) && (IsSameModel(p.Model, measured) || IsSameFamily(p.Model, measured.Model))
                    )
                    .Select(p => new PublishedComparison(p, [.. ReasonsOf(p, measured)], [.. CaveatsOf(p, measured)]))
                    .OrderBy(c => c.Reasons.Count)
                    .ThenBy(c => IsSameModel(c.Published.Model, measured) ? 0 : 1)
                    .ThenBy(c => c.Published.IsPrimary ? 0 : 1),
            ];

    /// <summary>Figures of the model itself, else of its family, where nothing was measured: one a benchmark, in the order of the file.</summary>
    public static IReadOnlyList<PublishedScore> Unmeasured(IEnumerable<PublishedScore> published, ModelSettings model, Capability capability) =>
        model.IsSimulated
            ? []
            :
            [
                .. published
                    .Where(p =>
                        p.Benchmark.Capability == capability && p.Model.Variant == (model.Facts.Variant ?? Instruct) && IsSameFamily(p.Model, model)
                    )
                    .GroupBy(p => p.Benchmark.Id)
                    .Select(g => g.OrderBy(p => p.Model.HostIds.Contains(model.Model.ToLowerInvariant()) ? 0 : 1).First()),
            ];

    private static bool IsRelated(PublishedBenchmark benchmark, string ours) =>
        benchmark.Id == ours || benchmark.SameSamples.Contains(ours) || benchmark.Beside.Contains(ours);

    private static bool IsSameModel(PublishedModel model, MeasuredEvaluation measured) =>
        model.HostIds.Contains(measured.Model.Model.ToLowerInvariant())
        || (measured.ServedModel is { } served && model.HostIds.Contains(served.ToLowerInvariant()));

    // "Kimi K2 at Novita" is of the family "Kimi K2".
    private static bool IsSameFamily(PublishedModel model, ModelSettings measured)
    {
        var family = measured.DisplayName;
        return family.StartsWith(model.Family, StringComparison.OrdinalIgnoreCase)
            && (family.Length == model.Family.Length || !char.IsLetterOrDigit(family[model.Family.Length]));
    }

    private static IEnumerable<string> ReasonsOf(PublishedScore published, MeasuredEvaluation measured)
    {
        var variant = measured.Model.Facts.Variant ?? Instruct;
        if (published.Model.Variant != variant)
        {
            yield return published.Model.Variant == "base"
                ? $"published for the base model {published.Model.Name}; measured is an instruct model behind a chat endpoint"
                : $"published for the instruct model {published.Model.Name}; measured is a base model";
        }
        else if (!IsSameModel(published.Model, measured))
        {
            yield return $"published for {published.Model.Name}; measured is '{measured.ServedModel ?? measured.Model.Model}'";
        }

        if (measured.IsImported)
            yield return "asked by another program, whose prompt and settings are not known here";
        foreach (var reason in SampleReasons(published.Benchmark, measured))
            yield return reason;
        if (published.Protocol.Scoring == "likelihood")
            yield return "published by comparing the options' likelihoods; measured by the text that was generated";
        if (published.Protocol.Shots is { } shots && shots != measured.Benchmark.Shots)
            yield return $"published with {Shots(shots)}; measured with {Shots(measured.Benchmark.Shots)}";
        if (published.Metric == "macro")
            yield return "published as the mean of groups (macro); measured as the mean of questions";
        if (published.Protocol.OutputCap is { } cap && measured.Sampling.MaxOutputTokens is { } ours && cap != ours)
            yield return $"published with an output cap of {cap:N0} tokens; measured with {ours:N0}";
        if (published.Protocol.OutputCap is { } stated && measured.Sampling.MaxOutputTokens is null)
            yield return $"published with an output cap of {stated:N0} tokens; measured with none of ours, only the host's own";
    }

    private static IEnumerable<string> SampleReasons(PublishedBenchmark benchmark, MeasuredEvaluation measured)
    {
        if (benchmark.Id != measured.Benchmark.Id && !benchmark.SameSamples.Contains(measured.Benchmark.Id))
            yield return $"published on other questions: {benchmark.Title}";
        else if (benchmark.Samples is { } samples && measured.SamplesAsked != samples)
            yield return $"published on all {samples:N0} questions; measured on {measured.SamplesAsked:N0} of them";
    }

    private static IEnumerable<string> CaveatsOf(PublishedScore published, MeasuredEvaluation measured)
    {
        if (published.CopiedFrom is { } vendor)
            yield return $"copied from {vendor}'s own report, whose protocol is not stated here";
        if (published.Repeats is { } repeats && repeats != measured.Epochs)
            yield return $"mean over {repeats} answers to each question; measured over {measured.Epochs}: the same quantity with another error";
        if (published.Protocol.Temperature is { } theirs && measured.Sampling.Temperature is { } ours && Math.Abs(theirs - ours) > 0.05)
            yield return $"published at temperature {theirs:0.0#}; measured at {ours:0.0#}";
        if (published.Protocol.OutputCap is null)
            yield return "the published output cap is not known";
        if (published.Protocol.Temperature is null)
            yield return "the published temperature is not known";
        if (!published.IsPrimary)
            yield return "read in a copy of the source";
        if (published.Note is { } note)
            yield return note;
    }

    private static string Shots(int shots) => shots == 0 ? "no worked examples" : $"{shots} worked examples";
}
