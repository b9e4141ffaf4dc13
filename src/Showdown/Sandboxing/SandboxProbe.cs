using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>Tries the sandbox out: builds it, runs a program in it that tries to get out, and sees that it did not.</summary>
public static class SandboxProbe
{
    private const string Escapes = """
        import os, socket

        def escapes(host_file):
            found = []
            def tried(what, attempt):
                try:
                    attempt()
                    found.append(what)
                except OSError:
                    pass
            tried("it can open sockets", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            tried("it can start processes", lambda: os.fork() or os._exit(0))
            tried("it can write to /usr", lambda: open("/usr/showdown-probe", "w"))
            tried("it can read files of the host", lambda: open(host_file))
            tried("it can see other processes", lambda: os.stat("/proc/self"))
            tried("it can reach the host's socket", lambda: os.stat("/run/showdown/host.sock"))
            return found
        """;

    public static async Task<SandboxCheck> CheckAsync(SandboxPool pool, TimeProvider time, CancellationToken cancel)
    {
        var ours = "/etc/passwd"; // a file of the host
        try
        {
            var python = await pool.WarmAsync(cancel);
            var nothing = CallTest.Of([new PyStr(ours)], new PyList([]));
            var task = new FunctionTask
            {
                Id = "probe",
                EntryPoint = "escapes",
                Groups = [new TestGroup("probe", [nothing])],
            };
            var result = await new CodeSandbox(pool, new ReferenceOutputs(pool, time), time).TestAsync(task, Escapes, cancel);
            return result.Outcome == CodeOutcome.Passed
                ? new SandboxCheck(
                    true,
                    $"bubblewrap runs Python {python.Version} ({python.Path}), {pool.Options.Parallel} at a time.{Lacks(python)}"
                )
                : new SandboxCheck(false, $"The sandbox does not hold, so it is not used: {result.Failure?.Got ?? result.Reason}");
        }
        catch (SandboxUnavailableException e)
        {
            return new SandboxCheck(false, $"{e.Message} {Advice(e.Message)}".TrimEnd());
        }
    }

    private static string Lacks(PythonInterpreter python) =>
        python.Lacks.Count == 0
            ? ""
            : $" It lacks {string.Join(", ", python.Lacks)}, which the official images of EvalPlus and LiveCodeBench have:"
                + $" programs that import it stay unscored (Debian, Ubuntu: apt install {string.Join(" ", python.Lacks.Select(p => "python3-" + p))}, for /usr/bin/python3).";

    private static string Advice(string message) =>
        new[] { "ermission", "not permitted", "namespace" }.Any(word => message.Contains(word, StringComparison.Ordinal))
            ? "This host forbids user namespaces to ordinary programs. On Ubuntu 24.04 and later an AppArmor profile for bwrap allows them;"
                + " in Docker, run the judge's container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined,"
                + " or test on another host. Programs are never run without the sandbox."
            : "";
}
