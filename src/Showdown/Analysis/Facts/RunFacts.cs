using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Facts;

/// <summary>What is stored about a run without its texts: small enough to hold. Attempts come as a stream beside it.</summary>
/// <param name="Evaluations">In the order of the job: benchmark by benchmark, model by model.</param>
internal sealed record RunFacts(RunRow Run, IReadOnlyList<EvaluationFacts> Evaluations)
{
    private const int MostDifferences = 50;

    /// <summary>What the endpoints were like when the run began; empty when they were not checked.</summary>
    public IReadOnlyList<PassportComparison> Passports { get; init; } = [];

    /// <summary>Of benchmarks that models judge: each judge, benchmark by benchmark.</summary>
    public IReadOnlyList<JudgeStanding> Judges { get; init; } = [];

    /// <summary>Benchmarks whose answers judges compared.</summary>
    public IReadOnlyList<HeadToHeadFacts> HeadToHeads { get; init; } = [];

    /// <summary>Of imported results: what our scorer judged beside the program that recorded them.</summary>
    public IReadOnlyList<JudgedBeside> Judged { get; init; } = [];

    /// <summary>The first of the answers on which the two differ.</summary>
    public IReadOnlyList<ScoreDifference> Differences { get; init; } = [];

    /// <summary>Two models whose answers judges compared, the first as A; null where nobody did.</summary>
    public ModelDuel? Duel(string benchmarkId, string a, string b) =>
        HeadToHeads
            .Where(h => h.BenchmarkId == benchmarkId)
            .SelectMany(h => h.Duels)
            .FirstOrDefault(d => (d.A, d.B) == (a, b) || (d.B, d.A) == (a, b))
            is { } duel
            ? duel.A == a
                ? duel
                : duel.Turned()
            : null;

    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public static async Task<RunFacts> ReadAsync(RunReader reader, string runId, CancellationToken cancel)
    {
        var run = await reader.RunAsync(runId, cancel) ?? throw new KeyNotFoundException($"There is no run '{runId}'.");
        var evaluations = new List<EvaluationFacts>();
        foreach (var row in await reader.EvaluationsAsync(runId, cancel))
        {
            evaluations.Add(
                new EvaluationFacts(
                    row,
                    await reader.CountsAsync(row.Id, cancel),
                    await reader.TalliesAsync(row.Id, cancel),
                    await reader.FiguresAsync(row.Id, cancel)
                )
                {
                    Parts = await reader.PartsAsync(row.Id, cancel),
                    Costs = await reader.CostsAsync(row, cancel),
                    Rounds = row.Stops ? await reader.AskedScoresAsync(row, run.Settings.StopRounds(row.BenchmarkId), cancel) : [],
                    Load = run.Settings.LoadOf(row.BenchmarkId) is null ? [] : await reader.LoadAsync(row.Id, cancel),
                }
            );
        }
        var facts = new RunFacts(run, evaluations)
        {
            Passports = await reader.PassportsAsync(runId, cancel),
            Judges = await JudgeStanding.ReadAsync(reader, run, [.. evaluations.Select(e => e.Row)], cancel),
            HeadToHeads = await HeadToHeadFacts.ReadAsync(reader, run, evaluations, cancel),
        };
        return run.Settings.Import is null
            ? facts
            : facts with
            {
                Judged = await reader.JudgedAsync(runId, cancel),
                Differences = await reader.DifferencesAsync(runId, cancel).Take(MostDifferences).ToListAsync(cancel),
            };
    }
}
