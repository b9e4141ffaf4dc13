using System.CommandLine;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>The program's commands. Mistakes in usage or settings end with exit code 2 and one message on standard error.</summary>
public static class CommandLine
{
    // Only those are made whose names are given: making all of them takes longer than listing runs.
    private static readonly List<KeyValuePair<string, Func<Command>>> _commands =
    [
        new("init", InitCommand.Create),
        new("run", RunCommand.Create),
        new("hosts", HostsCommand.Create),
        new("resume", ResumeCommand.Create),
        new("rerun", RerunCommand.Create),
        new("rescore", RescoreCommand.Create),
        new("cancel", CancelCommand.Create),
        new("enough", EnoughCommand.Create),
        new("go-on", GoOnCommand.Create),
        new("runs", RunsCommand.Create),
        new("show", ShowCommand.Create),
        new("compare", CompareCommand.Create),
        new("report", ReportCommand.Create),
        new("export", ExportCommand.Create),
        new("import", ImportCommand.Create),
        new("differences", DifferencesCommand.Create),
        new("grade", GradeCommand.Create),
        new("datasets", DatasetsCommand.Create),
        new("models", ModelsCommand.Create),
        new("judges", JudgesCommand.Create),
        new("labels", LabelsCommand.Create),
        new("schedule", ScheduleCommand.Create),
        new("serve", ServeCommand.Create),
        new("worker", WorkerCommand.Create),
        new("simulate", SimulateCommand.Create),
        new("doctor", DoctorCommand.Create),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        Printable.GuardConsole();
        var named = _commands.FindAll(c => args.Contains(c.Key));
        var parsed = Root(named.Count > 0 ? named : _commands).Parse(args);
        // Who makes a mistake may mean any.
        if (named.Count > 0 && parsed.Errors.Count > 0)
            parsed = Root(_commands).Parse(args);
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

    private static RootCommand Root(IEnumerable<KeyValuePair<string, Func<Command>>> commands)
    {
        var root = new RootCommand("Showdown: which of these language models is better, at what, by how much, how fast and for what price?");
        PathOptions.AddTo(root);
        foreach (var (_, create) in commands)
            root.Add(create());
        root.Add(HelpCommand.Create(root));
        return root;
    }

    private static List<string> Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, result.Command.Name + " ");
        return names;
    }
}
