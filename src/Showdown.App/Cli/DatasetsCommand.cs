using System.CommandLine;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Settings;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown datasets list|pull|verify.</summary>
internal static class DatasetsCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("BENCHMARK") { Description = "Benchmark ids; none means all", Arity = ArgumentArity.ZeroOrMore };
        var list = new Command("list", "Lists the benchmarks and whether their data is here");
        list.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                Print(session.Get<DatasetCache>(), Chosen(parsed, []));
                return ExitCode.Done;
            }
        );
        var pull = new Command("pull", "Downloads and pins data") { ids };
        pull.SetAction(
            (parsed, stop) =>
                EachAsync(
                    parsed,
                    ids,
                    async (datasets, benchmark, cancel) =>
                    {
                        await DatasetPulling.PullAsync(datasets, benchmark, quiet: false, cancel);
                        return true;
                    },
                    stop
                )
        );
        var verify = new Command("verify", "Reads the data that is here again and checks its hash") { ids };
        verify.SetAction(
            (parsed, stop) =>
                EachAsync(
                    parsed,
                    ids,
                    async (datasets, benchmark, cancel) =>
                    {
                        var check = await datasets.VerifyAsync(benchmark, cancel);
                        Console.WriteLine($"{benchmark.Id}: {check.Message}");
                        return !check.IsPresent || check.IsIntact; // what was never pulled is not damaged
                    },
                    stop
                )
        );
        return new Command("datasets", "Looks after benchmark data") { list, pull, verify };
    }

    private static async Task<int> EachAsync(
        ParseResult parsed,
        Argument<string[]> ids,
        Func<DatasetCache, BenchmarkSettings, CancellationToken, Task<bool>> act,
        CancellationToken cancel
    )
    {
        await using var session = await Session.OpenAsync(parsed, cancel);
        var datasets = session.Get<DatasetCache>();
        var good = true;
        foreach (var benchmark in Chosen(parsed, parsed.GetValue(ids) ?? []))
        {
            try
            {
                good &= await act(datasets, benchmark, cancel);
            }
            catch (SettingsException e)
            {
                // One dataset that cannot be had does not stop the others.
                await Console.Error.WriteLineAsync(Printable.Of(e.Message));
                good = false;
            }
        }

        return good ? ExitCode.Done : ExitCode.FailedOrIncomplete;
    }

    private static IReadOnlyList<BenchmarkSettings> Chosen(ParseResult parsed, string[] ids)
    {
        var problems = new Problems();
        var all = BenchmarkCatalog.Read(parsed.PathsOf().Datasets, problems);
        problems.ThrowIfAny();
        foreach (var id in ids.Where(id => !all.ContainsKey(id)))
            throw new SettingsException($"There is no benchmark '{id}'.{Spelling.Hint(id, all.Keys)} There are: {string.Join(", ", all.Keys)}.");
        return [.. ids.Length == 0 ? all.Values : ids.Select(id => all[id])];
    }

    private static void Print(DatasetCache datasets, IReadOnlyList<BenchmarkSettings> benchmarks)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Benchmark", "Title", "Version", "Scorer", "Data", "sha256");
        foreach (var benchmark in benchmarks)
        {
            var data = datasets.Find(benchmark);
            table.AddRow([
                .. new[]
                {
                    benchmark.Id,
                    benchmark.Title,
                    $"{benchmark.Version}",
                    benchmark.Scorer.Name,
                    data is null ? "not pulled" : "here",
                    (data?.Sha256 ?? benchmark.Sources[0].Sha256 ?? "its own")[
                        ..Math.Min(12, (data?.Sha256 ?? benchmark.Sources[0].Sha256 ?? "its own").Length)
                    ],
                }.Select(text => Printable.Cell(text)),
            ]);
        }

        AnsiConsole.Write(table);
    }
}
