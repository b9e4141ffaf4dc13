using Showdown.Judging.HeadToHead;
using Showdown.Judging.Labels;
using Showdown.Results;
using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.Facts;

/// <summary>The answers of two models to the same prompts, as judges compared them.</summary>
/// <param name="A">Comes first in the run.</param>
/// <param name="Pairs">One for each sample and epoch that either model attempted; without a value where an answer or a verdict is missing.</param>
internal sealed record ModelDuel(string A, string B, IReadOnlyList<JudgedPair> Pairs)
{
    /// <summary>Verdicts of single judges, each over both orders.</summary>
    public int Verdicts { get; init; }

    /// <summary>Of these, how many called another answer the better one as soon as they changed places.</summary>
    public int Inconsistent { get; init; }

    /// <summary>Pairs of which two judges came to different outcomes.</summary>
    public int Disputed { get; init; }

    /// <summary>What judges and people say of each prompt, or cluster, that was judged.</summary>
    public IReadOnlyList<LabelledUnit> Units { get; init; } = [];

    public int Won => Pairs.Count(p => p.Value > 0.5);

    public int Tied => Pairs.Count(p => p.Value == 0.5);

    public int Lost => Pairs.Count(p => p.Value < 0.5);

    /// <summary>The same from B's point of view.</summary>
    public ModelDuel Turned() =>
        new(B, A, [.. Pairs.Select(p => p with { Value = 1 - p.Value, StyleA = p.StyleB, StyleB = p.StyleA })])
        {
            Verdicts = Verdicts,
            Inconsistent = Inconsistent,
            Disputed = Disputed,
            Units = [.. Units.Select(u => new LabelledUnit(1 - u.Judge, 1 - u.People))],
        };

    public static ModelDuel Of(
        EvaluationFacts a,
        EvaluationFacts b,
        IReadOnlyDictionary<PairKey, List<PairVerdictRow>> judged,
        IReadOnlyList<AnswerStyle> styles,
        LabelFacts labels
    )
    {
        var (first, second) = (a.Row.ModelId, b.Row.ModelId);
        var (own, others) = (ByAnswer(styles, first), ByAnswer(styles, second));
        var samples = a.Tallies.Concat(b.Tallies).ToLookup(t => t.SampleId, StringComparer.Ordinal);
        var known = judged
            .Where(p => (p.Key.FirstModel, p.Key.SecondModel) == (first, second))
            .Select(p =>
                (
                    p.Key,
                    Panel: PanelVerdict.Of(p.Value),
                    Pair: new JudgedPair(p.Key.SampleId, PanelVerdict.Of(p.Value).Value)
                    {
                        Cluster = samples[p.Key.SampleId].FirstOrDefault()?.Cluster,
                        StyleA = own.GetValueOrDefault((p.Key.SampleId, p.Key.Epoch)),
                        StyleB = others.GetValueOrDefault((p.Key.SampleId, p.Key.Epoch)),
                    }
                )
            )
            .ToList();
        var there = known.CountBy(p => p.Key.SampleId).ToDictionary(StringComparer.Ordinal);
        // A pair without two answers, or that nobody has judged, may not vanish: it could have turned the verdict.
        var missing = samples.SelectMany(s =>
            Enumerable.Repeat(
                new JudgedPair(s.Key, null) { Cluster = s.First().Cluster },
                Math.Max(0, s.Max(t => t.Counts.Total) - there.GetValueOrDefault(s.Key))
            )
        );
        return new ModelDuel(first, second, [.. known.Select(p => p.Pair), .. missing])
        {
            Verdicts = known.Sum(p => p.Panel.Judged),
            Inconsistent = known.Sum(p => p.Panel.Inconsistent),
            Disputed = known.Count(p => p.Panel.IsDisputed),
            Units =
            [
                .. known
                    .Where(p => p.Pair.Value is not null)
                    .GroupBy(p => p.Pair.Unit, StringComparer.Ordinal)
                    .Select(u => new LabelledUnit(
                        u.Average(p => p.Pair.Value!.Value),
                        Mean([.. u.Where(p => labels.ByPair.ContainsKey(p.Key)).Select(p => labels.ByPair[p.Key])])
                    )),
            ],
        };
    }

    private static double? Mean(double[] values) => values.Length == 0 ? null : values.Average();

    private static Dictionary<(string Sample, int Epoch), StyleCounts?> ByAnswer(IReadOnlyList<AnswerStyle> styles, string model) =>
        styles
            .Where(s => s.ModelId == model)
            .ToDictionary(s => (s.SampleId, s.Epoch), s => (StyleCounts?)new StyleCounts(s.Tokens, s.Headers, s.Lists, s.Bold));
}
