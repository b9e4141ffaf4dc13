using System.CommandLine;
using Showdown.Exporting;
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
        var summary = SummaryOption.Create();
        var command = new Command("compare", "Compares runs question by question: has a model moved?") { ids, json, summary };
        command.SetAction(
            async (parsed, cancel) =>
            {
                SummaryOption.Check(parsed.GetValue(summary));
                await using var session = await Session.OpenAsync(parsed, cancel);
                var runs = new List<RunRow>();
                foreach (var id in parsed.GetRequiredValue(ids))
                    runs.Add(await session.RunAsync(id, cancel));
                var compared = await session.Get<RunComparer>().CompareAsync(runs, parsed.PathsOf().ReportsOut, cancel);
                SummaryOption.Write(parsed.GetValue(summary), MarkdownComparison.Of(runs, compared.Headline, compared.Sentences));
                if (parsed.GetValue(json))
                {
                    Console.Out.Write(compared.Json);
                    return ExitCode.Done;
                }

                foreach (var (run, number) in runs.Select((r, i) => (r, i + 1)))
                    Console.WriteLine(Printable.Of(MarkdownComparison.Line(run, number)));
                foreach (var sentence in compared.Sentences is [] ? [compared.Headline] : compared.Sentences)
                    Console.WriteLine(Printable.Of(sentence));
                Console.WriteLine(compared.Page);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
