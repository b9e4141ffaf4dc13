using System.Diagnostics;
using System.Globalization;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>
/// Whole runs, by the real program in a process of its own with storage and scoring: against N x latency / concurrency, and at zero latency against a
/// loop in
/// another process that only calls the same connector with the same requests. The simulator is in this process; all share the machine's cores.
/// The loop has made all its calls once before its clock starts; what compares with it is a service that has made the run once before.
/// A program that has just started spends a good part of so short a run on compiling itself: it is told beside.
/// </summary>
internal static class RunSpeed
{
    private const int Programs = 3;
    private const int Rounds = 5;

    private const int Epochs = 4;
    private const int FreeInFlight = 64;

    // The shorter a run, the more the machine's moment counts in it: the more often it is made.
    private static readonly (int Milliseconds, int InFlight, int Times, double Most)[] _latencies =
    [
        (200, 64, 1, 1.03),
        (50, 32, 3, 1.05),
        (50, 128, 5, 1.2),
    ];

    /// <param name="program">Another build of the program than the one beside this; null: that one.</param>
    /// <param name="database">A PostgreSQL connection string for the zero-latency runs; null: SQLite.</param>
    /// <returns>0 when all that is asked for was reached.</returns>
    public static async Task<int> RunAsync(string? program, string? database)
    {
        using var run = program is null ? new ProgramRun() : new ProgramRun { Program = program };
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
        Console.WriteLine(
            $"runs of {ProgramRun.Questions:n0} attempts, {Environment.ProcessorCount} cores, load {await File.ReadAllTextAsync("/proc/loadavg")}".TrimEnd()
        );
        Console.WriteLine($"{"latency", 10}{"in flight", 11}{"ideal s", 9}{"run s", 9}{"ratio", 8}{"loop s", 9}{"to loop", 9}{"at most", 9}");
        var good = true;
        foreach (var (latency, inFlight, times, most) in _latencies)
        {
            var loop = await LoopAsync(simulator.Endpoint, latency, inFlight, 1, run.Datasets);
            var runs = new List<double>();
            for (var i = 0; i < times; i++)
                runs.Add((await run.RunAsync(ProgramRun.Questions, 1, TimeSpan.FromMilliseconds(latency), inFlight, simulator.Endpoint)).Seconds);
            var (whole, ideal) = (Median(runs), ProgramRun.Questions * latency / 1000.0 / inFlight);
            good &= whole / ideal <= most;
            Console.WriteLine(
                Line(
                    $"{latency, 7} ms{inFlight, 11}{ideal, 9:0.00}{whole, 9:0.00}{whole / ideal, 8:0.000}{loop, 9:0.00}{whole / loop, 9:0.000}{most, 9:0.00}   {Range(runs, ideal)}"
                )
            );
        }

        var programs = new List<double>();
        for (var round = 0; round < Programs; round++)
            programs.Add(
                ProgramRun.Questions
                    / (await run.RunAsync(ProgramRun.Questions, 1, TimeSpan.Zero, FreeInFlight, simulator.Endpoint, database)).Seconds
            );
        Console.WriteLine(
            Line($"no latency, {ProgramRun.Questions:n0}, a program that has just started: {Median(programs):n0} attempts/s (3,000 are asked for)")
        );
        return good && Median(programs) >= 3000 ? 0 : 1;
    }

    /// <summary>
    /// A service's rate without latency, beside the loop's, in turn: what counts is the median of the shares, for a machine may be faster in one
    /// minute than in the next.
    /// </summary>
    /// <returns>0 when all that is asked for was reached.</returns>
    public static async Task<int> RateAsync()
    {
        const int attempts = ProgramRun.Questions * Epochs;
        using var run = new ProgramRun();
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
        var endpoint = simulator.Endpoint;
        List<double> shares = [],
            runs = [];
        await using var service = await run.ServeAsync(ProgramRun.Questions, Epochs, TimeSpan.Zero, FreeInFlight, endpoint);
        await service.RunOnceAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var loop = attempts / await LoopAsync(endpoint, 0, FreeInFlight, Epochs, run.Datasets);
            await service.RunOnceAsync();
            runs.Add(attempts / await run.SecondsAsync());
            shares.Add(runs[^1] / loop);
            Console.WriteLine(
                Line(
                    $"no latency, {attempts:n0}, round {round + 1}: loop {loop:n0} requests/s, run {runs[^1]:n0} attempts/s, {shares[^1]:0.00} of the loop"
                )
            );
        }

        Console.WriteLine(
            Line($"no latency, {attempts:n0}, medians: run {Median(runs):n0} attempts/s, {Median(shares):0.00} of the loop (0.80 are asked for)")
        );
        return Median(shares) >= 0.80 ? 0 : 1;
    }

    /// <summary>The loop: this program again, told to do nothing else. Prints the seconds it took.</summary>
    public static async Task LoopAsync(string[] arguments)
    {
        var (endpoint, latency, inFlight, epochs) = (
            new Uri(arguments[0]),
            int.Parse(arguments[1]),
            int.Parse(arguments[2]),
            int.Parse(arguments[3])
        );
        var requests = await RequestsAsync(arguments[4]);
        await using var model = new ChatModels(TimeProvider.System).Create(Settings(latency, inFlight), endpoint);
        await AskAsync(model, latency > 0 ? requests[..1000] : requests, 1, inFlight); // warm-up: code and connections
        var clock = Stopwatch.StartNew();
        await AskAsync(model, requests, epochs, inFlight);
        Console.WriteLine(clock.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task AskAsync(ChatModel model, IEnumerable<ModelRequest> requests, int epochs, int inFlight)
    {
        var all =
            from epoch in Enumerable.Range(1, epochs)
            from request in requests
            select request with
            {
                Hint = request.Hint! with { Epoch = epoch },
            };
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = inFlight },
            async (request, cancel) =>
            {
                if (await model.AskAsync(request, cancel) is not Reply.Completed)
                    throw new InvalidOperationException("A call failed.");
            }
        );
    }

    private static async Task<ModelRequest[]> RequestsAsync(string datasets)
    {
        var benchmark = BenchmarkCatalog.Read(datasets, new Problems())[ProgramRun.Benchmark];
        var folder = Directory.CreateTempSubdirectory("showdown-loop-").FullName;
        try
        {
            var data = await new DatasetCache(DatasetOptions.FromEnvironment(folder, null), new HttpClient()).PullAsync(
                benchmark,
                null,
                CancellationToken.None
            );
            var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, CancellationToken.None);
            var asked = await DatasetReader.ReadAsync(benchmark, data, CancellationToken.None).Select(s => prompts.Ask(s, 1)).ToListAsync();
            return [.. asked.Select(q => new ModelRequest(q.Messages, benchmark.Protocol.Sampling) { Hint = q.Hint })];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> LoopAsync(Uri endpoint, int latency, int inFlight, int epochs, string datasets)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["run-loop", $"{endpoint}", $"{latency}", $"{inFlight}", $"{epochs}", datasets])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var seconds = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(seconds, CultureInfo.InvariantCulture);
    }

    private static ModelSettings Settings(int latency, int inFlight) =>
        new()
        {
            Id = "simulated",
            Connector = Connector.Simulated,
            Model = "simulated",
            Simulation = new Simulation { FirstToken = TimeSpan.FromMilliseconds(latency), FirstTokenSpread = 0 },
            Limits = new ModelLimits { Concurrency = inFlight },
        };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Range(List<double> runs, double ideal) =>
        runs.Count == 1 ? "" : Line($"median of {runs.Count}: {runs.Min() / ideal:0.000} to {runs.Max() / ideal:0.000}");

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
