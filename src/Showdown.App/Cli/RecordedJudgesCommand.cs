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
            Description = "Judgements of Arena-Hard or MT-Bench, a result.json of LLMBar, outputs of JudgeBench",
            Arity = ArgumentArity.OneOrMore,
        };
        var asJson = new Option<bool>("--json") { Description = "Print one JSON document" };
        var command = new Command("recorded", "Works out agreement, consistency and win rates of recorded verdicts by their published rules")
        {
            files,
            asJson,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var read = new List<(string File, RecordedVerdicts Verdicts)>();
                foreach (var file in parsed.GetRequiredValue(files))
                    read.Add((file, await RecordedFile.ReadAsync(file, cancel)));
                if (parsed.GetValue(asJson))
                    Console.WriteLine(
                        JsonSerializer.Serialize(
                            read.Select(r => new
                            {
                                r.File,
                                r.Verdicts.Format,
                                r.Verdicts.Groups,
                            }),
                            _json
                        )
                    );
                else
                    read.ForEach(r => Print(r.File, r.Verdicts));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(string file, RecordedVerdicts verdicts)
    {
        Console.WriteLine(Printable.Of($"{file} ({verdicts.Format})"));
        foreach (var group in verdicts.Groups)
        {
            Console.WriteLine(Printable.Of($"  {group.Name}"));
            foreach (var figure in group.Figures)
                Console.WriteLine(Printable.Of($"    {figure.Words}: {Words(figure)}"));
        }
    }

    private static string Words(RecordedFigure figure) =>
        (figure.IsRating ? Format.Number(figure.Value, 2) : Format.Percent(figure.Value))
        + (figure.Count is { } count ? $", {Format.Count(count)} of {Format.Count(figure.Of)}" : $" over {Format.Count(figure.Of)}")
        + (figure.Low is null ? "" : $" (95% interval {Format.Interval(figure.Low, figure.High)})");
}
