using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Operations;

/// <summary>Which part of a job to run, and for how much. What is empty or null is as the job says.</summary>
public sealed record JobPart
{
    public static JobPart Whole { get; } = new();

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Benchmarks { get; init; } = [];

    /// <summary>Only so many samples of each benchmark.</summary>
    public int? Limit { get; init; }

    /// <summary>So many attempts at each sample.</summary>
    public int? Epochs { get; init; }

    /// <summary>What it may spend, in place of the job's own budget in USD.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>True when fewer samples or epochs are asked for than the job says, or more.</summary>
    public bool IsLimited => Limit is not null || Epochs is not null;

    /// <exception cref="SettingsException">The job has no such model or benchmark, or a number is out of range.</exception>
    public Job Of(Job job)
    {
        Known("model", Models, job.Models, job.Name);
        Known("benchmark", Benchmarks, [.. job.Benchmarks.Select(b => b.Id)], job.Name);
        InRange("limit", Limit);
        InRange("epochs", Epochs);
        if (IsLimited && job.Benchmarks.FirstOrDefault(b => b.Load is not null && (Benchmarks.Count == 0 || Benchmarks.Contains(b.Id))) is { } raised)
            throw new SettingsException(
                $"'{raised.Id}' cannot be asked in part by limit or epochs: 'load' of job '{job.Name}' says how many requests there are."
            );
        return job with
        {
            Models = [.. job.Models.Where(m => Models.Count == 0 || Models.Contains(m))],
            Benchmarks =
            [
                .. from benchmark in job.Benchmarks
                where Benchmarks.Count == 0 || Benchmarks.Contains(benchmark.Id)
                select benchmark with
                {
                    Limit = Limit ?? benchmark.Limit,
                    Epochs = Epochs ?? benchmark.Epochs,
                },
            ],
            Budget = Raise(job.Budget, BudgetUsd),
        };
    }

    /// <summary>A budget with another amount of money; a limit of tokens stays.</summary>
    /// <param name="usd">Null: as it is.</param>
    /// <exception cref="SettingsException">The amount is below 0.</exception>
    public static Budget? Raise(Budget? budget, decimal? usd) =>
        usd switch
        {
            null => budget,
            < 0 => throw new SettingsException($"'budget_usd' must be an amount of 0 or more, not {usd}."),
            _ => (budget ?? new Budget()) with { Usd = usd },
        };

    private static void Known(string what, IReadOnlyList<string> given, IReadOnlyList<string> known, string job)
    {
        if (given.Any(string.IsNullOrEmpty)) // a null in a JSON list
            throw new SettingsException($"A {what} without a name is asked for. Job '{job}' has: {string.Join(", ", known)}.");
        foreach (var id in given.Where(id => !known.Contains(id)))
            throw new SettingsException($"Job '{job}' has no {what} '{id}'.{Spelling.Hint(id, known)}");
    }

    private static void InRange(string name, int? value)
    {
        if (value is < 1 or > 1_000_000)
            throw new SettingsException($"'{name}' must be a whole number from 1, not {value}.");
    }
}
