namespace Showdown.Sandboxing;

/// <summary>The command line that makes the outer sandbox.</summary>
internal static class Bubblewrap
{
    /// <summary>Where the folder with our scripts and the socket appears inside.</summary>
    public const string Home = "/run/showdown";

    /// <remarks>
    /// The first process keeps one capability, inside its own user namespace: it needs it to give each run namespaces of its own, and each run
    /// drops it
    /// before its program starts. Two things are left out for that: --dev and --disable-userns make bubblewrap add a second user namespace, in
    /// which the
    /// capability no longer reaches the mounts. And no --die-with-parent: it would follow the thread that started the process, which a thread
    /// pool may
    /// retire; the end of standard input is the sign instead.
    /// </remarks>
    public static IEnumerable<string> Arguments(PythonInterpreter python, string home)
    {
        string[] isolate =
        [
            "--unshare-all",
            "--unshare-user",
            "--uid",
            "1000",
            "--gid",
            "1000",
            "--hostname",
            "sandbox",
            "--new-session",
            "--cap-drop",
            "ALL",
            "--cap-add",
            "CAP_SYS_ADMIN",
            "--clearenv",
            "--setenv",
            "PYTHONHASHSEED",
            "0",
            "--setenv",
            "LANG",
            "C.UTF-8",
            "--setenv",
            "HOME",
            "/tmp",
            "--setenv",
            "PATH",
            "/usr/bin",
            // Libraries for numbers start a thread for every processor otherwise, each with its share of the address space.
            "--setenv",
            "OPENBLAS_NUM_THREADS",
            "1",
            "--setenv",
            "OMP_NUM_THREADS",
            "1",
        ];
        var system =
            from folder in new[] { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives" }
            where Path.Exists(folder)
            from argument in LinkOrBind(folder)
            select argument;
        var interpreter = python.Folders.SelectMany(folder => new[] { "--ro-bind", folder, folder });
        var devices = new[] { "null", "zero", "random", "urandom" }.SelectMany(device => new[] { "--dev-bind", $"/dev/{device}", $"/dev/{device}" });
        string[] rest =
        [
            "--proc",
            "/proc",
            "--dir",
            "/tmp",
            "--ro-bind",
            home,
            Home,
            "--remount-ro",
            "/",
            "--chdir",
            "/",
            "--",
            python.Path,
            "-s",
            "-B",
            $"{Home}/zygote.py",
        ];
        return [.. isolate, .. system, .. interpreter, .. devices, .. rest];
    }

    private static string[] LinkOrBind(string path) =>
        new FileInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path];
}
