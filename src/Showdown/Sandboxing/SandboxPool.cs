using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>
/// Keeps one warm sandbox and hands out runs in it, so many at a time. Builds it when it is first wanted, and anew when it has died.
/// </summary>
/// <remarks>
/// A run is a process of its own in process and mount namespaces of its own, forked from a first process that no program and no data ever pass
/// through.
/// So each answer has a sandbox to itself, at the price of a fork. Thread-safe.
/// </remarks>
public sealed class SandboxPool(SandboxOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Parallel);
    private readonly SemaphoreSlim _building = new(1);
    private Zygote? _zygote;

    public SandboxOptions Options => options;

    /// <summary>The interpreter that programs meet; null before the first run.</summary>
    public PythonInterpreter? Python { get; private set; }

    /// <summary>Builds the sandbox now, or finds that it stands.</summary>
    /// <exception cref="SandboxUnavailableException">There can be none here. The message says why and what to do.</exception>
    public async Task<PythonInterpreter> WarmAsync(CancellationToken cancel)
    {
        await ZygoteAsync(cancel);
        return Python!;
    }

    /// <param name="maxFrameBytes">Longer answers stop the run.</param>
    /// <param name="insideAnother">True when a run that has a place waits for this one: then it needs no place of its own.</param>
    internal async Task<SandboxRun> StartAsync(PyValue request, int maxFrameBytes, bool insideAnother, CancellationToken cancel)
    {
        if (!insideAnother)
            await _slots.WaitAsync(cancel);
        SandboxRun? run = null;
        try
        {
            run = (await ZygoteAsync(cancel)).Start(maxFrameBytes);
            await run.OpenAsync(request, options.StartLimit, cancel);
            if (!insideAnother)
                run.Ended = () => _slots.Release();
            return run;
        }
        catch
        {
            if (run is not null)
                await run.DisposeAsync();
            if (!insideAnother)
                _slots.Release();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_zygote is not null)
            await _zygote.DisposeAsync();
        _slots.Dispose();
        _building.Dispose();
    }

    private async Task<Zygote> ZygoteAsync(CancellationToken cancel)
    {
        if (_zygote is { IsAlive: true } alive)
            return alive;
        await _building.WaitAsync(cancel);
        try
        {
            if (_zygote is { IsAlive: true } built)
                return built;
            if (!OperatingSystem.IsLinux())
                throw new SandboxUnavailableException(
                    "Programs run under bubblewrap, which needs Linux. Test code on a Linux machine or in the project's Linux container."
                );
            var bubblewrap =
                Executable.Find(options.Bubblewrap)
                ?? throw new SandboxUnavailableException(
                    $"There is no '{options.Bubblewrap}' in PATH, and programs of models never run without it."
                        + " Install bubblewrap (Debian, Ubuntu: apt install bubblewrap)."
                );
            Python ??= await PythonInterpreter.FindAsync(options.Python, options.Packages, cancel);
            if (_zygote is not null)
                await _zygote.DisposeAsync();
            return _zygote = await Zygote.StartAsync(bubblewrap, Python, options, cancel);
        }
        finally
        {
            _building.Release();
        }
    }
}
