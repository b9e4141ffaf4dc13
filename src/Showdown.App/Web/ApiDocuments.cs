using System.ComponentModel;
using System.Text.Json.Serialization;
using Showdown.Domain;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <summary>One run of the list.</summary>
/// <param name="Status">running, complete, incomplete, failed or cancelled.</param>
/// <param name="Parent">The run that it repeats.</param>
/// <param name="Report">Path of its report on this service; null while there is none.</param>
internal sealed record RunItem(
    string Run,
    string Job,
    string Status,
    string? Reason,
    bool Simulated,
    string[]? ImportedFrom,
    string? Parent,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string? Report,
    string[] Models,
    string[] Benchmarks
)
{
    public static RunItem Of(RunRow run) =>
        new(
            run.Id,
            run.Settings.Job.Name,
            run.Status.ToString().ToLowerInvariant(),
            run.Reason,
            run.Settings.IsSimulated,
            run.Settings.Import?.Programs.ToArray(),
            run.ParentId,
            run.CreatedAt,
            run.FinishedAt,
            ReportOf(run),
            [.. run.Settings.Models.Select(m => m.Id)],
            [.. run.Settings.Benchmarks.Select(b => b.Id)]
        );

    public static string? ReportOf(RunRow run) => run.Report is null ? null : $"/reports/{run.Id}/index.html";
}

internal sealed record StartRequest(
    [property: Description("The job's name")] string? Job,
    [property: Description("Only these models of the job")] string[]? Models,
    [property: Description("Only these benchmarks of the job")] string[]? Benchmarks,
    [property: Description("Only so many samples of each benchmark, from 1")] int? Limit,
    [property: Description("So many attempts at each sample, from 1")] int? Epochs,
    [property: Description("What it may spend, in USD, in place of the job's own budget")] decimal? BudgetUsd
)
{
    [JsonIgnore]
    public JobPart Part =>
        new()
        {
            Models = Chosen.Of("models", Models),
            Benchmarks = Chosen.Of("benchmarks", Benchmarks),
            Limit = Limit,
            Epochs = Epochs,
            BudgetUsd = BudgetUsd,
        };
}

internal sealed record RerunRequest(
    [property: Description("Only these models of the run")] string[]? Models,
    [property: Description("Only these benchmarks of the run")] string[]? Benchmarks,
    [property: Description("all, failed, wrong, partial or truncated: only samples with an attempt that came out so")] string? Only,
    [property: Description("What it may spend, in USD, in place of the run's own budget")] decimal? BudgetUsd
)
{
    /// <summary>What no body means.</summary>
    public static RerunRequest Whole { get; } = new(null, null, null, null);

    [JsonIgnore]
    public RerunChoice Choice =>
        RerunChoice.Of(
            new JobPart
            {
                Models = Chosen.Of("models", Models),
                Benchmarks = Chosen.Of("benchmarks", Benchmarks),
                BudgetUsd = BudgetUsd,
            },
            Only
        );
}

internal static class Chosen
{
    /// <summary>Nothing said means all; an empty list is a mistake of the one who made it.</summary>
    /// <exception cref="SettingsException">The list is empty.</exception>
    public static string[] Of(string field, string[]? names) =>
        names is not { Length: 0 }
            ? names ?? []
            : throw new SettingsException($"'{field}' is an empty list, so there is nothing to run. Name some, or leave '{field}' out for all.");
}

internal sealed record ResumeRequest(
    [property: Description("Ask again for attempts that failed for good")] bool Failed,
    [property: Description("A new budget in USD for the whole run, what it has spent included")] decimal? BudgetUsd
);

internal sealed record StartedRun(string Run);

/// <summary>No attempt came out as asked for: nothing was to be asked, and nothing was started.</summary>
internal sealed record NothingStarted(string Reason);

/// <summary>What a start would use. Nothing was started.</summary>
/// <param name="Attempts">Null when a dataset is not on the service's machine yet.</param>
/// <param name="Tokens">Input and output together.</param>
/// <param name="Usd">Null when a price is not known or a dataset is not there.</param>
/// <param name="AtMost">True when it cannot become more, retries aside.</param>
/// <param name="BudgetUsd">What the run may spend; null: no limit.</param>
/// <param name="BudgetTokens">Null: no limit.</param>
internal sealed record ForecastItem(
    string Job,
    string? Parent,
    long? Attempts,
    long? Tokens,
    decimal? Usd,
    bool AtMost,
    decimal? BudgetUsd,
    long? BudgetTokens,
    EvaluationForecastItem[] Evaluations
)
{
    [Description("What it will cost until it is sure; null where it asks all, or no earlier answers tell")]
    public SureUsd? SureUsd { get; init; }

    public static ForecastItem Of(PlannedStart planned) =>
        new(
            planned.Settings.Job.Name,
            planned.Parent,
            planned.Forecast.Attempts,
            planned.Forecast.Tokens,
            planned.Forecast.Usd,
            planned.Forecast.IsBound,
            planned.Settings.Job.Budget?.Usd,
            planned.Settings.Job.Budget?.Tokens,
            [.. planned.Forecast.Evaluations.Select(EvaluationForecastItem.Of)]
        )
        {
            SureUsd = planned.Forecast.SureUsd,
        };
}

/// <param name="From">earlier-runs, output-cap (the most it can be) or assumed (nothing caps the output).</param>
internal sealed record EvaluationForecastItem(string Benchmark, string Model, int? Attempts, long? Tokens, decimal? Usd, string From)
{
    [Description("Questions until it is sure, if the models differ as before; null where it asks all, or no earlier answers tell")]
    public SureForecast? Sure { get; init; }

    public static EvaluationForecastItem Of(EvaluationForecast e) =>
        new(
            e.Benchmark,
            e.Model,
            e.Attempts,
            e.Tokens,
            e.Usd,
            e.Basis switch
            {
                ForecastBasis.EarlierRuns => "earlier-runs",
                ForecastBasis.OutputCap => "output-cap",
                _ => "assumed",
            }
        )
        {
            Sure = e.Sure,
        };
}

/// <param name="Problems">What is wrong in the files it depends on; with any it cannot be started.</param>
internal sealed record JobItem(
    string Job,
    string File,
    string? Description,
    string[] Models,
    string[] Benchmarks,
    ScheduleItem? Schedule,
    string? LastRun,
    string? LastStatus,
    int Running,
    string[] Problems
)
{
    public static JobItem Of(JobEntry entry, IReadOnlyList<string> shared, JobState state, DateTimeOffset now) =>
        new(
            entry.Name,
            entry.File,
            entry.Job?.Description,
            [.. entry.Job?.Models ?? []],
            [.. entry.Job?.Benchmarks.Select(b => b.Id) ?? []],
            entry is { Job.Schedule: { } schedule, Problems.Count: 0 }
                ? new ScheduleItem(
                    schedule.Cron,
                    schedule.TimeZone,
                    Words.Of(schedule.Missed),
                    Words.Of(schedule.Overlap),
                    [.. JobsPages.NextTimes(schedule, now, 3)]
                )
                : null,
            state.LastRun,
            state.LastStatus?.ToString().ToLowerInvariant(),
            state.Running,
            [.. shared, .. entry.Problems]
        );
}

/// <param name="Next">The next three times, in the schedule's zone.</param>
internal sealed record ScheduleItem(string Cron, string TimeZone, string Missed, string Overlap, DateTimeOffset[] Next);

/// <param name="Key">The environment variable with the key; null when none is needed.</param>
/// <param name="KeySet">Whether it is set in the service's own process.</param>
internal sealed record ModelItem(
    string Model,
    string Name,
    bool Simulated,
    string Connector,
    string AskedFor,
    string? Key,
    bool KeySet,
    decimal? InputUsd,
    decimal? OutputUsd,
    int? ContextWindow,
    int Concurrency
)
{
    public static ModelItem Of(ModelSettings m) =>
        new(
            m.Id,
            m.DisplayName,
            m.IsSimulated,
            m.Connector.Name,
            m.Model,
            m.ApiKey?.Trim('$', '{', '}').Split(":-")[0],
            m.ApiKey is not null && EnvironmentText.Missing(m.ApiKey).Count == 0,
            m.Price?.Input,
            m.Price?.Output,
            m.ContextWindow,
            m.Limits.Concurrency
        );
}
