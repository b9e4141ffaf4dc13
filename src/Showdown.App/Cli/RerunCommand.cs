using System.CommandLine;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown rerun RUN: the same again with the frozen settings, as a new run linked to the old one.</summary>
internal static class RerunCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var models = new Option<string[]>("--model") { Description = "Only this model; may be given more than once", HelpName = "ID" };
        var benchmarks = new Option<string[]>("--benchmark") { Description = "Only this benchmark; may be given more than once", HelpName = "ID" };
        var only = new Option<string>("--only") { Description = "Only samples with an attempt that came out so", DefaultValueFactory = _ => "all" };
        only.AcceptOnlyFromAmong([.. RerunChoice.Words]);
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else on standard output" };
        var summary = SummaryOption.Create();
        var command = new Command("rerun", "Repeats a run with the same frozen settings") { run, models, benchmarks, only, json, summary };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var part = new JobPart { Models = parsed.GetValue(models) ?? [], Benchmarks = parsed.GetValue(benchmarks) ?? [] };
                return await LocalRun.RerunAsync(
                    parsed.PathsOf(),
                    row,
                    RerunChoice.Of(part, parsed.GetValue(only)),
                    new RunOutput(parsed.GetValue(json), parsed.GetValue(summary)),
                    cancel
                );
            }
        );
        return command;
    }
}
