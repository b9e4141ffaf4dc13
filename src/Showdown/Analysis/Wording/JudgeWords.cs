using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Analysis.Wording;

/// <summary>A judge's passport in words.</summary>
internal static class JudgeWords
{
    /// <summary>What was measured, each with its figure and its interval: in this order everywhere.</summary>
    public static IReadOnlyList<(string Name, string Value, string Interval)> Rows(JudgePassport passport) =>
        [
            ("Right, both orders taken together", Format.Percent(passport.Accuracy?.Value), Shares(passport.Accuracy)),
            .. passport.Sets.Count > 1
                ? passport.Sets.Select(s =>
                    ($"  {s.Name} ({Format.Counted(s.Accuracy.Count, "pair", "pairs")})", Format.Percent(s.Accuracy.Value), Shares(s.Accuracy))
                )
                : [],
            ("Right in both orders", Format.Percent(passport.BothRight?.Value), Shares(passport.BothRight)),
            ("Always one label would be right in", Format.Percent(passport.BaseRate), ""),
            ("Always the longer answer would be right in", Format.Percent(passport.LongerIsBetter), ""),
            ("Agreement beyond chance (kappa)", passport.Kappa is { } kappa ? Format.Number(kappa, 2) : Format.Unknown, ""),
            ("Verdict holds when answers change places", Format.Percent(passport.Held?.Value), Shares(passport.Held)),
            ("Lean to what is shown first (points)", Format.SignedPoints(passport.PositionLean?.Value), Shares(passport.PositionLean)),
            ("Lean to the longer answer (points)", Format.SignedPoints(passport.LengthLean?.Value), Shares(passport.LengthLean)),
            ("Won by an empty answer", Format.Percent(passport.Empty?.Value), Shares(passport.Empty)),
            ("Won by a constant answer", Format.Percent(passport.Constant?.Value), Shares(passport.Constant)),
            ("Agrees with itself when asked again", Format.Percent(passport.Repeats?.Value), Shares(passport.Repeats)),
            ("Replies without a verdict", Format.Percent(passport.Unread?.Value), Shares(passport.Unread)),
            ("Verdicts missing after all tries", Format.Percent(passport.Missing?.Value), Shares(passport.Missing)),
        ];

    /// <summary>One line for a page or a terminal.</summary>
    public static string Line(JudgePassport passport) =>
        $"Judge {passport.JudgeId}{(passport.IsSimulated ? " (simulated)" : "")}: right in {Format.Percent(passport.Accuracy?.Value)} "
        + $"({Shares(passport.Accuracy)}) of {Format.Counted(passport.Pairs, "pair", "pairs")} ({passport.Labels}), "
        + $"holds {Format.Percent(passport.Held?.Value)} of its verdicts when answers change places, "
        + $"leans {Format.SignedPoints(passport.PositionLean?.Value)} points to what is shown first and "
        + $"{Format.SignedPoints(passport.LengthLean?.Value)} to the longer answer; measured {Format.Date(passport.MadeAt)}.";

    /// <summary>"judging $0.51": what a run's verdicts took, beside what its answers cost; null where no model judged.</summary>
    public static string? Cost(RunFacts facts)
    {
        decimal?[] costs =
        [
            .. facts.HeadToHeads.Where(h => h.Costs.Count > 0).Select(h => h.CostUsd),
            .. facts.Judges.Where(j => j.Verdicts > 0 && facts.HeadToHeads.All(h => h.BenchmarkId != j.BenchmarkId)).Select(j => j.CostUsd),
        ];
        return costs.Length == 0 ? null
            : costs.Contains(null) ? "judging at a cost not known"
            : $"judging {Format.Usd(costs.Sum())}";
    }

    /// <summary>Whether it may fail a gate, and why not.</summary>
    public static string Standing(JudgePassport passport) =>
        JudgeFloor.Default.Misses(passport) is { Count: > 0 } misses
            ? $"It may inform, and fails no gate: {string.Join("; ", misses)}."
            : "It reaches the floor: its verdicts may fail a gate.";

    /// <summary>A judge of a benchmark of a run: how far it can be trusted, and what it took.</summary>
    public static IReadOnlyList<string> Sentences(JudgeStanding standing) =>
        [
            standing.Passport is { } passport
                ? Line(passport) + (standing.IsByOtherRubric ? " That was by the general rubric, not by this benchmark's." : "")
                : $"Judge {standing.Judge.Id}{(standing.Judge.IsSimulated ? " (simulated)" : "")} was never measured: 'showdown judges check {standing.Judge.Id}' tells how far it can be trusted.",
            standing.Passport is { } measured ? Standing(measured) : "It may inform, and fails no gate.",
            .. standing.OfFamily.Count > 0
                ? new[]
                {
                    $"It judges its own family here ({Format.List([.. standing.OfFamily.Select(m => m.Id)])}), which judges favour; the job allows it.",
                }
                : [],
            $"{Format.Counted(standing.Verdicts, "verdict", "verdicts")}, {Format.Count(standing.Missing)} of them missing; {(standing.CostUsd is null ? "cost not known" : $"cost {Format.Usd(standing.CostUsd)}, beside what the answers cost")}.",
        ];

    /// <summary>Judges that judged their own family, for every page about the run; null: none did.</summary>
    public static string? OfFamily(IReadOnlyList<JudgeStanding> standings)
    {
        var own = standings.Where(s => s.OfFamily.Count > 0).DistinctBy(s => s.Judge.Id).ToList();
        return own.Count == 0
            ? null
            : string.Join(
                ' ',
                own.Select(s =>
                    $"Judge {s.Judge.Id} judged its own family here ({Format.List([.. s.OfFamily.Select(m => m.Id)])}), which judges favour."
                )
            );
    }

    /// <summary>A judge in a few words, to stand beside what it judged.</summary>
    public static string Short(JudgeStanding standing) =>
        $"judged by {standing.Judge.Id}{(standing.Judge.IsSimulated ? " (simulated)" : "")}, "
        + (
            standing.Passport?.Accuracy is { } accuracy
                ? $"right in {Format.Percent(accuracy.Value)} ({Shares(accuracy)}) of labelled pairs"
                : "which was never measured"
        )
        + (standing.OfFamily.Count > 0 ? ", of a contestant's family" : "");

    /// <summary>What differs from the last measurement on the same pairs by more than both intervals allow; empty where nothing does.</summary>
    public static IReadOnlyList<string> Changes(JudgePassport passport, JudgePassport last) =>
        [
            .. new[]
            {
                Change("right", passport.Accuracy, last.Accuracy),
                Change("held when answers change places", passport.Held, last.Held),
                Change("lean to what is shown first", passport.PositionLean, last.PositionLean),
                Change("lean to the longer answer", passport.LengthLean, last.LengthLean),
                Change("replies without a verdict", passport.Unread, last.Unread),
            }.OfType<string>(),
        ];

    private static string? Change(string name, Measured? now, Measured? last) =>
        now is null || last is null || (last.Low <= now.Value && now.Value <= last.High) || (now.Low <= last.Value && last.Value <= now.High)
            ? null
            : $"{name}: {Format.Percent(now.Value)}, was {Format.Percent(last.Value)}";

    private static string Shares(Measured? measured) => measured is null ? "" : Format.Interval(measured.Low, measured.High);
}
