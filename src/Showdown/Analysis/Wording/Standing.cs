using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>The order of several models, as far as it was shown: each of those ahead is better than each of those behind.</summary>
/// <param name="On">A benchmark's id, or a capability.</param>
/// <param name="Ahead">Model ids, the highest score first; empty where no order could be shown.</param>
/// <param name="Behind">Model ids, the highest score first.</param>
/// <param name="Models">Models that were compared.</param>
internal sealed record Standing(string On, IReadOnlyList<string> Ahead, IReadOnlyList<string> Behind, int Models)
{
    /// <summary>True when one model is better than every other.</summary>
    public bool HasWinner => Ahead.Count == 1 && Behind.Count == Models - 1;

    /// <summary>
    /// One for each benchmark. Of all ways to cut the order of scores into a group ahead and one behind, the one that tells the most pairs apart.
    /// </summary>
    public static IReadOnlyList<Standing> Of(RunResults results) =>
        [
            .. results
                .Pairs.GroupBy(p => p.BenchmarkId)
                .Select(b =>
                    Of(
                        b.Key,
                        [.. b],
                        results.Evaluations.Where(e => e.Facts.Row.BenchmarkId == b.Key).ToDictionary(e => e.Facts.Row.ModelId, e => e.Score.Value)
                    )
                ),
        ];

    /// <summary>"A and B ahead of D and E"; null where no order could be shown.</summary>
    public string? Words(RunNames names) => Ahead.Count == 0 ? null : $"{Leaders(names)} ahead of {(HasWinner ? "all others" : Followers(names))}";

    public string Leaders(RunNames names) => Names(Ahead, names);

    public string Followers(RunNames names) => Names(Behind, names);

    /// <param name="scores">By model id.</param>
    public static Standing Of(string on, IReadOnlyList<ModelPair> pairs, IReadOnlyDictionary<string, double?> scores)
    {
        // Who was not asked is neither ahead nor behind.
        var scored = pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Where(m => scores.GetValueOrDefault(m) is not null);
        // Scores of models that asked different numbers of questions say less of an order than what was shown.
        var order = scored
            .OrderByDescending(m => pairs.Any(p => p.Comparison.Sequential is not null) ? Wins(m) : 0)
            .ThenByDescending(m => scores[m])
            .ToList();
        var best = (Ahead: 0, Behind: order.Count);
        for (var ahead = 1; ahead < order.Count; ahead++)
        {
            var behind = order.Count;
            while (behind > ahead && order.Take(ahead).All(a => IsBetter(a, order[behind - 1])))
                behind--;
            if (ahead * (order.Count - behind) > best.Ahead * (order.Count - best.Behind))
                best = (ahead, behind);
        }
        return new Standing(on, [.. order.Take(best.Ahead)], [.. order.Skip(best.Behind)], order.Count);

        int Wins(string model) =>
            pairs.Count(p => p.IsAbout(model) && p.Against(model).Verdict == Verdict.Better)
            - pairs.Count(p => p.IsAbout(model) && p.Against(model).Verdict == Verdict.Worse);

        bool IsBetter(string a, string b) => pairs.Any(p => p.Between(a, b)?.Verdict == Verdict.Better);
    }

    private static string Names(IReadOnlyList<string> ids, RunNames names) => Format.List([.. ids.Select(id => names.Model(id).Name)]);
}
