using System.CommandLine;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>The program's commands. Mistakes in usage or settings end with exit code 2 and one message on standard error.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        Printable.GuardConsole();
        var root = new RootCommand("Showdown: which of these language models is better, at what, by how much, how fast and for what price?");
        PathOptions.AddTo(root);
        foreach (var command in Commands())
            root.Add(command);
        root.Add(HelpCommand.Create(root));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var mistake in UsageMistakes.Of(parsed))
                await Console.Error.WriteLineAsync(mistake);
            await Console.Error.WriteLineAsync($"'showdown {string.Concat(Path(parsed))}--help' tells what can be given.");
            return ExitCode.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }
            );
        }
        catch (SettingsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted. What was finished is kept.");
            return ExitCode.FailedOrIncomplete;
        }
        catch (Exception e) when (DatabaseErrors.Explain(e, parsed.PathsOf().Data) is { } said)
        {
            await Console.Error.WriteLineAsync(said);
            return ExitCode.FailedOrIncomplete;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return ExitCode.FailedOrIncomplete;
        }
    }

    private static IEnumerable<Command> Commands() =>
        [
            InitCommand.Create(),
            RunCommand.Create(),
            HostsCommand.Create(),
            ResumeCommand.Create(),
            RerunCommand.Create(),
            RescoreCommand.Create(),
            CancelCommand.Create(),
            EnoughCommand.Create(),
            GoOnCommand.Create(),
            RunsCommand.Create(),
            ShowCommand.Create(),
            CompareCommand.Create(),
            ReportCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
            DifferencesCommand.Create(),
            GradeCommand.Create(),
            DatasetsCommand.Create(),
            ModelsCommand.Create(),
            JudgesCommand.Create(),
            LabelsCommand.Create(),
            ScheduleCommand.Create(),
            ServeCommand.Create(),
            WorkerCommand.Create(),
            SimulateCommand.Create(),
            DoctorCommand.Create(),
        ];

    private static List<string> Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, result.Command.Name + " ");
        return names;
    }
}
