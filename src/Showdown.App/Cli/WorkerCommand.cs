using System.CommandLine;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Showdown.App.Hosting;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown worker: adds capacity to a service with PostgreSQL.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var asking = new Option<int>("--asking")
        {
            Description = "Shards asked at a time",
            DefaultValueFactory = _ => 8,
            HelpName = "N",
        };
        var queues = QueueOption.Create();
        var command = new Command("worker", "Only carries out jobs that others plan; needs --database") { asking, queues };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var paths = parsed.PathsOf();
                if (paths.Database is null)
                    throw new SettingsException(
                        "A worker needs the database that it shares with 'showdown serve': give --database or SHOWDOWN_DATABASE. Without PostgreSQL, 'serve' does all the work itself."
                    );
                var chosen = QueueOption.Parse(parsed.GetValue(queues));
                var builder = Composition.NewHost(quiet: () => cancel.IsCancellationRequested);
                Telemetry.Add(builder.Services, builder.Configuration, web: false);
                Heartbeat.Add(builder.Services);
                var database = await DatabaseStart.OpenAsync(paths, cancel);
                builder.Services.AddShowdown(paths, database).AddJobs(paths, asksHere: true).AddWorkers(parsed.GetValue(asking), chosen);
                using var host = builder.Build();
                GlobalJobFilters.Filters.Add(ActivatorUtilities.CreateInstance<FailedRunFilter>(host.Services));
                await host.Services.GetRequiredService<InterruptRun>().EndAbandonedAsync(cancel);
                await host.StartAsync(cancel);
                await Console.Error.WriteLineAsync("worker: ready; stop with Ctrl+C");
                await Task.Delay(Timeout.Infinite, cancel)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
                await host.StopAsync(patience.Token);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
