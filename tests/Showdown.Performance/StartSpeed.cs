using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>
/// What people wait for every day: commands that only look, runs of 10 and of 4,000 attempts, each a whole process, over a host without latency in
/// this process. Several programs are measured in turns, and of each the quickest round counts: what else the machine does only adds. Then where the
/// time of these runs goes.
/// </summary>
internal static class StartSpeed
{
    private const int Rounds = 5;
    private const int InFlight = 64;

    private static readonly (string Name, string[] Arguments, int Attempts, double MostSeconds, double MostProcessor)[] _cases =
    [
        ("--help", ["--help"], 0, 0.15, 0.15),
        ("runs", ["runs"], 0, 0.3, 0.3),
        ("show last", ["show", "last"], 0, 0.4, 0.4),
        ("10 attempts", [], 10, 1.2, 1.5),
        ("4,000 attempts", [], 4_000, 2.5, double.PositiveInfinity),
    ];

    /// <param name="programs">Builds to compare; none: the one beside this program.</param>
    /// <returns>0 when the first program reaches all that is asked for.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> programs)
    {
        var runs = programs.Count == 0 ? [new ProgramRun()] : programs.Select(p => new ProgramRun { Program = p }).ToList();
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
        var good = true;
        Console.WriteLine($"{"", -16}{"program", -40}{"wall s", 9}{"cpu s", 9}{"peak MB", 9}{"at most", 16}");
        foreach (var (name, arguments, attempts, mostSeconds, mostProcessor) in _cases)
        {
            var costs = runs.ToDictionary(r => r, _ => new List<ProcessCost>());
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var run in runs)
                {
                    var cost =
                        attempts > 0
                            ? await run.WholeAsync(attempts, InFlight, simulator.Endpoint)
                            : await run.LookAsync(simulator.Endpoint, arguments);
                    if (round > 0) // the first finds the files on the disk, the others in memory
                        costs[run].Add(cost);
                }
            }

            foreach (var run in runs)
            {
                var (seconds, processor) = (costs[run].Min(c => c.Seconds), costs[run].Min(c => c.Processor));
                good &= run != runs[0] || (seconds <= mostSeconds && processor <= mostProcessor);
                Console.WriteLine(
                    FormattableString.Invariant(
                        $"{name, -16}{Short(run.Program), -40}{seconds, 9:0.00}{processor, 9:0.00}{costs[run].Max(c => c.PeakMegabytes), 9:0}{$"{mostSeconds} / {mostProcessor}", 16}"
                    )
                );
            }
        }

        foreach (var run in runs)
        {
            await PhasesAsync(run, 10, simulator.Endpoint);
            await PhasesAsync(run, 4_000, simulator.Endpoint);
        }

        runs.ForEach(r => r.Dispose());
        return good ? 0 : 1;
    }

    /// <summary>By the times that the database has of a run.</summary>
    private static async Task PhasesAsync(ProgramRun run, int attempts, Uri endpoint)
    {
        var phases = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
            phases.Add(await run.PhasesAsync(attempts, InFlight, endpoint));
        string[] names =
        [
            "start of the process to the run's row: runtime, settings, data, forecast",
            "to the first request: workers, plan, prompt, connection",
            "to the end of the run: replies, scores, what is saved",
            "to the end of the process: report, summary, farewell",
        ];
        Console.WriteLine($"\n{Short(run.Program)}, the quickest of {Rounds} runs of {attempts:n0} attempts, step by step:");
        foreach (var (name, i) in names.Select((n, i) => (n, i)))
            Console.WriteLine(FormattableString.Invariant($"{phases.Min(p => p[i]) * 1000, 7:0} ms  {name}"));
    }

    private static string Short(string program) => program.Length <= 38 ? program : "…" + program[^37..];
}
