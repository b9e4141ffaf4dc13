using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Showdown.App;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>
/// Whole runs, by the real program in a process of its own with storage and scoring: against N x latency / concurrency, and at zero latency against a loop in
/// another process that only calls the same connector with the same requests. The simulator is in this process; all share the machine's cores.
/// </summary>
internal static class RunSpeed
{
    private const string Benchmark = "quickstart-choice";
    private const int Samples = 64;
    private const int Rounds = 3;

    private static readonly (int Milliseconds, int InFlight, double Most)[] _latencies = [(200, 64, 1.03), (50, 32, 1.05), (50, 128, 1.2)];

    /// <param name="attempts">In each run, about.</param>
    /// <param name="database">A PostgreSQL connection string for the zero-latency runs; null: SQLite.</param>
    /// <returns>0 when all that is asked for was reached.</returns>
    public static async Task<int> RunAsync(int attempts, string? database)
    {
        var epochs = Math.Max(1, attempts / Samples);
        attempts = epochs * Samples;
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
        Console.WriteLine($"runs of {attempts:n0} attempts, {Environment.ProcessorCount} cores, load {await File.ReadAllTextAsync("/proc/loadavg")}".TrimEnd());
        Console.WriteLine($"{"latency",10}{"in flight",11}{"ideal s",9}{"run s",9}{"ratio",8}{"loop s",9}{"to loop",9}{"at most",9}");
        var good = true;
        foreach (var (latency, inFlight, most) in _latencies)
        {
            var loop = await LoopAsync(simulator.Endpoint, latency, inFlight, epochs);
            var run = await RunAsync(simulator.Endpoint, latency, inFlight, epochs, null);
            var ideal = attempts * latency / 1000.0 / inFlight;
            good &= run / ideal <= most;
            Console.WriteLine(Line($"{latency,7} ms{inFlight,11}{ideal,9:0.00}{run,9:0.00}{run / ideal,8:0.000}{loop,9:0.00}{run / loop,9:0.000}{most,9:0.00}"));
        }

        List<double> loops = [], runs = [];
        for (var round = 0; round < Rounds; round++)
        {
            loops.Add(attempts / await LoopAsync(simulator.Endpoint, 0, 64, epochs));
            runs.Add(attempts / await RunAsync(simulator.Endpoint, 0, 64, epochs, database));
            Console.WriteLine(Line($"no latency, round {round + 1}: loop {loops[^1]:n0} requests/s, run {runs[^1]:n0} attempts/s, {runs[^1] / loops[^1]:0.00} of the loop"));
        }

        var (bare, whole) = (Median(loops), Median(runs));
        Console.WriteLine(Line($"no latency, medians: run {whole:n0} attempts/s, {whole / bare:0.00} of the loop (0.80 and 3,000 are asked for)"));
        return good && whole / bare >= 0.80 && whole >= 3000 ? 0 : 1;
    }

    /// <summary>The loop: this program again, told to do nothing else. Prints the seconds it took.</summary>
    public static async Task LoopAsync(string[] arguments)
    {
        var (endpoint, latency, inFlight, epochs) = (new Uri(arguments[0]), int.Parse(arguments[1]), int.Parse(arguments[2]), int.Parse(arguments[3]));
        var requests = await RequestsAsync();
        await using var model = new ChatModels(TimeProvider.System).Create(Settings(latency, inFlight), endpoint);
        await AskAsync(model, requests, 4, inFlight); // warm-up: code and connections
        var clock = Stopwatch.StartNew();
        await AskAsync(model, requests, epochs, inFlight);
        Console.WriteLine(clock.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task AskAsync(IChatModel model, IReadOnlyList<ModelRequest> requests, int epochs, int inFlight)
    {
        var all = from epoch in Enumerable.Range(1, epochs) from request in requests select request with { Hint = request.Hint! with { Epoch = epoch } };
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (request, cancel) =>
        {
            if (await model.AskAsync(request, cancel) is not Reply.Completed)
                throw new InvalidOperationException("A call failed.");
        });
    }

    private static async Task<IReadOnlyList<ModelRequest>> RequestsAsync()
    {
        var benchmark = BenchmarkCatalog.Read(Places.Find("datasets"), new Problems())[Benchmark];
        var folder = Directory.CreateTempSubdirectory("showdown-loop-").FullName;
        try
        {
            var data = await new DatasetCache(DatasetOptions.FromEnvironment(folder, null), new HttpClient()).PullAsync(benchmark, null, CancellationToken.None);
            var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, CancellationToken.None);
            var questions = await DatasetReader.ReadAsync(benchmark, data, CancellationToken.None).Select(s => prompts.Ask(s, 1)).ToListAsync();
            return [.. questions.Select(q => new ModelRequest(q.Messages, benchmark.Protocol.Sampling) { Hint = q.Hint })];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> LoopAsync(Uri endpoint, int latency, int inFlight, int epochs)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["run-loop", $"{endpoint}", $"{latency}", $"{inFlight}", $"{epochs}"]) { RedirectStandardOutput = true })!;
        var seconds = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(seconds, CultureInfo.InvariantCulture);
    }

    /// <returns>Seconds from the first request to the end of the run, as the database has them.</returns>
    private static async Task<double> RunAsync(Uri endpoint, int latency, int inFlight, int epochs, string? database)
    {
        var folder = Directory.CreateTempSubdirectory("showdown-runs-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "jobs"));
            await File.WriteAllTextAsync(Path.Combine(folder, "jobs", "models.yaml"), $$"""
                simulated:
                  connector: simulated
                  endpoint: {{endpoint}}
                  model: simulated
                  limits: { concurrency: {{inFlight}} }
                  simulation: { first_token: {{(latency == 0 ? "0.001" : latency)}}ms, first_token_spread: 0 }

                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "jobs", "job.yaml"), $"name: job\nprobe: false\nmodels: [simulated]\nbenchmarks: [{{ id: {Benchmark}, epochs: {epochs} }}]\n");
            string[] arguments =
            [
                "run", "job", "--json", "--data", Path.Combine(folder, "data"), "--reports", Path.Combine(folder, "reports"), "--jobs", Path.Combine(folder, "jobs"), "--datasets", Places.Find("datasets"),
                .. database is null ? (string[])[] : ["--database", database],
            ];
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "showdown"), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"The run ended with {process.ExitCode}: {await errors}");
            await output;
            return database is null ? await SecondsAsync(new SqliteConnection($"Data Source={Path.Combine(folder, "data", "showdown.db")}")) : await SecondsAsync(new Npgsql.NpgsqlConnection(database));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> SecondsAsync(System.Data.Common.DbConnection connection)
    {
        const string sql = """
            select (select cast(min(a.started_at) as text) from attempt a join evaluation e on e.id = a.evaluation_id where e.run_id = r.id) as first, cast(finished_at as text) as last
            from run r order by created_at desc limit 1
            """;
        await using (connection)
        {
            var (first, last) = await connection.QuerySingleAsync<(string First, string Last)>(sql);
            return (DateTimeOffset.Parse(last, CultureInfo.InvariantCulture) - DateTimeOffset.Parse(first, CultureInfo.InvariantCulture)).TotalSeconds;
        }
    }

    private static ModelSettings Settings(int latency, int inFlight) => new()
    {
        Id = "simulated",
        Connector = "simulated",
        Model = "simulated",
        Simulation = new Simulation { FirstToken = TimeSpan.FromMilliseconds(latency), FirstTokenSpread = 0 },
        Limits = new ModelLimits { Concurrency = inFlight },
    };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
