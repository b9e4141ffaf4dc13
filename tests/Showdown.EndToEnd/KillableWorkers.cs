using System.Diagnostics;

namespace Showdown.EndToEnd;

/// <summary>Workers of a service over one PostgreSQL, each a process that may die at any time.</summary>
internal sealed class KillableWorkers : IDisposable
{
    public const int Count = 3;

    private readonly Workplace _work;
    private readonly string _database;
    private readonly List<Process> _workers;

    public KillableWorkers(Workplace work, string database)
    {
        (_work, _database) = (work, database);
        _workers = [.. Enumerable.Range(0, Count).Select(_ => Start())];
    }

    /// <summary>By SIGKILL; another takes its place.</summary>
    public void Kill(int worker)
    {
        _workers[worker].Kill();
        _workers[worker] = Start();
    }

    /// <summary>The same of the first worker whose process id is among some.</summary>
    public void KillOneOf(IEnumerable<int> processes) => Kill(_workers.FindIndex(w => processes.Contains(w.Id)));

    /// <summary>The service beside them, which asks nothing itself.</summary>
    public static Task<WebServe> ServeAsync(Workplace work, string database) =>
        WebServe.StartAsync(work, new() { ["SHOWDOWN_DATABASE"] = database }, "--asking", "0", "--queues", "plan,render");

    public void Dispose() => _workers.ForEach(w => w.Kill());

    private Process Start()
    {
        var command = _work.Showdown("worker", "--asking", "4", "--queues", "ask", "--database", _database);
        var process = Process.Start(
            new ProcessStartInfo(Workplace.Program, command.Arguments) { WorkingDirectory = _work.Folder, RedirectStandardError = true }
        )!;
        process.BeginErrorReadLine(); // read and forgotten: a full pipe would stop the worker
        return process;
    }
}
