using System.CommandLine;
using System.Text;
using Showdown.App.Hosting;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Sandboxing;
using Showdown.Settings;

namespace Showdown.App.Cli;

/// <summary>showdown grade: scores completions that came from elsewhere.</summary>
internal static class GradeCommand
{
    public static Command Create()
    {
        var scorer = new Option<string?>("--scorer")
        {
            Description = "A scorer that needs nothing but text, such as choice, math or number; 'showdown help scorers' tells of all",
            HelpName = "NAME",
        };
        var benchmark = new Option<string?>("--benchmark")
        {
            Description = "A benchmark, whose scorer and targets are used; lines name a sample_id",
            HelpName = "ID",
        };
        var input = new Option<string>("--in")
        {
            Description =
                "JSONL: {id, target, completion} or {sample_id, completion}, with cut_off: true where it hit the output cap, and with tool_calls: [{name, arguments}] where the model called; - reads standard input",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string?>("--out")
        {
            Description = "JSONL: {id, outcome, answer, reason} (default: standard output)",
            HelpName = "FILE",
        };
        var command = new Command("grade", "Scores completions that came from elsewhere, without a model") { scorer, benchmark, input, output };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var (session, file) = await OpenAsync(parsed, parsed.GetValue(scorer), parsed.GetValue(benchmark), cancel);
                await using var open = session; // holds the sandbox until the last line is judged
                return await GradeAsync(file, parsed.GetRequiredValue(input), parsed.GetValue(output), cancel);
            }
        );
        return command;
    }

    private static async Task<(Session? Session, CompletionFile File)> OpenAsync(
        ParseResult parsed,
        string? scorer,
        string? benchmark,
        CancellationToken cancel
    )
    {
        if (scorer is null == benchmark is null)
            throw new SettingsException("Give either --scorer NAME or --benchmark ID.");
        if (scorer is not null)
            return (null, new CompletionFile(Scorers.FindPure(new ScorerSettings(scorer))));
        var problems = new Problems();
        var files = BenchmarkCatalog.ReadEach(parsed.PathsOf().Datasets, problems, AppPaths.ShippedDatasets);
        foreach (var own in files.Where(e => e.Id == benchmark))
            problems.Add(own.Problems);
        problems.ThrowIfAny();
        var all = files.Select(e => e.Benchmark).OfType<BenchmarkSettings>().ToDictionary(b => b.Id, StringComparer.Ordinal);
        if (!all.TryGetValue(benchmark!, out var found))
            throw new SettingsException(
                $"There is no benchmark '{benchmark}'.{Spelling.Hint(benchmark!, all.Keys)} There are: {string.Join(", ", all.Keys)}."
            );
        var session = await Session.OpenAsync(parsed, cancel);
        var dataset = await session.Get<DatasetCache>().PullAsync(found, null, cancel);
        return (session, await CompletionFile.OpenAsync(found, dataset, session.Get<CodeSandbox>(), cancel));
    }

    private static async Task<int> GradeAsync(CompletionFile file, string input, string? output, CancellationToken cancel)
    {
        if (input != "-" && !File.Exists(input))
            throw new SettingsException($"There is no file {input} to grade.");
        using var reader = input == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(input);
        await using var writer = output is null
            ? new StreamWriter(Printable.StandardOutput(), new UTF8Encoding(false))
            : new StreamWriter(output, append: false, new UTF8Encoding(false));
        var unreadable = 0;
        await foreach (var line in file.GradeAsync(reader, cancel))
        {
            await writer.WriteLineAsync(CompletionFile.Write(line));
            await writer.FlushAsync(cancel); // whatever happens to the next one, this one is there
            if (line.Unreadable is null)
                continue;
            unreadable++;
            await Console.Error.WriteLineAsync($"{input}: {line.Reason}");
        }

        return unreadable == 0 ? ExitCode.Done : ExitCode.FailedOrIncomplete;
    }
}
