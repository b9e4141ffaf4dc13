using System.CommandLine;
using System.Net.Sockets;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Showdown.App.Hosting;
using Showdown.App.Web;
using Showdown.Domain;
using Showdown.Jobs;

namespace Showdown.App.Cli;

/// <summary>showdown serve: pages, API, dashboard and schedules.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var host = new Option<string>("--host")
        {
            Description = "The IP address to listen on; on any but loopback SHOWDOWN_PASSWORD or SHOWDOWN_TOKEN is needed",
            DefaultValueFactory = _ => "127.0.0.1",
            HelpName = "ADDRESS",
        };
        var port = new Option<int>("--port") { Description = "The port (0: a free one)", DefaultValueFactory = _ => 8080 };
        var asking = new Option<int>("--asking")
        {
            Description = "Shards asked at a time in this process (0: leaves asking to workers)",
            DefaultValueFactory = _ => 8,
            HelpName = "N",
        };
        var queues = QueueOption.Create();
        var command = new Command("serve", "Serves pages, API, Hangfire's dashboard and schedules, until it is stopped")
        {
            host,
            port,
            asking,
            queues,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var paths = parsed.PathsOf();
                var options = ServeOptions.Read(
                    parsed.GetRequiredValue(host),
                    parsed.GetValue(port),
                    parsed.GetValue(asking),
                    QueueOption.Parse(parsed.GetValue(queues))
                );
                if (paths.Database is null && !options.Asks)
                    throw new SettingsException(
                        "Without PostgreSQL nobody but this process can ask: give --database or SHOWDOWN_DATABASE, or leave --asking and --queues out."
                    );
                return await ServeAsync(paths, options, cancel);
            }
        );
        return command;
    }

    /// <summary>Looked at before anything starts: a host that fails on its way up says so in pages of traces.</summary>
    private static void ThrowIfTaken(ServeOptions options)
    {
        if (options.Port == 0)
            return;
        try
        {
            using var listener = new TcpListener(options.Host, options.Port);
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw new SettingsException($"Cannot listen on {options.Host}:{options.Port}: {taken.Message}. Give another --port.", taken);
        }
    }

    private static async Task<int> ServeAsync(AppPaths paths, ServeOptions options, CancellationToken cancel)
    {
        ThrowIfTaken(options);
        var database = await DatabaseStart.OpenAsync(paths, cancel);
        await using var app = WebService.Build(paths, options, database);
        GlobalJobFilters.Filters.Add(ActivatorUtilities.CreateInstance<FailedRunFilter>(app.Services));
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new SettingsException($"Cannot listen on {options.Host}:{options.Port}: {taken.Message} Give another --port.", taken);
        }

        Console.WriteLine(app.Urls.First());
        await Console.Error.WriteLineAsync(
            $"serve: ready{(options.Guarded ? "" : ", open to everybody on this machine (SHOWDOWN_PASSWORD closes it)")}; stop with Ctrl+C"
        );
        await Task.Delay(Timeout.Infinite, cancel)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await app.StopAsync(patience.Token);
        return ExitCode.Done;
    }
}
