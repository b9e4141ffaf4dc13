using System.CommandLine;
using Showdown.Domain;
using Showdown.Simulator;

namespace Showdown.App.Cli;

/// <summary>showdown simulate: the simulated endpoint as a process of its own.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port (0: a free one)", DefaultValueFactory = _ => 8377 };
        var host = new Option<string>("--host") { Description = "The IP address to listen on", DefaultValueFactory = _ => "127.0.0.1" };
        var log = new Option<string?>("--log") { Description = "Write one JSON line a request to this file", HelpName = "FILE" };
        var refuses = new Option<bool>("--refuse-tools") { Description = "Refuse requests that offer tools, as some hosts do" };
        var command = new Command("simulate", "Serves simulated models with OpenAI's protocol, until it is stopped") { port, host, log, refuses };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var options = new SimulatorOptions
                {
                    Port = parsed.GetValue(port),
                    Host = parsed.GetRequiredValue(host),
                    LogFile = parsed.GetValue(log),
                    RefusesTools = parsed.GetValue(refuses),
                    Simulation = new Simulation(),
                };
                await using var server = await SimulatorServer.StartAsync(options, cancel);
                Console.WriteLine(server.Endpoint);
                await Console.Error.WriteLineAsync("Simulated models: every reply is made up. Stop with Ctrl+C.");
                await Task.Delay(Timeout.Infinite, cancel)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
