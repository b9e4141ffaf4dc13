using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>The first sentence of a report: all verdicts in one breath, without figures. The scoreboard below it has those.</summary>
internal static class Headline
{
    /// <summary>With more benchmarks than this in a clause their number stands for their names.</summary>
    private const int MaxNamed = 3;

    public static string Of(RunResults results, RunNames names) =>
        names.Models.Count switch
        {
            _ when results.Evaluations.Count == 0 => "This run measures speed; nothing is judged.",
            _ when results.Evaluations.All(e => e.Score.Value is null) => "Nothing could be scored in this run.",
            _ when NoVerdict.Of(results.Facts.Run) is { } why => why,
            1 => One(results, names),
            _ when results.Pairs.Count == 0 => "The models were not asked the same questions.",
            _ when WhichForWhat.Of(results, names) is { } which => Joined(which.Overall, Unnamed(results), names),
            _ => ByBenchmark(results, names),
        };

    private static string ByBenchmark(RunResults results, RunNames names) => names.Models.Count == 2 ? Two(results, names) : Many(results, names);

    /// <summary>The benchmarks that no capability speaks for.</summary>
    private static RunResults Unnamed(RunResults results)
    {
        var named = results.Capabilities.SelectMany(c => c.Benchmarks).ToHashSet(StringComparer.Ordinal);
        return results with { Pairs = [.. results.Pairs.Where(p => !named.Contains(p.BenchmarkId))] };
    }

    private static string Joined(string overall, RunResults rest, RunNames names) =>
        rest.Pairs.Count == 0 ? overall : $"{overall} {ByBenchmark(rest, names)}";

    private static string One(RunResults results, RunNames names)
    {
        var scores = results
            .Evaluations.Where(e => e.Score.Value is not null)
            .Select(e => $"{Format.Percent(e.Score.Value)} of {names.Benchmark(e.Facts.Row.BenchmarkId).Title}")
            .ToList();
        return scores.Count > MaxNamed
            ? $"{names.Models[0].Name} on {scores.Count} benchmarks."
            : $"{names.Models[0].Name} answers {Format.List(scores)} right.";
    }

    private static string Two(RunResults results, RunNames names)
    {
        var (a, b) = (names.Models[0].Name, names.Models[1].Name);
        var clauses = new List<string>();
        Add(Verdict.Better, on => $"{a} is better than {b} on {on}");
        Add(Verdict.Worse, on => clauses.Count == 0 ? $"{b} is better than {a} on {on}" : $"{b} is better on {on}");
        Add(Verdict.Equivalent, on => clauses.Count == 0 ? $"{a} and {b} are equivalent on {on}" : $"the two are equivalent on {on}");
        foreach (var silent in results.Pairs.Where(p => p.WhyNot is not null).GroupBy(p => p.WhyNot))
            clauses.Add(
                $"{a} and {b} could not be compared on {On([.. silent.Select(p => names.Benchmark(p.BenchmarkId).Title)], results.Pairs.Count)}: {silent.Key}"
            );
        Add(
            Verdict.NotEnoughData,
            on => clauses.Count == 0 ? $"Not enough data to tell {a} and {b} apart on {on}" : $"not enough data to tell them apart on {on}",
            every: "any of"
        );
        return string.Join("; ", clauses) + ".";

        void Add(Verdict verdict, Func<string, string> say, string every = "all")
        {
            var on = results
                .Pairs.Where(p => p.WhyNot is null && p.Comparison.Verdict == verdict)
                .Select(p => names.Benchmark(p.BenchmarkId).Title)
                .ToList();
            if (on.Count > 0)
                clauses.Add(say(On(on, results.Pairs.Count, every)));
        }
    }

    private static string Many(RunResults results, RunNames names)
    {
        var scored = results.Evaluations.Where(e => e.Score.Value is not null).Select(e => e.Facts.Row.ModelId).ToHashSet(StringComparer.Ordinal);
        var silent = names.Models.Where(m => !scored.Contains(m.Id)).Select(m => m.Name).ToList();
        var why = silent.Count == 0 ? "" : $"{Format.List(silent)} could not be compared: {results.Pairs.First(p => p.WhyNot is not null).WhyNot}.";
        return results.Pairs.All(p => p.WhyNot is not null) && silent.Count > 0 ? why : $"{Order(results, names)}. {why}".TrimEnd();
    }

    private static string Order(RunResults results, RunNames names)
    {
        var standings = Standing.Of(results);
        string Title(Standing s) => names.Benchmark(s.On).Title;
        if (standings is [{ Ahead.Count: > 0 } only])
            return $"{only.Words(names)} on {Title(only)}";
        if (standings.Count > MaxNamed)
            return Counted(standings, names);
        var clauses = standings
            .Where(s => s.Ahead.Count > 0)
            .GroupBy(s => string.Join('\n', s.Ahead.Order(StringComparer.Ordinal)))
            .OrderByDescending(g => g.Count())
            .Select(g =>
                $"{Format.List([.. g.First().Ahead.Select(id => names.Model(id).Name)])} ahead on {On([.. g.Select(Title)], standings.Count)}"
            )
            .ToList();
        var open = standings.Where(s => s.Ahead.Count == 0).Select(Title).ToList();
        if (open.Count > 0)
            clauses.Add(
                clauses.Count == 0
                    ? $"Not enough data for an order of the models on {On(open, standings.Count)}"
                    : $"not enough data for an order on {On(open, standings.Count)}"
            );
        return string.Join("; ", clauses);
    }

    /// <summary>"A is ahead on all 6 benchmarks, B on 4 and C on 2."</summary>
    private static string Counted(IReadOnlyList<Standing> standings, RunNames names)
    {
        var leads = names
            .Models.Select(m => (m.Name, Count: standings.Count(s => s.Ahead.Contains(m.Id))))
            .Where(l => l.Count > 0)
            .OrderByDescending(l => l.Count)
            .ToList();
        if (leads.Count == 0)
            return $"Not enough data for an order of the models on any of {standings.Count} benchmarks";
        var first =
            $"{leads[0].Name} is ahead on {(leads[0].Count == standings.Count ? $"all {standings.Count}" : $"{leads[0].Count} of {standings.Count}")} benchmarks";
        var open = standings.Count(s => s.Ahead.Count == 0);
        return Format.List([first, .. leads.Skip(1).Select(l => $"{l.Name} on {l.Count}")])
            + (open == 0 ? "" : $"; not enough data for an order on {open}");
    }

    private static string On(List<string> titles, int all, string every = "all") =>
        titles.Count <= MaxNamed ? Format.List(titles)
        : titles.Count == all ? $"{every} {all} benchmarks"
        : $"{titles.Count} of {all} benchmarks";
}
