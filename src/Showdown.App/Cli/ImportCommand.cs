using System.CommandLine;
using Showdown.Analysis.Summary;
using Showdown.Importing;
using Showdown.Jobs;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown import PATH...: a run of results that other programs recorded.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files with results, or folders of them", Arity = ArgumentArity.OneOrMore };
        var models = Text<string[]>("--model", "Names the model: once for all, or once for each PATH, in their order", "ID");
        var benchmark = Text<string?>("--benchmark", "One of our benchmarks, whose scorer judges beside them; or a name for theirs", "ID");
        var metric = Text<string?>("--metric", "Which of their scores counts, where there are several", "NAME");
        var scorer = Text<string?>("--scorer", "Our scorer for their completions and targets, where no benchmark of ours is named", "NAME");
        var scale = Text<double?>("--scale", "Their scores go from 0 to N (default: 1)", "N");
        var format = Text<string?>("--format", $"Instead of what the content tells: {string.Join(", ", ImportFormats.Names)}", "NAME");
        var name = Text<string?>("--name", "The job that the run is filed under (default: imported)", "NAME");
        var gates = Text<string?>("--gates", "A job file, or its name, whose gates and margin hold for the results", "JOB");
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else on standard output" };
        var verdicts = SummaryOption.Create();
        var command = new Command("import", "Makes a run of results that other programs recorded, and compares the models; asks none")
        {
            paths,
            models,
            benchmark,
            metric,
            scorer,
            scale,
            format,
            name,
            gates,
            json,
            verdicts,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var options = new ImportOptions
                {
                    Paths = parsed.GetRequiredValue(paths),
                    Models = parsed.GetValue(models) ?? [],
                    Benchmark = parsed.GetValue(benchmark),
                    Metric = parsed.GetValue(metric),
                    Scorer = parsed.GetValue(scorer),
                    Scale = parsed.GetValue(scale) ?? 1,
                    Format = parsed.GetValue(format),
                    Name = parsed.GetValue(name),
                };
                return await ImportAsync(
                    session,
                    options,
                    parsed.GetValue(gates),
                    new RunOutput(parsed.GetValue(json), parsed.GetValue(verdicts)),
                    cancel
                );
            }
        );
        return command;
    }

    private static async Task<int> ImportAsync(Session session, ImportOptions options, string? gates, RunOutput output, CancellationToken cancel)
    {
        SummaryOption.Check(output.Summary);
        var imported = await session.Get<ImportResults>().ExecuteAsync(options, gates, cancel);
        var run = await session.RunAsync(imported.RunId, cancel);
        if (imported.IsNew || run.Report is null)
            await session.Get<RunReports>().RenewAsync(run, cancel);
        run = await session.RunAsync(imported.RunId, cancel);
        if (!imported.IsNew)
            await Console.Error.WriteLineAsync($"These files were imported before: they are run {run.Id}, and nothing was written.");
        var summary = await session.Get<RunSummaryBuilder>().BuildAsync(run.Id, run.Report, cancel);
        if (output.Json)
            Console.Out.Write(RunSummaryJson.Serialize(summary));
        else
            Headline.Print(summary, run);
        SummaryOption.Write(output.Summary, summary);
        return summary.Gates.All(g => g.Passed) ? ExitCode.Done : ExitCode.GateFailed;
    }

    private static Option<T> Text<T>(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
