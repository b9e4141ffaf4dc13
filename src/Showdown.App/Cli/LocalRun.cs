using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Showdown.Analysis.Summary;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Models;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Cli;

/// <summary>Carries a run out in this process, through the same jobs as the service, and shows how it goes.</summary>
internal static class LocalRun
{
    public static Task<int> StartAsync(Places places, RunSettings settings, bool json, CancellationToken cancel) =>
        CarryOutAsync(places, settings, json, async services =>
        {
            await PullAsync(services.GetRequiredService<DatasetCache>(), settings.Benchmarks, json, cancel);
            await SayForecastAsync(services.GetRequiredService<Forecaster>(), settings, null, cancel);
            var id = await services.GetRequiredService<RunStarter>().CreateAsync(settings, null, cancel);
            services.GetRequiredService<RunDispatcher>().Plan(id);
            return id;
        }, cancel);

    /// <summary>Puts a run into the shared queue for the service's workers, and does not wait.</summary>
    public static async Task<int> HandOverAsync(Places places, RunSettings settings, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(places.Data, places.Database, cancel);
        await using var services = new ServiceCollection().AddLogging().AddShowdown(places, database).AddJobs(places).BuildServiceProvider();
        var id = await services.GetRequiredService<RunStarter>().CreateAsync(settings, null, cancel);
        services.GetRequiredService<RunDispatcher>().Plan(id);
        Console.WriteLine(id);
        return ExitCode.Done;
    }

    public static Task<int> ResumeAsync(Places places, RunRow run, bool failedToo, Budget? budget, bool json, CancellationToken cancel) =>
        CarryOutAsync(places, run.Settings, json, async services =>
        {
            ApiKeys.Check(run.Settings.Models);
            await services.GetRequiredService<RunStarter>().ResumeAsync(run.Id, failedToo, budget, cancel);
            var planned = (await services.GetRequiredService<RunReader>().EvaluationsAsync(run.Id, cancel)).Count > 0;
            await services.GetRequiredService<SweepJob>().ContinueAsync(run.Id, planned, cancel);
            return run.Id;
        }, cancel);

    public static Task<int> RerunAsync(Places places, RunRow run, Func<Job, Job> choose, Outcome? only, bool json, CancellationToken cancel) =>
        CarryOutAsync(places, run.Settings, json, async services =>
        {
            var job = choose(run.Settings.Job);
            ApiKeys.Check(run.Settings.Models.Where(m => job.Models.Contains(m.Id)));
            await SayForecastAsync(services.GetRequiredService<Forecaster>(), RunStarter.Again(run, choose, only), run.Id, cancel);
            var id = await services.GetRequiredService<RunStarter>().RerunAsync(run, choose, only, cancel);
            services.GetRequiredService<RunDispatcher>().Plan(id);
            return id;
        }, cancel);

    private static async Task<int> CarryOutAsync(
        Places places, RunSettings settings, bool json, Func<IServiceProvider, Task<string>> start, CancellationToken cancel)
    {
        var builder = Composition.NewHost();
        var database = await Database.OpenAsync(places.Data, places.Database, cancel);
        builder.Services.AddShowdown(places, database).AddJobs(places).AddWorkers(asking: 4 * settings.Models.Count);
        using var host = builder.Build();
        GlobalJobFilters.Filters.Add(ActivatorUtilities.CreateInstance<FailedRunFilter>(host.Services));
        await host.StartAsync(cancel);
        try
        {
            var id = await start(host.Services);
            var run = await RunDisplay.Choose(host.Services, json).FollowAsync(id, cancel);
            var summary = await host.Services.GetRequiredService<RunSummaryBuilder>().BuildAsync(id, run.Report, CancellationToken.None);
            if (json)
                Console.Out.Write(RunSummaryJson.Serialize(summary));
            else
                Headline.Print(summary, run);
            if (run.Status != RunStatus.Complete || run.ReportError is not null)
                return ExitCode.FailedOrIncomplete;
            return summary.Gates.All(g => g.Passed) ? ExitCode.Done : ExitCode.GateFailed;
        }
        finally
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await host.StopAsync(patience.Token);
        }
    }

    private static async Task SayForecastAsync(Forecaster forecaster, RunSettings settings, string? parentId, CancellationToken cancel)
    {
        var forecast = await forecaster.ForecastAsync(settings, parentId, cancel);
        var usd = forecast.Usd is { } most ? $"{(forecast.IsBound ? "at most" : "about")} ${most:0.00}" : "an unknown price";
        var budget = settings.Job.Budget is { Usd: { } allowed } ? $", budget ${allowed}" : "";
        var size = forecast.Attempts is { } attempts ? $"{attempts} attempts, {forecast.Tokens / 1e6:0.0} M tokens, " : "";
        await Console.Error.WriteLineAsync($"forecast: {size}{usd}{budget}");
    }

    private static async Task PullAsync(DatasetCache datasets, IReadOnlyList<BenchmarkSettings> benchmarks, bool quiet, CancellationToken cancel)
    {
        foreach (var benchmark in benchmarks.Where(b => datasets.Find(b) is null))
            await DatasetPulling.PullAsync(datasets, benchmark, quiet, cancel);
    }
}
