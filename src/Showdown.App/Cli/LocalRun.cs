using Microsoft.Extensions.DependencyInjection;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.App.Hosting;
using Showdown.App.Web;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Cli;

/// <summary>How a run's end is told.</summary>
/// <param name="Json">One document and nothing else on standard output.</param>
/// <param name="Summary">The file that the verdicts are added to; null: none.</param>
internal sealed record RunOutput(bool Json, string? Summary)
{
    public static RunOutput ToTerminal { get; } = new(false, null);

    /// <summary>In place of a run's table and verdicts; null: those.</summary>
    public Func<IServiceProvider, RunRow, Task>? Print { get; init; }
}

/// <summary>Carries a run out in this process, through the same jobs as the service, and shows how it goes.</summary>
internal static class LocalRun
{
    private const int AskingForEachModel = 4;

    public static Task<int> StartAsync(AppPaths paths, RunSettings settings, RunOutput output, CancellationToken cancel) =>
        CarryOutAsync(
            paths,
            settings,
            output,
            async services =>
            {
                await PullAsync(services.GetRequiredService<DatasetCache>(), settings, output.Json, cancel);
                var start = services.GetRequiredService<StartRun>();
                var planned = await PatientlyAsync(services, () => start.ForecastAsync(settings, cancel), cancel);
                await SayForecastAsync(planned);
                return await start.ExecuteAsync(planned, cancel);
            },
            cancel
        );

    public static Task<int> ResumeAsync(AppPaths paths, RunRow run, bool failedToo, decimal? budgetUsd, RunOutput output, CancellationToken cancel) =>
        CarryOutAsync(
            paths,
            run.Settings,
            output,
            async services =>
            {
                await services.GetRequiredService<ResumeRun>().ExecuteAsync(run, failedToo, budgetUsd, cancel);
                return run.Id;
            },
            cancel
        );

    public static Task<int> RerunAsync(AppPaths paths, RunRow run, RerunChoice choice, RunOutput output, CancellationToken cancel) =>
        CarryOutAsync(
            paths,
            run.Settings,
            output,
            async services =>
            {
                var rerun = services.GetRequiredService<RerunRun>();
                var planned = await rerun.ForecastAsync(run, choice, cancel);
                if (RerunRun.NothingToAsk(planned) is null)
                    await SayForecastAsync(planned);
                switch (await rerun.ExecuteAsync(run, choice, planned, cancel))
                {
                    case RerunResult.Started started:
                        return started.RunId;
                    case RerunResult.NothingToAsk nothing:
                        await Console.Error.WriteLineAsync(nothing.Reason);
                        return null;
                    case var result:
                        throw new InvalidOperationException($"unknown result {result}");
                }
            },
            cancel
        );

    /// <param name="start">Starts it and gives its id; null when there was nothing to do.</param>
    private static Task<int> CarryOutAsync(
        AppPaths paths,
        RunSettings settings,
        RunOutput output,
        Func<IServiceProvider, Task<string?>> start,
        CancellationToken cancel
    )
    {
        SummaryOption.Check(output.Summary);
        return LocalHost.UseAsync(
            paths,
            AskingForEachModel * settings.Models.Count,
            async services =>
            {
                if (await start(services) is not { } id)
                    return ExitCode.Done;
                var interrupt = services.GetRequiredService<InterruptRun>();
                await interrupt.AttendAsync(id, CancellationToken.None);
                try
                {
                    return await ShowAsync(services, await RunDisplay.Choose(services, output.Json).FollowAsync(id, cancel), output);
                }
                catch (OperationCanceledException) when (cancel.IsCancellationRequested)
                {
                    await Console.Error.WriteLineAsync(Farewell(id, await interrupt.ExecuteAsync(id, CancellationToken.None)));
                    return ExitCode.FailedOrIncomplete;
                }
            },
            cancel
        );
    }

    private static Task<T> PatientlyAsync<T>(IServiceProvider services, Func<Task<T>> read, CancellationToken cancel) =>
        services
            .GetRequiredService<DatabasePatience>()
            .ReadAsync(read, reason => Console.Error.WriteLine($"The database is away and is waited for: {reason}"), cancel);

    private static async Task<int> ShowAsync(IServiceProvider services, RunRow run, RunOutput output)
    {
        var builder = services.GetRequiredService<RunSummaryBuilder>();
        var summary = await PatientlyAsync(services, () => builder.BuildAsync(run.Id, run.Report, CancellationToken.None), CancellationToken.None);
        if (output.Print is { } print)
            await print(services, run);
        else if (output.Json)
            Console.Out.Write(RunSummaryJson.Serialize(summary));
        else
            Headline.Print(summary, run);
        SummaryOption.Write(output.Summary, summary);
        if (run.Status != RunStatus.Complete || run.ReportError is not null)
            return ExitCode.FailedOrIncomplete;
        return summary.Gates.All(g => g.Passed) ? ExitCode.Done : ExitCode.GateFailed;
    }

    private static string Farewell(string id, Interruption interruption) =>
        interruption switch
        {
            Interruption.GoesOn =>
                $"Left. The service's workers go on with run {id} and pay for it: 'showdown cancel {id}' ends it, 'showdown show {id}' tells what came of it.",
            Interruption.Ended =>
                $"Interrupted. What was finished is kept, and nobody goes on with run {id}: 'showdown resume {id}' asks only for what is missing.",
            _ => $"Interrupted. Run {id} had ended: 'showdown report {id}' renders its report.",
        };

    private static async Task SayForecastAsync(PlannedStart planned)
    {
        await Console.Error.WriteLineAsync(Line(planned.Forecast, planned.Settings.Job.Budget));
        if (planned.Settings.HasIdleRule)
            await Console.Error.WriteLineAsync("'stop: sure' has nothing to decide: only one model is asked. All samples are asked.");
        foreach (var sentence in TooLongWords.Of(planned.Settings))
            await Console.Error.WriteLineAsync(sentence + ".");
        foreach (var sentence in HostsForecast.Sentences(planned.Settings, planned.Forecast.SamplesOf))
            await Console.Error.WriteLineAsync(sentence + ".");
    }

    /// <summary>"forecast: 40 attempts, 24,000 tokens, at most $0.03, budget $5".</summary>
    internal static string Line(RunForecast forecast, Budget? budget)
    {
        var size = forecast is { Attempts: { } attempts, Tokens: { } tokens }
            ? $"{Format.Counted(attempts, "attempt", "attempts")}, {Format.Tokens(tokens)} tokens, "
            : "";
        return $"forecast: {size}{Price(forecast)}{StartWords.Judging(forecast)}{StartWords.Sure(forecast)}{(budget?.Usd is { } allowed ? $", budget ${allowed}" : "")}";
    }

    private static string Price(RunForecast forecast)
    {
        var known = forecast.Evaluations.Where(e => e.Usd is not null).ToList();
        var unknown = forecast.Evaluations.Where(e => e.Usd is null).ToList();
        if (known.Count == 0)
            return "an unknown price";
        var usd = known.Sum(e => e.Usd!.Value);
        var sum = usd < 0.01m ? "under a cent" : $"{(forecast.IsBound ? "at most" : "about")} ${usd:0.00}";
        return unknown.Count == 0 ? sum
            : unknown.TrueForAll(e => e.Attempts is null) ? $"{sum} without {Names(e => e.Benchmark)}, whose data is not on this machine"
            : $"{sum} and what {Names(e => e.Model)} will cost, which is not known";

        string Names(Func<EvaluationForecast, string> of) => Format.List(unknown.Select(of).Distinct().ToList());
    }

    private static async Task PullAsync(DatasetCache datasets, RunSettings settings, bool quiet, CancellationToken cancel)
    {
        foreach (var benchmark in settings.Benchmarks.Where(b => datasets.Find(b) is null))
        {
            try
            {
                await DatasetPulling.PullAsync(datasets, benchmark, quiet, cancel);
            }
            catch (SettingsException e) when (settings.Job.MissingData == MissingData.Skip)
            {
                await Console.Error.WriteLineAsync($"{benchmark.Id} is left out, as 'missing_data: skip' says. {e.Message}");
            }
        }
    }
}
