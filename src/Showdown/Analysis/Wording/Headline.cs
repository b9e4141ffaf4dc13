using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>The first sentence of a report: all verdicts in one breath.</summary>
internal static class Headline
{
    private const int MostSizes = 2;

    public static string Of(RunResults results, RunNames names) => names.Models.Count switch
    {
        _ when results.Evaluations.Count == 0 => "This run measures speed; nothing is judged.",
        _ when results.Evaluations.All(e => e.Score.Value is null) => "Nothing could be scored in this run.",
        1 => One(results, names),
        2 => Two(results, names),
        _ => Many(results, names),
    };

    private static string One(RunResults results, RunNames names)
    {
        var scores = results.Evaluations.Where(e => e.Score.Value is not null)
            .Select(e => $"{Format.Percent(e.Score.Value)} of {names.Benchmark(e.Facts.Row.BenchmarkId).Title} ({Format.Count(e.Counts.Right)} of {Format.Count(e.Counts.Scored)})").ToList();
        return $"{names.Models[0].Name} answers {Format.List(scores)} right.";
    }

    private static string Two(RunResults results, RunNames names)
    {
        if (results.Pairs.Count == 0)
            return "The two models were not asked the same questions.";
        var (a, b) = (names.Models[0].Name, names.Models[1].Name);
        var decided = results.Pairs.Count(p => p.Comparison.Verdict is Verdict.Better or Verdict.Worse);
        var clauses = new List<string>();
        Add(Verdict.Better, on => $"{a} is better than {b} on {on}");
        Add(Verdict.Worse, on => clauses.Count == 0 ? $"{b} is better than {a} on {on}" : $"{b} is better on {on}");
        Add(Verdict.Equivalent, on => (clauses.Count == 0 ? $"{a} and {b} are equivalent on {on}" : $"the two are equivalent on {on}") + $" within {VerdictWords.Points(results.Pairs[0].Comparison.Margin)}");
        Add(Verdict.NotEnoughData, on => clauses.Count == 0 ? $"Not enough data to tell {a} and {b} apart on {on}" : $"not enough data to tell them apart on {on}");
        return string.Join("; ", clauses) + ".";

        void Add(Verdict verdict, Func<string, string> say)
        {
            var on = results.Pairs.Where(p => p.Comparison.Verdict == verdict).Select(p => names.Benchmark(p.BenchmarkId).Title + Size(p, decided)).ToList();
            if (on.Count > 0)
                clauses.Add(say(Format.List(on)));
        }
    }

    /// <summary>How much better; so that the sentence can be said in one breath only where few differ.</summary>
    private static string Size(PairResult pair, int shown)
    {
        var c = pair.Comparison;
        return shown > MostSizes ? "" : c.Verdict switch
        {
            Verdict.Better => $" ({VerdictWords.Span(c.Difference, c.Low, c.High)})",
            Verdict.Worse => $" ({VerdictWords.Span(-c.Difference, -c.High, -c.Low)})",
            _ => "",
        };
    }

    private static string Many(RunResults results, RunNames names)
    {
        var winners = new Dictionary<string, List<(string Title, PairResult Nearest)>>();
        var open = new List<string>();
        foreach (var benchmark in results.Pairs.GroupBy(p => p.BenchmarkId))
        {
            var title = names.Benchmark(benchmark.Key).Title;
            var winner = names.Models.FirstOrDefault(m => benchmark.Count(p => Beats(p, m.Id)) == names.Models.Count - 1);
            if (winner is null)
                open.Add($"{title}{Decided(benchmark)}");
            else
                Of(winner.Name).Add((title, benchmark.Where(p => Beats(p, winner.Id)).MinBy(p => Math.Abs(p.Comparison.Difference ?? 0))!));
        }
        var shown = winners.Sum(w => w.Value.Count);
        var clauses = winners.Select(w => $"{w.Key} is better than the other {names.Models.Count - 1} models on {Format.List([.. w.Value.Select(v => v.Title + Nearest(v.Nearest))])}").ToList();
        if (open.Count > 0)
            clauses.Add(clauses.Count == 0 ? $"No model could be shown to be the best on {Format.List(open)}" : $"no single best could be shown on {Format.List(open)}");
        return string.Join("; ", clauses) + ".";

        List<(string Title, PairResult Nearest)> Of(string name) => winners.TryGetValue(name, out var own) ? own : winners[name] = [];

        static string Decided(IEnumerable<PairResult> pairs) => pairs.Count(p => p.Comparison.DifferenceShown) is > 0 and var decided
            ? $" ({decided} of {pairs.Count()} pairs are decided)"
            : "";

        string Nearest(PairResult pair) => Size(pair, shown) is { Length: > 0 } size
            ? $" (nearest: {names.Model(pair.Comparison.Verdict == Verdict.Better ? pair.B : pair.A).Name},{size.Replace(" (", " ", StringComparison.Ordinal)}"
            : "";
    }

    private static bool Beats(PairResult pair, string model) =>
        pair.A == model && pair.Comparison.Verdict == Verdict.Better || pair.B == model && pair.Comparison.Verdict == Verdict.Worse;
}
