using Showdown.Performance;
using Showdown.Performance.Code;

switch (args.FirstOrDefault())
{
    case "connectors":
        await ConnectorSpeed.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "graders":
        MathScorerSpeed.Run(TimeSpan.FromSeconds(1));
        return 0;
    case "grader-fuzz":
        return ScorerFuzz.Run(count: args.Length > 1 ? int.Parse(args[1]) : 1_000_000, seed: args.Length > 2 ? int.Parse(args[2]) : 1);
    case "latency":
        await LatencySpeed.RunAsync();
        return 0;
    case "runs":
        return await RunSpeed.RunAsync(args.ElementAtOrDefault(1), args.ElementAtOrDefault(2));
    case "rate":
        return await RunSpeed.RateAsync();
    case "wire":
        return await WireLatency.RunAsync();
    case "run-loop":
        await RunSpeed.LoopAsync(args[1..]);
        return 0;
    case "sink":
        await SinkSpeed.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "soak":
        await Soak.RunAsync(TimeSpan.FromMinutes(args.Length > 1 ? int.Parse(args[1]) : 60));
        return 0;
    case "start":
        return await StartSpeed.RunAsync(args[1..]);
    case "readers":
        await Readers.RunAsync(args.Length > 1 ? [.. args.Skip(1).Select(int.Parse)] : [0, 200, 0]);
        return 0;
    case "run-memory":
        await RunMemory.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "code-canonical":
        return await CanonicalAcceptance.CanonicalAsync(busy: args.Contains("--busy"));
    case "code-cold":
        return await CanonicalAcceptance.ColdAsync();
    case "code-mutants":
        return await MutantAcceptance.RunAsync();
    case "code-speed":
        return await CodeSpeed.RunAsync();
    case "report":
        await ReportScale.RunAsync(args.Length > 1 ? [.. args.Skip(1).Select(int.Parse)] : [10_000, 100_000]);
        return 0;
    case "statistics":
        return StatisticsTables.Run(args.ElementAtOrDefault(1), rounds: args.Length > 2 ? int.Parse(args[2]) : 4000);
    case "workers":
        return await WorkersSpeed.RunAsync(args.ElementAtOrDefault(1));
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project tests/Showdown.Performance -- WHAT
              connectors [PART OF A NAME]   requests a second of the model layer alone, beside bare HTTP loops
              graders      gradings a second by kind of answer, one thread
              grader-fuzz [COUNT] [SEED]   random texts through every grader: no exception, no hang
              runs [PROGRAM] [DATABASE]  whole runs of 14,000 attempts against N x latency / concurrency
              rate         attempts a second of a service without latency, against a loop that only calls the connector
              wire         how long the simulated host takes during runs, by the packets: what their ideal is made of (as root)
              sink [SERVER]              how long attempts wait until they are saved; SERVER: a PostgreSQL connection string, else SQLite
              start [PROGRAM ...]        whole processes: --help, runs, show, runs of 10 and 4,000 attempts; where a run's first second goes
              run-memory [PROGRAM]       peak memory of whole runs of 1,000, 10,000 and 100,000 attempts
              soak [MINUTES]             memory of a service that makes one short run after another
              readers [COUNT ...]        runs of a service beside so many readers who never pause
              latency      how close it comes to N x latency / concurrency
              workers SERVER             four workers against one on a run that waits on the models; SERVER: a PostgreSQL connection string
              code-canonical [--busy]    every canonical solution of HumanEval+ and MBPP+ has to pass
              code-cold                  HumanEval+ in the sandbox: seconds with nothing kept of its references, and with them
              code-mutants               broken ones have to fail, by the word of a plain Python beside
              code-speed                 answers tested a second, beside a fresh interpreter for each
              statistics [TABLE] [ROUNDS]  do intervals and verdicts keep their promises? The large tables of Statistics/README.md
              report [ATTEMPTS ...]      seconds, memory and sizes of a report and of exports
            """
        );
        return 2;
}
