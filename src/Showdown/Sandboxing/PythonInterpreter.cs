using System.Diagnostics;
using System.Text.Json;

namespace Showdown.Sandboxing;

/// <summary>A real interpreter: no shim, no launcher, all links followed.</summary>
/// <param name="Path">The program's full path.</param>
/// <param name="Folders">What it needs to be able to read, besides /usr.</param>
/// <param name="Lacks">Packages that programs may count on and that it does not have.</param>
public sealed record PythonInterpreter(string Path, string Version, IReadOnlyList<string> Folders, IReadOnlyList<string> Lacks)
{
    private const string Question = """
        import importlib.util, json, os, platform, sys
        print(json.dumps({
            "path": os.path.realpath(sys.executable), "version": platform.python_version(), "enough": sys.version_info >= (3, 9),
            "lacks": [name for name in sys.argv[1:] if importlib.util.find_spec(name) is None],
            "folders": [os.path.realpath(sys.base_prefix), os.path.realpath(sys.prefix)]}))
        """;

    /// <exception cref="SandboxUnavailableException">There is none, or it is older than 3.9.</exception>
    public static async Task<PythonInterpreter> FindAsync(string name, IReadOnlyList<string> packages, CancellationToken cancel)
    {
        var path =
            Executable.Find(name)
            ?? throw new SandboxUnavailableException($"There is no '{name}' in PATH. Install Python 3.9 or newer, or name an interpreter.");
        var start = new ProcessStartInfo(path, ["-s", "-c", Question, .. packages])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var text = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new SandboxUnavailableException($"{path} does not work: {(await errors).Trim()}");
        using var answer = JsonDocument.Parse(text);
        var version = answer.RootElement.GetProperty("version").GetString()!;
        if (!answer.RootElement.GetProperty("enough").GetBoolean())
            throw new SandboxUnavailableException($"{path} is Python {version}; 3.9 or newer is needed.");
        var folders = Texts("folders").Distinct().Where(f => !IsBelowUsr(f)).ToList();
        return new PythonInterpreter(answer.RootElement.GetProperty("path").GetString()!, version, folders, Texts("lacks"));

        List<string> Texts(string name) => [.. answer.RootElement.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
    }

    private static bool IsBelowUsr(string folder) => folder == "/usr" || folder.StartsWith("/usr/", StringComparison.Ordinal);
}

internal static class Executable
{
    /// <summary>The full path of a program; null when it is not there.</summary>
    public static string? Find(string name) =>
        name.Contains('/', StringComparison.Ordinal)
            ? File.Exists(name)
                ? Path.GetFullPath(name)
                : null
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, name))
                .FirstOrDefault(File.Exists);
}
