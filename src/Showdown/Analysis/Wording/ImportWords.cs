using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Analysis.Wording;

/// <summary>What has to be said of results that another program recorded.</summary>
internal static class ImportWords
{
    /// <summary>For the top of every page; null where the run's models were asked from here.</summary>
    public static string? Banner(IEnumerable<RunSettings> runs)
    {
        var all = runs.ToList();
        var imports = all.Select(s => s.Import).OfType<Import>().ToList();
        if (imports.Count == 0)
            return null;
        return $"{(imports.Count == all.Count ? "These results were" : "Some of these results were")} recorded elsewhere ({Programs(imports)}): no model was asked from here. What was not written down (times, prices, settings) is not known, and no speed is compared.";
    }

    /// <summary>The same, short: "imported from promptfoo"; null where nothing was.</summary>
    public static string? Short(RunSettings settings) => settings.Import is { } import ? $"imported from {Programs([import])}" : null;

    /// <summary>What else keeps the models of an imported run apart, in sentences.</summary>
    public static IReadOnlyList<string> Notes(RunSettings settings) =>
        [
            .. from apart in settings.Import?.PromptsApart ?? []
            select $"On {apart.BenchmarkId}, {Format.Count(apart.Different)} of {Format.Counted(apart.Known, "question", "questions")} were put to {apart.A} and {apart.B} in different words: what is compared there is model and prompt together.",
        ];

    /// <summary>How our scorer and the recorded scores agree, a sentence for each model on each benchmark.</summary>
    public static IReadOnlyList<string> Judged(RunSettings settings, IReadOnlyList<JudgedBeside> judged) =>
        [
            .. from j in judged
            let ours = settings.ScorerOf(j.BenchmarkId, j.Version)
            let theirs = settings.ScorerOf(j.BenchmarkId, ImportedEvaluation.TheirScores)
            select j.Different == 0
                ? $"{j.ModelId} on {j.BenchmarkId}: {ours} and {theirs} agree on all {Format.Counted(j.Judged, "answer", "answers")}."
                : $"{j.ModelId} on {j.BenchmarkId}: of {Format.Counted(j.Judged, "answer", "answers")} {ours} judges {Format.Count(j.Different)} otherwise than {theirs}.",
        ];

    private static string Programs(List<Import> imports) => Format.List([.. imports.SelectMany(i => i.Programs).Distinct()]);
}
