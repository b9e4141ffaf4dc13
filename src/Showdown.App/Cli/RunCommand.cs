using System.CommandLine;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown run JOB: one run, here and now.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var job = new Argument<string>("JOB") { Description = "A job file, or its name in the jobs folder" };
        var models = new Option<string[]>("--model") { Description = "Only this model of the job; may be given more than once", HelpName = "ID" };
        var benchmarks = new Option<string[]>("--benchmark")
        {
            Description = "Only this benchmark of the job; may be given more than once",
            HelpName = "ID",
        };
        var limit = Count("--limit", "Only so many samples of each benchmark");
        var epochs = Count("--epochs", "So many attempts at each sample");
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else on standard output" };
        var summary = SummaryOption.Create();
        var command = new Command("run", "One run, here and now, with progress; prints the report's path")
        {
            job,
            models,
            benchmarks,
            limit,
            epochs,
            json,
            summary,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var paths = parsed.PathsOf();
                var part = new JobPart
                {
                    Models = parsed.GetValue(models) ?? [],
                    Benchmarks = parsed.GetValue(benchmarks) ?? [],
                    Limit = parsed.GetValue(limit),
                    Epochs = parsed.GetValue(epochs),
                };
                return await LocalRun.StartAsync(
                    paths,
                    StartRun.At(paths.Settings, parsed.GetRequiredValue(job), part),
                    new RunOutput(parsed.GetValue(json), parsed.GetValue(summary)),
                    cancel
                );
            }
        );
        return command;
    }

    private static Option<int?> Count(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, out var value) && value < 1)
                result.AddError($"{name} takes a whole number from 1, not {value}.");
        });
        return option;
    }
}
