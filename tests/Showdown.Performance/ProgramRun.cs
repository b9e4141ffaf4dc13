using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Showdown.Performance;

/// <summary>What a run of the program cost.</summary>
/// <param name="Seconds">
/// From the first request to the end of the run, as the database has them: storage and scoring are in it, the program's start and the report are not.
/// </param>
/// <param name="PeakMegabytes">Most memory of the process at any moment, report included.</param>
internal sealed record RunCost(double Seconds, double PeakMegabytes);

/// <summary>
/// A folder with a benchmark of many made-up questions, one simulated model and one job. Runs the real program in it, in a process of its own.
/// </summary>
internal sealed class ProgramRun : IDisposable
{
    /// <summary>The benchmark's id: as many questions as MMLU has, of about its length.</summary>
    public const string Benchmark = "load";
    public const string Job = "job";
    public const int Questions = 14_000;

    /// <summary>The same with so few questions that reading them costs nothing.</summary>
    public const string FewBenchmark = "few";
    public const int FewQuestions = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-performance-").FullName;
    private int _jobs;

    public ProgramRun()
    {
        WriteBenchmark(Benchmark, Questions);
        WriteBenchmark(FewBenchmark, FewQuestions);
    }

    private void WriteBenchmark(string id, int questions)
    {
        Write(
            $"datasets/{id}/benchmark.yaml",
            $$$"""
            id: {{{id}}}
            version: 1
            title: Load
            sources: [{ file: data.jsonl }]
            prompt: |
              {{ sample.input }}

              A) {{ sample.choices[0] }}
              B) {{ sample.choices[1] }}
              C) {{ sample.choices[2] }}
              D) {{ sample.choices[3] }}
            scorer: { name: choice }
            protocol: { epochs: 1, temperature: 0.6, max_output_tokens: 1024 }
            """
        );
        Write($"datasets/{id}/data.jsonl", string.Join('\n', Enumerable.Range(0, questions).Select(Record)));
    }

    public string Datasets => Path.Combine(_folder, "datasets");

    /// <summary>The program; another build of it than the one beside this program may be given.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, "showdown");

    /// <param name="questions">At most <see cref="Questions"/>.</param>
    /// <param name="epochs">Attempts at each.</param>
    /// <param name="firstToken">When the simulated model says its first word, which is nearly its last.</param>
    /// <param name="concurrency">Requests in flight.</param>
    /// <param name="endpoint">A simulator in another process; null: the program's own.</param>
    /// <param name="database">A PostgreSQL connection string; null: SQLite.</param>
    /// <exception cref="InvalidOperationException">The program failed; with what it said.</exception>
    public async Task<RunCost> RunAsync(
        int questions,
        int epochs,
        TimeSpan firstToken,
        int concurrency,
        Uri? endpoint = null,
        string? database = null
    )
    {
        var number = WriteJob(questions, epochs, firstToken, concurrency, endpoint);
        string[] arguments = ["run", Job, "--json", .. Options(number), .. database is null ? (string[])[] : ["--database", database]];
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.WaitForExit(50))
            peak = Math.Max(peak, PeakOf(process));
        await output;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The run ended with {process.ExitCode}: {await errors}");
        var seconds = await SecondsAsync(database is null ? Sqlite(number) : new Npgsql.NpgsqlConnection(database));
        Directory.Delete(Data(number), recursive: true);
        return new RunCost(seconds, peak / 1048576.0);
    }

    /// <summary>A run with its report, as a whole process; its data stays for <see cref="LookAsync"/>.</summary>
    public Task<ProcessCost> WholeAsync(int questions, int concurrency, Uri endpoint)
    {
        var number = WriteJob(questions, 1, TimeSpan.Zero, concurrency, endpoint);
        return ProcessCost.OfAsync(Program, ["run", Job, .. Options(number)]);
    }

    /// <summary>A command over the data of the last run, which is made where there is none.</summary>
    public async Task<ProcessCost> LookAsync(Uri endpoint, params string[] command)
    {
        if (_jobs == 0)
            await WholeAsync(1_000, 16, endpoint);
        return await ProcessCost.OfAsync(Program, [.. command, .. Options(_jobs)]);
    }

    /// <returns>Seconds from the process's start to the run's row, from there to the first request, to the run's end, and to the process's.</returns>
    public async Task<double[]> PhasesAsync(int questions, int concurrency, Uri endpoint)
    {
        const string sql = """
            select cast(r.created_at as text) as made, (select cast(min(started_at) as text) from attempt) as first, cast(r.finished_at as text) as last from run r
            """;
        var whole = await WholeAsync(questions, concurrency, endpoint);
        await using var database = Sqlite(_jobs);
        var (made, first, last) = await database.QuerySingleAsync<(string Made, string First, string Last)>(sql);
        DateTimeOffset[] marks = [whole.Began, Time(made), Time(first), Time(last), whole.Ended];
        return [.. marks.Zip(marks.Skip(1), (from, to) => (to - from).TotalSeconds)];

        static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    /// <summary>Starts the service over a job like those of <see cref="RunAsync"/>.</summary>
    public Task<ServiceRun> ServeAsync(int questions, int epochs, TimeSpan firstToken, int concurrency, Uri? endpoint = null) =>
        ServiceRun.StartAsync(Program, Options(WriteJob(questions, epochs, firstToken, concurrency, endpoint)));

    /// <summary>Seconds of the last run of the last job, as its SQLite file has them.</summary>
    public Task<double> SecondsAsync() => SecondsAsync(Sqlite(_jobs));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <returns>The number of a folder of jobs with it.</returns>
    private int WriteJob(int questions, int epochs, TimeSpan firstToken, int concurrency, Uri? endpoint)
    {
        var folder = $"jobs-{++_jobs}";
        Write(
            $"{folder}/models.yaml",
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                simulated:
                  connector: simulated
                  model: simulated
                  {{(endpoint is null ? "" : $"endpoint: {endpoint}")}}
                  limits: { concurrency: {{concurrency}} }
                  simulation: { first_token: {{Math.Max(0.001, firstToken.TotalMilliseconds)}}ms, first_token_spread: 0 }
                """
            )
        );
        Write(
            $"{folder}/job.yaml",
            $"name: {Job}\nprobe: false\nmodels: [simulated]\nbenchmarks: [{{ id: {(questions <= FewQuestions ? FewBenchmark : Benchmark)}, limit: {questions}, epochs: {epochs} }}]\n"
        );
        return _jobs;
    }

    private string[] Options(int number) =>
        [
            "--jobs",
            Path.Combine(_folder, $"jobs-{number}"),
            "--datasets",
            Datasets,
            "--data",
            Data(number),
            "--reports",
            Path.Combine(_folder, "reports"),
        ];

    private string Data(int number) => Path.Combine(_folder, $"data-{number}");

    private SqliteConnection Sqlite(int number) => new($"Data Source={Path.Combine(Data(number), "showdown.db")};Pooling=false");

    private static string Record(int i) =>
        JsonSerializer.Serialize(
            new
            {
                id = $"q{i}",
                input = $"Question {i}: which is the largest?\n{new string('x', 600)}",
                choices = new[] { $"{i}", $"{i + 1}", $"{i - 1}", "0" },
                target = "B",
            }
        );

    internal static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has just ended
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
            return (
                DateTimeOffset.Parse(last, CultureInfo.InvariantCulture) - DateTimeOffset.Parse(first, CultureInfo.InvariantCulture)
            ).TotalSeconds;
        }
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }
}
