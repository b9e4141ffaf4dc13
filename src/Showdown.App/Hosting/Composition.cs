using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Showdown.Analysis.Gating;
using Showdown.Analysis.News;
using Showdown.Analysis.Summary;
using Showdown.Benchmarks;
using Showdown.Exporting;
using Showdown.Fidelity.Contract;
using Showdown.Importing;
using Showdown.Jobs;
using Showdown.Judging.Passports;
using Showdown.Models;
using Showdown.Models.Passports;
using Showdown.Operations;
using Showdown.Pages.Compare;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Running;
using Showdown.Sandboxing;

namespace Showdown.App.Hosting;

/// <summary>How the parts are put together, for every command and for the service.</summary>
public static class Composition
{
    /// <summary>All features over one database.</summary>
    public static IServiceCollection AddShowdown(this IServiceCollection services, AppPaths paths, Database database) =>
        services
            .AddSingleton(paths)
            .AddSingleton(database)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<DatabasePatience>()
            .AddSingleton(new HttpClient { Timeout = Timeout.InfiniteTimeSpan })
            .AddSingleton(DatasetOptions.FromEnvironment(Path.Combine(paths.Data, "datasets"), paths.Mirror))
            .AddSingleton<DatasetCache>()
            .AddSingleton<RunStore>()
            .AddSingleton<PlanStore>()
            .AddSingleton<ShardStore>()
            .AddSingleton<PairShardStore>()
            .AddSingleton<ScheduleStore>()
            .AddSingleton<EarlyEndStore>()
            .AddSingleton<AttendanceStore>()
            .AddSingleton<ProbeStore>()
            .AddSingleton<JudgeStore>()
            .AddSingleton<JudgementStore>()
            .AddSingleton<Judges>()
            .AddSingleton<JudgeInspector>()
            .AddSingleton<ChangeStore>()
            .AddSingleton<HostStore>()
            .AddSingleton<WorkerStore>()
            .AddSingleton<LimitShares>()
            .AddSingleton<SampleStore>()
            .AddSingleton<AttemptStore>()
            .AddSingleton<RunReader>()
            .AddSingleton<ChatModels>()
            .AddSingleton<SimulatedHost>()
            .AddSingleton(s => new ModelPool(
                s.GetRequiredService<ChatModels>(),
                s.GetRequiredService<LimitShares>(),
                s.GetRequiredService<SimulatedHost>().StartedAsync
            ))
            .AddSingleton<PassportInspector>()
            .AddSingleton<ContractInspector>()
            .AddSingleton<RunPassports>()
            .AddSingleton<EvaluationContexts>()
            .AddSingleton<AttemptWriter>()
            .AddSingleton<AttemptSink>()
            .AddSingleton<RunProgress>()
            .AddSingleton<BudgetGuard>()
            .AddSingleton<EndedEvaluations>()
            .AddSingleton<EarlyEnds>()
            .AddSingleton<RunStepStore>()
            .AddSingleton<Leases>()
            .AddSingleton<RunSteps>()
            .AddSingleton<ShardScorer>()
            .AddSingleton(new SandboxOptions())
            .AddSingleton<SandboxPool>()
            .AddSingleton(s => new ReferenceOutputs(s.GetRequiredService<SandboxPool>(), TimeProvider.System, Path.Combine(paths.Data, "references")))
            .AddSingleton<CodeSandbox>()
            .AddSingleton<Forecaster>()
            .AddSingleton<ShardRunner>()
            .AddSingleton<RunPlanner>()
            .AddSingleton<RunStarter>()
            .AddSingleton<PairStore>()
            .AddSingleton<PairStage>()
            .AddSingleton<RunFinisher>()
            .AddSingleton<Rescorer>()
            .AddSingleton<RescoreRun>()
            .AddSingleton<ImportStore>()
            .AddSingleton<Importer>()
            .AddSingleton<FindRun>()
            .AddSingleton(new ReportFolders(paths.ReportsOut))
            .AddSingleton<RunReports>()
            .AddSingleton<Exporter>()
            .AddSingleton<RunSummaryBuilder>()
            .AddSingleton<ChangeWatch>()
            .AddSingleton(s => new RunComparer(s.GetRequiredService<RunReader>(), Path.Combine(paths.Reports, "templates")))
            .AddSingleton(s => new ReportIndex(s.GetRequiredService<RunReader>(), Path.Combine(paths.Reports, "templates")))
            .AddSingleton(s => new ReportRenderer(
                s.GetRequiredService<RunReader>(),
                Path.Combine(paths.Reports, "templates"),
                s.GetRequiredService<DatasetCache>(),
                Path.Combine(paths.Reports, "published-scores.yaml")
            ));

    /// <summary>The jobs over Hangfire: its storage is in memory with SQLite, in PostgreSQL beside the results otherwise.</summary>
    /// <param name="asksHere">False where other processes ask the models: then their keys need not be set here.</param>
    /// <param name="limits">What may be started; null: anything.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, AppPaths paths, bool asksHere, StartLimits? limits = null) =>
        services
            .AddSingleton(new KeyCheck(asksHere))
            .AddSingleton(s => new OpenRunLimit(s.GetRequiredService<RunStore>(), limits ?? StartLimits.None, TimeProvider.System))
            .AddSingleton<NoticeStore>()
            .AddSingleton<Confirmations>()
            .AddSingleton<RunNewsReader>()
            .AddSingleton<Webhooks>()
            .AddSingleton(_ => Site.FromEnvironment())
            .AddSingleton(paths.Settings)
            .AddSingleton(s => ActivatorUtilities.CreateInstance<RunDispatcher>(s, ActivatorUtilities.CreateInstance<SweptJobs>(s)))
            .AddSingleton<LiveWorkers>()
            .AddSingleton<IRunQueue, RunQueue>()
            .AddSingleton<StartRun>()
            .AddSingleton<ImportResults>()
            .AddSingleton<ResumeRun>()
            .AddSingleton<RerunRun>()
            .AddSingleton<CancelRun>()
            .AddSingleton<LabelPairs>()
            .AddSingleton<JudgePairs>()
            .AddSingleton<SayEnough>()
            .AddSingleton<GoOnToEnd>()
            .AddSingleton<InterruptRun>()
            .AddSingleton<StartDueRuns>()
            .AddSingleton<TakeUpRuns>()
            .AddSingleton<HolderStore>()
            .AddSingleton<SweepJob>()
            .AddSingleton<ScheduledRuns>()
            .AddHangfire(
                (provider, hangfire) =>
                {
                    hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
                    if (paths.Database is null)
                        // For a look at the dashboard; what came of a run is in the database.
                        hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(5) });
                    else
                        // Hangfire makes its tables here, and does not look whether another process does so too.
                        provider
                            .GetRequiredService<Database>()
                            .RunExclusive(() =>
                                hangfire.UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(paths.Database), _postgresStorage)
                            );
                }
            );

    /// <summary>Workers of this process.</summary>
    /// <param name="asking">Shards asked at a time: each occupies a worker, whatever it waits for. 0: none.</param>
    /// <param name="queues">The queues to work on; null: all.</param>
    public static IServiceCollection AddWorkers(this IServiceCollection services, int asking, IReadOnlyCollection<string>? queues = null)
    {
        services.AddHostedService<Sweeper>();
        services.AddHostedService<LimitBeat>();
        var chosen = Queues.All.Where(q => queues is null || queues.Contains(q)).ToList();
        if (chosen.Remove(Queues.Ask) && asking > 0)
            services.AddJobServer("ask", [Queues.Ask], asking);
        return chosen.Count > 0 ? services.AddJobServer("steps", [.. chosen], 4) : services;
    }

    /// <summary>Renders reports, and does nothing else: neither other work nor a sweep.</summary>
    public static IServiceCollection AddReporter(this IServiceCollection services) => services.AddJobServer("reports", [Queues.Render], 1);

    // A job belongs to its worker as long as its heartbeat comes; a killed worker's jobs are taken over after the time-out. Long polling starts a job
    // within milliseconds in another process, and the poll is the net under it.
    private static readonly PostgreSqlStorageOptions _postgresStorage = new()
    {
        SchemaName = Database.QueueSchema,
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromSeconds(30),
        EnableLongPolling = true,
        QueuePollInterval = TimeSpan.FromSeconds(2),
        PrepareSchemaIfNecessary = true,
        DistributedLockTimeout = TimeSpan.FromMinutes(1),
    };

    private static IServiceCollection AddJobServer(this IServiceCollection services, string name, string[] queues, int workers) =>
        services.AddHangfireServer(server =>
        {
            server.ServerName = Queues.ServerPrefix + name;
            server.Queues = queues;
            server.WorkerCount = workers;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.CancellationCheckInterval = TimeSpan.FromSeconds(1);
            server.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });

    /// <summary>A host for one command: warnings go to standard error, standard output stays the command's own.</summary>
    /// <param name="quiet">True once the command is on its way out: what Hangfire says of jobs that it drops then is no news.</param>
    public static HostApplicationBuilder NewHost(Func<bool> quiet)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddCommandLines();
        builder.Logging.AddFilter(
            (category, level) => level >= LogLevel.Warning && !(quiet() && category?.StartsWith("Hangfire", StringComparison.Ordinal) == true)
        );
        return builder;
    }
}
