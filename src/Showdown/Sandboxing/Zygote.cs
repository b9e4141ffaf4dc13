using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace Showdown.Sandboxing;

/// <summary>The warm first process of a sandbox, and the socket on which its runs report. When it dies, all its runs have died.</summary>
internal sealed class Zygote : IAsyncDisposable
{
    private static readonly string[] _scripts = ["zygote.py", "confine.py", "runner.py"];

    private readonly DirectoryInfo _home;
    private readonly Process _process;
    private readonly Socket _listener;
    private readonly ConcurrentDictionary<uint, SandboxRun> _runs = new();
    private readonly Lock _commands = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _accepting;
    private readonly Task _reporting;
    private uint _lastNumber;

    private Zygote(DirectoryInfo home, Process process, Socket listener)
    {
        (_home, _process, _listener) = (home, process, listener);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
        _accepting = AcceptAsync();
        _reporting = ReadReportsAsync();
    }

    /// <summary>Ends when the first process has ended.</summary>
    public Task Ended => _reporting;

    public bool IsAlive => !_reporting.IsCompleted;

    /// <exception cref="SandboxUnavailableException">The sandbox cannot be built here; the message has bubblewrap's own words.</exception>
    [UnsupportedOSPlatform("windows")]
    public static async Task<Zygote> StartAsync(string bubblewrap, PythonInterpreter python, SandboxOptions options, CancellationToken cancel)
    {
        var home = MakeHome(options.Folder);
        var limit = options.StartLimit;
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Process? process = null;
        try
        {
            foreach (var script in _scripts)
            {
                await using var source = typeof(Zygote).Assembly.GetManifestResourceStream($"Showdown.Sandboxing.Python.{script}")!;
                await using var target = File.Create(Path.Combine(home.FullName, script));
                await source.CopyToAsync(target, cancel);
            }
            listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(home.FullName, "host.sock")));
            listener.Listen(128);
            var start = new ProcessStartInfo(bubblewrap, Bubblewrap.Arguments(python, home.FullName))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            process = Process.Start(start)!;
            var hello = await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(limit, cancel);
            if (hello is not null)
                return new Zygote(home, process, listener);
            var reason = (await process.StandardError.ReadToEndAsync(cancel)).Trim();
            throw new SandboxUnavailableException($"bubblewrap cannot build a sandbox here: {reason}");
        }
        catch (Exception e)
        {
            process?.Kill(entireProcessTree: true);
            process?.Dispose();
            listener.Dispose();
            Delete(home);
            throw e switch
            {
                TimeoutException => new SandboxUnavailableException($"The sandbox did not start within {limit.TotalSeconds:0} s.", e),
                IOException or UnauthorizedAccessException or SocketException or ArgumentException => NoFolder(home.FullName, e),
                _ => e,
            };
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static DirectoryInfo MakeHome(string? folder)
    {
        folder ??= Path.GetTempPath();
        try
        {
            var home = Path.Combine(folder, $"showdown-{Guid.NewGuid():n}"[..20]);
            return Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // only we can enter
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NoFolder(folder, e);
        }
    }

    private static SandboxUnavailableException NoFolder(string folder, Exception e) =>
        new($"The sandbox needs a few kilobytes in {folder}: {e.Message} Make room there, or set TMPDIR to another folder.", e);

    private static void Delete(DirectoryInfo home)
    {
        try
        {
            home.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays behind, a few kilobytes.
        }
    }

    public SandboxRun Start(int maxFrameBytes)
    {
        var number = Interlocked.Increment(ref _lastNumber);
        var run = new SandboxRun(this, number) { MaxFrameBytes = maxFrameBytes };
        _runs[number] = run;
        Command('R', number);
        if (!IsAlive)
            run.Fail(Failure()); // it may have ended before the run was on the list
        return run;
    }

    public void Kill(SandboxRun run) => Command('K', run.Number);

    public void Forget(SandboxRun run) => _runs.TryRemove(run.Number, out _);

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close(); // the sign to end
        }
        catch (IOException) { }
        try
        {
            await _reporting.WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await _reporting;
        }
        _listener.Dispose();
        await _accepting;
        await _process.WaitForExitAsync();
        _process.Dispose();
        Delete(_home);
    }

    private void Command(char command, uint number)
    {
        Span<byte> bytes = [(byte)command, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[1..], number);
        lock (_commands)
        {
            try
            {
                _process.StandardInput.BaseStream.Write(bytes);
                _process.StandardInput.BaseStream.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // It has died; its runs hear so from the reader of its reports.
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await _listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = GreetAsync(connection);
        }
    }

    private async Task GreetAsync(Socket connection)
    {
        var hello = new byte[5];
        try
        {
            for (var read = 0; read < hello.Length; )
            {
                var count = await connection.ReceiveAsync(hello.AsMemory(read));
                if (count == 0)
                    throw new IOException("The run ended before it greeted.");
                read += count;
            }
            if (_runs.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(hello), out var run))
                run.Connect(connection, purpose: hello[4]);
            else
                connection.Dispose();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            connection.Dispose();
        }
    }

    /// <summary>A line a run: number, exit status, CPU seconds. The first process never runs untrusted code, so these are believed.</summary>
    private async Task ReadReportsAsync()
    {
        await Task.Yield();
        var invariant = CultureInfo.InvariantCulture;
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                var parts = line.Split(' ');
                if (_runs.TryGetValue(uint.Parse(parts[0], invariant), out var run))
                    run.Exit(int.Parse(parts[1], invariant), TimeSpan.FromSeconds(double.Parse(parts[2], invariant)));
            }
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            Remember(e.Message);
        }
        foreach (var run in _runs.Values)
            run.Fail(Failure());
    }

    private SandboxFailedException Failure()
    {
        lock (_errors)
            return new SandboxFailedException($"The sandbox's first process has ended. {_errors}".Trim());
    }

    private void Remember(string? line)
    {
        if (line is null)
            return;
        lock (_errors)
        {
            if (_errors.Length < 4000)
                _errors.AppendLine(line);
        }
    }
}
