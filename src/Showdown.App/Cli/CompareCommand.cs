using System.CommandLine;
using Showdown.Pages.Compare;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>showdown compare RUN RUN: runs against one another, question by question.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("RUN")
        {
            Description = "Two runs or more: ids or their beginnings; 'last' is the newest",
            Arity = new ArgumentArity(2, 50),
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        var command = new Command("compare", "Compares runs question by question: has a model moved?") { ids, json };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var runs = new List<RunRow>();
                foreach (var id in parsed.GetRequiredValue(ids))
                    runs.Add(await session.RunAsync(id, cancel));
                var compared = await session.Get<RunComparer>().CompareAsync(runs, parsed.PathsOf().ReportsOut, cancel);
                if (parsed.GetValue(json))
                {
                    Console.Out.Write(compared.Json);
                    return ExitCode.Done;
                }

                foreach (var (run, number) in runs.Select((r, i) => (r, i)))
                    Console.WriteLine(
                        Printable.Of(
                            $"run {number + 1}: {run.Id}, {run.Settings.Job.Name}, {run.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(run.Settings.IsSimulated ? " (simulated)" : "")}{(run.Settings.Import is null ? "" : " (imported)")}"
                        )
                    );
                foreach (var sentence in compared.Sentences is [] ? [compared.Headline] : compared.Sentences)
                    Console.WriteLine(Printable.Of(sentence));
                Console.WriteLine(compared.Page);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
