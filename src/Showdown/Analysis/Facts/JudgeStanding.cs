using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Facts;

/// <summary>A judge of a benchmark of a run, and how far it can be trusted.</summary>
internal sealed record JudgeStanding(string BenchmarkId, ModelSettings Judge)
{
    /// <summary>Null when it was never measured by this rubric, nor by the general one.</summary>
    public JudgePassport? Passport { get; init; }

    /// <summary>True when the passport is by the general rubric, and the benchmark's is another one.</summary>
    public bool IsByOtherRubric { get; init; }

    /// <summary>Contestants of its own family, which it judges all the same.</summary>
    public IReadOnlyList<ModelSettings> OfFamily { get; init; } = [];

    /// <summary>Verdicts asked of it, over all models.</summary>
    public long Verdicts { get; init; }

    /// <summary>Of these, verdicts that failed or could not be read.</summary>
    public long Missing { get; init; }

    /// <summary>Null when its price is not known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Why what it says may fail no gate; empty: it may.</summary>
    public IReadOnlyList<string> Misses => Passport is null ? ["it was never measured"] : JudgeFloor.Default.Misses(Passport);

    public static async Task<IReadOnlyList<JudgeStanding>> ReadAsync(
        RunReader reader,
        RunRow run,
        IReadOnlyList<EvaluationRow> evaluations,
        CancellationToken cancel
    )
    {
        var standings = new List<JudgeStanding>();
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.IsJudged))
        {
            var rows = evaluations.Where(e => e.BenchmarkId == benchmark.Id).ToList();
            if (rows.Count == 0)
                continue;
            var (rule, uses) = benchmark.IsPairwise
                ? await OfPairsAsync(reader, run, benchmark, cancel)
                : await OfScoresAsync(reader, run, benchmark, rows, cancel);
            if (rule is null)
                continue;
            foreach (var judge in rule.Judges)
                standings.Add(await OfAsync(reader, run, benchmark, rule, judge, [.. uses.Where(u => u.JudgeId == judge.Id)], cancel));
        }

        return standings;
    }

    private static async Task<(JudgingRule? Rule, IReadOnlyList<JudgingUse> Uses)> OfScoresAsync(
        RunReader reader,
        RunRow run,
        BenchmarkSettings benchmark,
        List<EvaluationRow> rows,
        CancellationToken cancel
    )
    {
        var uses = new List<JudgingUse>();
        foreach (var row in rows)
            uses.AddRange(await reader.JudgingUsesAsync(row, cancel));
        return (await reader.JudgingRuleAsync(rows[0], cancel) ?? JudgedBenchmarks.RuleOf(run.Settings, benchmark), uses);
    }

    private static async Task<(JudgingRule? Rule, IReadOnlyList<JudgingUse> Uses)> OfPairsAsync(
        RunReader reader,
        RunRow run,
        BenchmarkSettings benchmark,
        CancellationToken cancel
    ) =>
        await reader.Pairs.JudgingAsync(run.Id, benchmark.Id, cancel) is { } judging
            ? (judging.Rule, await reader.Pairs.UsesAsync(run.Id, benchmark.Id, judging.Judging, cancel))
            : (JudgedBenchmarks.RuleOf(run.Settings, benchmark), []);

    private static async Task<JudgeStanding> OfAsync(
        RunReader reader,
        RunRow run,
        BenchmarkSettings benchmark,
        JudgingRule rule,
        ModelSettings judge,
        IReadOnlyList<JudgingUse> uses,
        CancellationToken cancel
    )
    {
        var own = await reader.JudgePassportAsync(JudgedBenchmarks.IdentityOf(judge, rule.Rubric), cancel);
        var passport = own ?? await reader.JudgePassportAsync(JudgedBenchmarks.IdentityOf(judge, Rubric.General), cancel);
        return new JudgeStanding(benchmark.Id, judge)
        {
            Passport = passport,
            IsByOtherRubric = own is null && passport is not null && rule.Rubric.Sha256 != Rubric.General.Sha256,
            OfFamily = [.. JudgeSettings.OfOneFamily([judge], run.Settings.Models).Select(f => f.Contestant)],
            Verdicts = uses.Sum(u => u.Verdicts),
            Missing = uses.Sum(u => u.Missing),
            CostUsd = uses.Any(u => u.CostUsd is null) ? null : uses.Sum(u => u.CostUsd),
        };
    }
}
