using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>The answer of a run: which model for what.</summary>
/// <param name="Overall">All capabilities in one sentence that can be read aloud.</param>
/// <param name="Beside">How the models' prices and times compare, in one sentence; null where that is not known.</param>
internal sealed record WhichForWhat(string Overall, string? Beside, IReadOnlyList<ForWhat> Rows)
{
    /// <returns>Null where there is nothing to compare, the run gives no verdicts, or no benchmark says what it is a test of.</returns>
    public static WhichForWhat? Of(RunResults results, RunNames names)
    {
        if (names.Models.Count < 2 || results.Capabilities.Count == 0)
            return null;
        var rows = results.Capabilities.Select(c => ForWhat.Of(c, names, results)).ToList();
        return new WhichForWhat(
            names.Models.Count == 2 ? Two(rows, names) : Many(rows, names),
            TradeWords.Overall(ModelTotals.Of(results, names)),
            rows
        );
    }

    private static string Two(List<ForWhat> rows, RunNames names)
    {
        var (a, b) = (names.Models[0].Name, names.Models[1].Name);
        var clauses = new List<string>();
        Add(Verdict.Better, what => $"{a} is better for {what}");
        Add(Verdict.Worse, what => clauses.Count == 0 ? $"{b} is better for {what}" : $"{b} for {what}");
        Add(Verdict.Equivalent, what => clauses.Count == 0 ? $"{a} and {b} are equivalent for {what}" : $"for {what} they are equivalent");
        foreach (var silent in rows.Where(r => r.Pair?.WhyNot is not null).GroupBy(r => r.Pair!.WhyNot))
            clauses.Add($"{(clauses.Count == 0 ? $"{a} and {b}" : "they")} could not be compared for {Listed(silent)}: {silent.Key}");
        Add(
            Verdict.NotEnoughData,
            what => clauses.Count > 0 ? $"for {what} the data do not say" : $"For {what} the data do not say whether {a} or {b} is better"
        );
        return string.Join("; ", clauses) + ".";

        void Add(Verdict verdict, Func<string, string> say)
        {
            var found = rows.Where(r => r.Pair is { WhyNot: null } p && p.Comparison.Verdict == verdict).ToList();
            if (found.Count > 0)
                clauses.Add(say(verdict == Verdict.NotEnoughData ? Listed(found) : Shown(found)));
        }
    }

    private static string Many(List<ForWhat> rows, RunNames names)
    {
        var clauses = rows.Where(r => r.Standing.Ahead.Count > 0)
            .GroupBy(r => string.Join('\n', r.Standing.Ahead.Order(StringComparer.Ordinal)))
            .OrderByDescending(g => g.Count())
            .Select(g => $"{g.First().Standing.Leaders(names)} {(g.First().Standing.Ahead.Count == 1 ? "is" : "are")} ahead for {Shown(g)}")
            .ToList();
        var alike = rows.Where(r => r.Css == "equivalent").ToList();
        if (alike.Count > 0)
            clauses.Add($"for {Shown(alike)} all are equivalent");
        var open = rows.Where(r => r.Standing.Ahead.Count == 0).Except(alike).ToList();
        if (open.Count > 0)
            clauses.Add(
                clauses.Count > 0
                    ? $"for {Listed(open)} the data do not say"
                    : $"The data do not say which of {names.Models.Count} models is better for {Listed(open)}"
            );
        var sentence = string.Join("; ", clauses) + ".";
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    // What is shown may be shown of how answers are laid out.
    private static string Shown(IEnumerable<ForWhat> rows) =>
        Format.List([.. rows.Select(r => r.RestsOnLayout ? $"{r.What} (another verdict if answers were laid out alike)" : r.What)]);

    private static string Listed(IEnumerable<ForWhat> rows) => Format.List([.. rows.Select(r => r.What)]);
}
