using System.CommandLine;
using System.Text.Json;
using Showdown.Formatting;
using Showdown.Judging.Recorded;

namespace Showdown.App.Cli;

/// <summary>showdown judges recorded: what files of verdicts say that others' judges gave.</summary>
internal static class RecordedJudgesCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "Judgements of Arena-Hard or MT-Bench, people's votes, a result.json of LLMBar, outputs of JudgeBench, annotations of AlpacaEval",
            Arity = ArgumentArity.OneOrMore,
        };
        var answers = new Option<string[]>("--answers")
        {
            Description = "Arena-Hard's files of answers, those of the baseline too: controls for length and style",
            AllowMultipleArgumentsPerToken = true,
        };
        var baseline = new Option<string?>("--baseline") { Description = "Only what stands against this model" };
        var asJson = new Option<bool>("--json") { Description = "Print one JSON document" };
        var command = new Command("recorded", "Works out agreement, consistency and win rates of recorded verdicts by their published rules")
        {
            files,
            answers,
            baseline,
            asJson,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var options = new RecordedOptions
                {
                    Baseline = parsed.GetValue(baseline),
                    Answers = await RecordedAnswers.ReadAsync(parsed.GetValue(answers) ?? [], cancel),
                };
                var read = await RecordedFiles.ReadAsync(parsed.GetRequiredValue(files), options, cancel);
                if (parsed.GetValue(asJson))
                    Console.WriteLine(JsonSerializer.Serialize(read, _json));
                else
                    foreach (var verdicts in read)
                        Print(verdicts);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(RecordedVerdicts verdicts)
    {
        Console.WriteLine(Printable.Of($"{verdicts.Format}: {(verdicts.Files is [var only] ? only : $"{verdicts.Files.Count} files")}"));
        foreach (var group in verdicts.Groups)
        {
            Console.WriteLine(Printable.Of($"  {group.Name}{(group.Judge is { } judge ? $", judged by {judge}" : "")}"));
            foreach (var figure in group.Figures)
                Console.WriteLine(Printable.Of($"    {figure.Words}: {Words(figure)}"));
        }
    }

    private static string Words(RecordedFigure figure) =>
        (figure.IsRating ? Format.Number(figure.Value, 2) : Format.Percent(figure.Value))
        + (figure.Count is { } count ? $", {Format.Count(count)} of {Format.Count(figure.Of)}" : $" over {Format.Count(figure.Of)}")
        + (figure.Low is null ? "" : $" (95% interval {Format.Interval(figure.Low, figure.High)})");
}
