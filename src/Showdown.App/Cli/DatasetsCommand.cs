using System.CommandLine;
using Showdown.App.Hosting;
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
                var (sound, good) = await ChosenAsync(parsed, []);
                Print(session.Get<DatasetCache>(), sound);
                return good ? ExitCode.Done : ExitCode.BadUsage;
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
        var (sound, good) = await ChosenAsync(parsed, parsed.GetValue(ids) ?? []);
        foreach (var benchmark in sound)
        {
            try
            {
                good &= await act(datasets, benchmark, cancel);
            }
            catch (SettingsException e)
            {
                // One dataset that cannot be had does not stop the others.
                await Console.Error.WriteLineAsync(e.Message);
                good = false;
            }
        }

        return good ? ExitCode.Done : ExitCode.FailedOrIncomplete;
    }

    /// <summary>The benchmarks that are asked for and have no mistake. The mistakes of the others are told, and do these no harm.</summary>
    private static async Task<(IReadOnlyList<BenchmarkSettings> Sound, bool Good)> ChosenAsync(ParseResult parsed, string[] ids)
    {
        var problems = new Problems();
        var all = BenchmarkCatalog.ReadEach(parsed.PathsOf().Datasets, problems, AppPaths.ShippedDatasets);
        problems.ThrowIfAny();
        var known = all.Select(e => e.Id).ToList();
        foreach (var id in ids.Where(id => !known.Contains(id)))
            throw new SettingsException($"There is no benchmark '{id}'.{Spelling.Hint(id, known)} There are: {string.Join(", ", known)}.");
        var chosen = all.Where(e => ids.Length == 0 || ids.Contains(e.Id)).ToList();
        foreach (var problem in chosen.SelectMany(e => e.Problems.Messages))
            await Console.Error.WriteLineAsync(problem);
        return ([.. chosen.Where(e => e.Problems.Count == 0).Select(e => e.Benchmark!)], chosen.All(e => e.Problems.Count == 0));
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
