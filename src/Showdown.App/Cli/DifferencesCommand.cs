using System.CommandLine;
using System.Text.Json;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>showdown differences RUN: imported answers that our scorer judges otherwise than the program that recorded them.</summary>
internal static class DifferencesCommand
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "An imported run's id or its beginning; 'last' is the newest" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line for each answer" };
        var command = new Command("differences", "Lists imported answers that our scorer judges otherwise than they were recorded") { run, json };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                if (row.Settings.Import is null)
                    throw new SettingsException($"Run {row.Id} was not imported: all of its scores are our own.");
                var judged = await session.Reader.JudgedAsync(row.Id, cancel);
                if (judged.Count == 0)
                    throw new SettingsException(
                        $"Our scorer judged nothing of run {row.Id}. Import the files with --benchmark ID or --scorer NAME; only results with completions can be judged."
                    );
                await foreach (var difference in session.Reader.DifferencesAsync(row.Id, cancel))
                    Console.WriteLine(parsed.GetValue(json) ? Json(difference) : Printable.Of(Line(difference)));
                if (!parsed.GetValue(json))
                    foreach (var sentence in ImportWords.Judged(row.Settings, judged))
                        Console.WriteLine(Printable.Of(sentence));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static string Line(ScoreDifference d) =>
        $"{d.BenchmarkId} {d.ModelId} {d.SampleId} epoch {d.Epoch}: recorded {d.Theirs.ToLowerInvariant()}, ours {d.Ours.ToLowerInvariant()}: {d.OurReason}";

    private static string Json(ScoreDifference d) =>
        JsonSerializer.Serialize(
            new
            {
                Benchmark = d.BenchmarkId,
                Model = d.ModelId,
                d.SampleId,
                d.Epoch,
                Recorded = new
                {
                    Outcome = d.Theirs.ToLowerInvariant(),
                    Value = d.TheirValue,
                    Answer = d.TheirAnswer,
                },
                Ours = new
                {
                    Outcome = d.Ours.ToLowerInvariant(),
                    Value = d.OurValue,
                    Answer = d.OurAnswer,
                    Reason = d.OurReason,
                },
            },
            _json
        );
}
