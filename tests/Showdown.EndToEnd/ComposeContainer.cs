using System.Diagnostics;
using System.Text;

namespace Showdown.EndToEnd;

/// <summary>
/// Runs a service's very command under bubblewrap, as a container would: a read-only root, no capabilities, a user of its own, its mounts, its
/// variables,
/// its host name, and no network where the service has none to the outside.
/// </summary>
internal sealed class ComposeContainer : IAsyncDisposable
{
    // $APP_UID of Microsoft's images.
    private const string User = "1654";
    private static readonly string[] _notBound = ["/proc", "/dev", "/sys", "/tmp", "/run", "/etc", "/data", "/reports"];

    private readonly ComposeService _service;
    private readonly ComposePlace _place;
    private readonly StringBuilder _log = new();
    private Process? _process;

    private ComposeContainer(ComposeService service, ComposePlace place) => (_service, _place) = (service, place);

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>True where bubblewrap can do it.</summary>
    public static async Task<bool> IsPossibleAsync()
    {
        try
        {
            using var probe = Process.Start(
                new ProcessStartInfo(
                    "bwrap",
                    ["--ro-bind", "/", "/", "--bind", "/proc", "/proc", "--unshare-user", "--unshare-net", "--uid", User, "true"]
                )
                {
                    RedirectStandardError = true,
                }
            )!;
            await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public static ComposeContainer Start(ComposeService service, ComposePlace place)
    {
        var container = new ComposeContainer(service, place);
        Directory.CreateDirectory(container.Temporary);
        foreach (var mount in service.Mounts.Where(m => m.IsVolume))
            place.MakeVolume(mount);
        var process = container.Run([Workplace.Program, .. place.Compose.Entrypoint.Skip(1), .. service.Command.Select(place.Substitute)]);
        process.OutputDataReceived += (_, line) => container.Remember(line.Data);
        process.ErrorDataReceived += (_, line) => container.Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        container._process = process;
        return container;
    }

    /// <summary>Runs the service's own health check.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancel)
    {
        string[] test = [.. _service.HealthTest.Select(_place.Substitute)];
        using var check = Run(test[0] == "CMD-SHELL" ? ["/bin/sh", "-c", test[1]] : test[1..]);
        await check.WaitForExitAsync(cancel);
        return check.ExitCode == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private string Temporary => Path.Combine(_place.Work.Folder, "tmp", _service.Name);

    private Process Run(IReadOnlyList<string> command) =>
        Process.Start(
            new ProcessStartInfo("bwrap", [.. Arguments(), "--", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;

    private IEnumerable<string> Arguments()
    {
        string[] isolate =
        [
            "--unshare-user",
            "--unshare-ipc",
            "--unshare-uts",
            "--hostname",
            _service.Name,
            "--uid",
            User,
            "--gid",
            User,
            "--cap-drop",
            "ALL",
            "--die-with-parent",
            "--clearenv",
        ];
        string[] network = _service.Networks.Any(n => !_place.Compose.Networks[n]) || _place.Sockets is null ? [] : ["--unshare-net"];
        var system = Directory.GetFileSystemEntries("/").Except(_notBound).SelectMany(Bind);
        var configuration = Directory.GetFileSystemEntries("/etc").SelectMany(Bind);
        // /proc as it is: in a container of Docker "systempaths=unconfined" does what the judge needs of it.
        string[] special = ["--bind", "/proc", "/proc", "--dev", "/dev", "--bind", Temporary, "/tmp"];
        string[] program = ["--ro-bind", AppContext.BaseDirectory, AppContext.BaseDirectory]; // also where the repository lies below /tmp
        string[] database = _place.Sockets is { } sockets ? ["--bind", sockets, ComposePlace.SocketFolder] : [];
        var mounts = _service
            .Mounts.OrderBy(m => m.Target.Length)
            .SelectMany(m => new[] { m.ReadOnly ? "--ro-bind" : "--bind", _place.SourceOf(m), m.Target });
        var folders = _place.Compose.FolderVariables.SelectMany(v => new[] { "--setenv", v.Key, v.Value });
        var environment = _service.Environment.SelectMany(e =>
            new[] { "--setenv", e.Key, e.Key == "SHOWDOWN_DATABASE" ? _place.Database : _place.Substitute(e.Value) }
        );
        return
        [
            .. isolate,
            .. network,
            .. system,
            "--tmpfs",
            "/etc",
            .. configuration,
            .. special,
            .. program,
            .. database,
            .. mounts,
            "--remount-ro",
            "/",
            "--remount-ro",
            "/etc",
            "--setenv",
            "PATH",
            "/usr/local/bin:/usr/bin:/bin",
            "--setenv",
            "DOTNET_EnableDiagnostics",
            "0",
            "--setenv",
            "DOTNET_ROOT",
            Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "",
            .. folders,
            .. environment,
        ];
    }

    private static string[] Bind(string path) =>
        new FileInfo(path).LinkTarget is { } target && Path.GetDirectoryName(path) == "/"
            ? ["--symlink", target, path]
            : ["--ro-bind-try", path, path];

    private void Remember(string? line)
    {
        lock (_log)
            _log.AppendLine(line);
    }
}

/// <summary>What all services of one arrangement share.</summary>
/// <param name="Sockets">The folder of PostgreSQL's socket, by which a service without a network reaches it; null: by the network.</param>
/// <param name="Variables">What .env would hold.</param>
internal sealed record ComposePlace(
    ComposeFile Compose,
    Workplace Work,
    string Database,
    string? Sockets,
    int Port,
    IReadOnlyDictionary<string, string> Variables
)
{
    public const string SocketFolder = "/run/postgresql";

    /// <summary>A path of the file becomes one of the workplace, where it is there, or of the repository.</summary>
    public string SourceOf(ComposeMount mount)
    {
        if (mount.IsVolume)
            return VolumeOf(mount.Source);
        var own = Path.Combine(Work.Folder, mount.Source);
        return Path.GetFullPath(Path.Exists(own) ? own : Path.Combine(Workplace.Root, mount.Source));
    }

    public string VolumeOf(string name) => Path.Combine(Work.Folder, "volumes", name);

    /// <summary>A new volume begins as a copy of the image's folder.</summary>
    public void MakeVolume(ComposeMount mount)
    {
        Directory.CreateDirectory(VolumeOf(mount.Source));
        foreach (var folder in Compose.Folders.Where(f => f.StartsWith(mount.Target + "/", StringComparison.Ordinal)))
            Directory.CreateDirectory(Path.Combine(VolumeOf(mount.Source), Path.GetRelativePath(mount.Target, folder)));
    }

    public string Substitute(string text) => ComposeFile.Interpolate(text, Variables).Replace("8080", $"{Port}", StringComparison.Ordinal);
}
