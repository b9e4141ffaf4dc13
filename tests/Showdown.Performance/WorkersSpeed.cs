using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Showdown.Results;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>How much faster four worker processes finish a run that waits on the models than one does, over a real PostgreSQL.</summary>
internal static class WorkersSpeed
{
    private const int Models = 8;
    private const int Samples = 48; // few enough for one shard
    private const int Epochs = 2;
    private const int ShardsAtATime = 2;

    // No more than a process begins with: above that it would first learn how many the host bears, and one and four would both pay for that.
    private const int Concurrency = 8;

    // Long, so that the run waits on the models and not on the processors of a busy machine.
    private static readonly TimeSpan _latency = TimeSpan.FromSeconds(4);

    /// <param name="server">Connection string of a server on which databases may be made.</param>
    public static async Task<int> RunAsync(string? server)
    {
        if (server is null)
        {
            await Console.Error.WriteLineAsync(
                "workers needs the connection string of a PostgreSQL server on which it may make databases, such as \"Host=127.0.0.1;Username=postgres\"."
            );
            return 2;
        }

        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
        Console.WriteLine(
            $"{Models} models, {Samples * Epochs} attempts of {_latency.TotalSeconds:0.#} s at each, one shard a model; {ShardsAtATime} shards at a time in a process, {Concurrency} attempts at a time in a shard; {Environment.ProcessorCount} cores"
        );
        var bound = Models / ShardsAtATime * (Samples * Epochs / Concurrency) * _latency.TotalSeconds;
        var one = await MeasureAsync(server, simulator.Endpoint, workers: 1);
        Console.WriteLine($"1 worker    {one.Run, 7:0.0} s, asking {one.Asking:0.0} s of it; with nothing but waiting it would be {bound:0.0} s");
        var four = await MeasureAsync(server, simulator.Endpoint, workers: 4);
        Console.WriteLine(
            $"4 workers   {four.Run, 7:0.0} s, asking {four.Asking:0.0} s of it; with nothing but waiting it would be {bound / 4:0.0} s"
        );
        Console.WriteLine($"{one.Run / four.Run:0.00} times as fast, asking alone {one.Asking / four.Asking:0.00} times");
        return one.Run / four.Run >= 3.5 ? 0 : 1;
    }

    /// <returns>Seconds from the run's creation to its end, and from the first request to the last reply, as the database has them.</returns>
    private static async Task<(double Run, double Asking)> MeasureAsync(string server, Uri endpoint, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("showdown-workers-").FullName;
        var name = $"showdown_workers_{Environment.ProcessId}_{workers}";
        await ExecuteAsync(server, $"create database {name}");
        var database = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        var processes = new List<Process>();
        try
        {
            WriteJob(folder, endpoint);
            for (var i = 0; i < workers; i++)
                processes.Add(await StartAsync(folder, database));
            using var trigger = Showdown(folder, database, "schedule", "trigger", "job");
            var said = await trigger.StandardError.ReadToEndAsync();
            await trigger.WaitForExitAsync();
            return trigger.ExitCode == 0 ? await EndAsync(database) : throw new InvalidOperationException($"The run could not be started: {said}");
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }

            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server, $"drop database {name} with (force)");
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteJob(string folder, Uri endpoint)
    {
        Directory.CreateDirectory(Path.Combine(folder, "jobs"));
        var models = Enumerable.Range(1, Models).Select(i => $"model-{i}").ToList();
        File.WriteAllText(
            Path.Combine(folder, "jobs", "models.yaml"),
            string.Concat(
                models.Select(model =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""
                        {{model}}:
                          connector: simulated
                          endpoint: {{endpoint}}
                          model: m
                          limits: { concurrency: {{Concurrency}}, per: process }
                          simulation: { skill: { default: 0.7 }, first_token: {{_latency.TotalMilliseconds:0}}ms, first_token_spread: 0, answer_tokens: 1, tokens_per_second: 10000 }

                        """
                    )
                )
            )
        );
        File.WriteAllText(
            Path.Combine(folder, "jobs", "job.yaml"),
            $"name: job\nmodels: [{string.Join(", ", models)}]\nbenchmarks: [{{ id: quickstart-choice, limit: {Samples}, epochs: {Epochs} }}]\nprobe: false\n"
        );
    }

    private static async Task<Process> StartAsync(string folder, string database)
    {
        var process = Showdown(folder, database, "worker", "--asking", $"{ShardsAtATime}");
        var ready = new TaskCompletionSource();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("worker: ready", StringComparison.Ordinal) == true)
                ready.TrySetResult();
            else if (line.Data is not null)
                Console.Error.WriteLine(line.Data);
        };
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return process;
    }

    private static Process Showdown(string folder, string database, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                Path.Combine(AppContext.BaseDirectory, "showdown"),
                [
                    .. arguments,
                    "--database",
                    database,
                    "--data",
                    Path.Combine(folder, "data"),
                    "--reports",
                    Path.Combine(folder, "reports"),
                    "--jobs",
                    Path.Combine(folder, "jobs"),
                    "--datasets",
                    App.Hosting.AppPaths.Find("datasets"),
                ]
            )
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
            }
        )!;

    private static async Task<(double Run, double Asking)> EndAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        while (true)
        {
            await using var command = new NpgsqlCommand(
                """
                select status, extract(epoch from finished_at - created_at),
                       (select extract(epoch from max(started_at + duration_seconds * interval '1 second') - min(started_at)) from attempt)
                from run
                """,
                connection
            );
            await using (var row = await command.ExecuteReaderAsync())
            {
                if (await row.ReadAsync() && row.GetString(0) is not "Running" and var status)
                    return status == nameof(RunStatus.Complete)
                        ? ((double)row.GetDecimal(1), (double)row.GetDecimal(2))
                        : throw new InvalidOperationException($"The run ended {status}.");
            }

            await Task.Delay(500);
        }
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
