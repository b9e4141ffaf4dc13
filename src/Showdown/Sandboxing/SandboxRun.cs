using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>Why we stopped a run.</summary>
internal enum RunStop
{
    /// <summary>It used up its CPU time.</summary>
    Cpu,

    /// <summary>It waited and waited, with a processor at hand.</summary>
    Idle,

    /// <summary>The host gave it no processor: our failure, not the program's.</summary>
    Starved,
    Threads,
    Output,

    /// <summary>It has nothing more to say: it has finished, or has closed its channel.</summary>
    Silent,
}

internal enum FrameKind
{
    Ready,
    Value,
    Error,
    Memory,

    /// <summary>SHA-256 and length of a value that is too long to be sent.</summary>
    Digest,
}

/// <summary>A piece of what a run says about itself. Data from an untrusted process, nothing more.</summary>
/// <param name="Seconds">CPU time as the run says; only reference programs are taken at their word.</param>
/// <param name="Payload">Valid until the next frame is read.</param>
internal readonly record struct RunFrame(FrameKind Kind, double Seconds, ReadOnlyMemory<byte> Payload);

/// <summary>How a run's process ended, by the word of the first process.</summary>
/// <param name="Status">Exit status; the negative number of a signal.</param>
internal sealed record RunExit(int Status, TimeSpan Cpu);

/// <summary>One process in namespaces of its own that runs one program. Ends with this object.</summary>
internal sealed class SandboxRun(Zygote zygote, uint number) : IAsyncDisposable
{
    private const int HeaderBytes = 13; // length, kind, seconds

    private readonly TaskCompletionSource<Socket> _channel = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Socket> _output = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RunExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _buffer = new byte[1 << 14];
    private int _start;
    private int _end;
    private int _stop = -1;

    public uint Number => number;

    public int MaxFrameBytes { get; init; } = 64 << 20;

    public RunClock Clock { get; private set; } = new(0);

    /// <summary>How long it has been seen to wait without doing anything.</summary>
    public TimeSpan Idle { get; set; }

    public RunStop? Stopped => _stop < 0 ? null : (RunStop)_stop;

    public Action Ended { get; set; } = () => { };

    public void Connect(Socket connection, int purpose)
    {
        if (!(purpose == 0 ? _channel : _output).TrySetResult(connection))
            connection.Dispose();
    }

    public void Exit(int status, TimeSpan cpu) => _exit.TrySetResult(new RunExit(status, cpu));

    public void Fail(SandboxFailedException reason)
    {
        _exit.TrySetException(reason);
        _channel.TrySetException(reason);
        _output.TrySetException(reason);
        _ = (_exit.Task.Exception, _channel.Task.Exception, _output.Task.Exception); // seen
    }

    /// <summary>Hands over what is to be run and waits until the run has confined itself.</summary>
    /// <exception cref="SandboxFailedException">It did not come so far.</exception>
    public async Task OpenAsync(PyValue request, TimeSpan limit, CancellationToken cancel)
    {
        try
        {
            var channel = await _channel.Task.WaitAsync(limit, cancel);
            Clock = new RunClock(PeerProcess(channel));
            await SendAsync(Framed(MarshalWriter.Write(request)), cancel);
            var ready = await ReadAsync(cancel).AsTask().WaitAsync(limit, cancel);
            if (ready is not { Kind: FrameKind.Ready })
                throw new SandboxFailedException($"A run could not be confined (exit status {(await _exit.Task.WaitAsync(limit, cancel)).Status}).");
        }
        catch (Exception e) when (e is TimeoutException or SocketException)
        {
            throw new SandboxFailedException($"A run did not start: {e.Message}", e);
        }
    }

    public static byte[] Framed(ReadOnlySpan<byte> data)
    {
        var framed = new byte[4 + data.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, data.Length);
        data.CopyTo(framed.AsSpan(4));
        return framed;
    }

    /// <returns>When the kernel has taken all of it; also when the run is gone.</returns>
    public async Task SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        var channel = await _channel.Task;
        try
        {
            while (!data.IsEmpty)
                data = data[await channel.SendAsync(data, cancel)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
    }

    /// <returns>Null when the run says no more, whatever the reason.</returns>
    public async ValueTask<RunFrame?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (_end - _start >= HeaderBytes)
            {
                var header = _buffer.AsSpan(_start, HeaderBytes);
                var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
                if (length > MaxFrameBytes)
                {
                    Stop(RunStop.Output);
                    return null;
                }
                if (_end - _start >= HeaderBytes + (int)length)
                {
                    var payload = _buffer.AsMemory(_start + HeaderBytes, (int)length);
                    var frame = new RunFrame((FrameKind)header[4], BinaryPrimitives.ReadDoubleLittleEndian(header[5..]), payload);
                    _start += HeaderBytes + (int)length;
                    return frame;
                }
                MakeRoom(HeaderBytes + (int)length);
            }
            else
            {
                MakeRoom(HeaderBytes);
            }
            var count = await ReceiveAsync(await _channel.Task, _buffer.AsMemory(_end), cancel);
            if (count == 0)
                return null;
            _end += count;
        }
    }

    /// <summary>Hands on the standard output of a script as it comes, to its end or to what is allowed; then stops the run.</summary>
    public async Task ReadOutputAsync(int maxBytes, Action<ReadOnlySpan<byte>> take, CancellationToken cancel)
    {
        var output = await _output.Task;
        var bytes = new byte[1 << 16];
        for (long length = 0; length <= maxBytes; )
        {
            var count = await ReceiveAsync(output, bytes, cancel);
            if (count == 0)
                return;
            take(bytes.AsSpan(0, count));
            length += count;
        }
        Stop(RunStop.Output);
    }

    /// <summary>True when it has said or printed what we have not read yet.</summary>
    public bool HasUnread => Waits(_channel.Task) || Waits(_output.Task);

    private static bool Waits(Task<Socket> connection)
    {
        try
        {
            return connection.IsCompletedSuccessfully && connection.Result.Available > 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Ends the run for the reason given; only the first reason counts.</summary>
    public void Stop(RunStop reason)
    {
        Interlocked.CompareExchange(ref _stop, (int)reason, -1);
        zygote.Kill(this);
    }

    /// <summary>How it ended: of itself within the grace, else by our hand.</summary>
    public async Task<RunExit> EndAsync(TimeSpan grace)
    {
        if (grace == Timeout.InfiniteTimeSpan)
            return await _exit.Task;
        if (grace > TimeSpan.Zero)
            await Task.WhenAny(_exit.Task, Task.Delay(grace));
        if (!_exit.Task.IsCompleted)
            Stop(RunStop.Silent);
        return await _exit.Task;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            zygote.Kill(this);
            await _exit.Task;
        }
        catch (SandboxFailedException)
        {
            // All its runs have ended with the first process.
        }
        zygote.Forget(this);
        _channel.TrySetCanceled();
        _output.TrySetCanceled();
        if (_channel.Task.IsCompletedSuccessfully)
            (await _channel.Task).Dispose();
        if (_output.Task.IsCompletedSuccessfully)
            (await _output.Task).Dispose();
        Ended();
    }

    private void MakeRoom(int bytes)
    {
        if (_start + bytes <= _buffer.Length && _end < _buffer.Length)
            return;
        var target = bytes <= _buffer.Length ? _buffer : new byte[Math.Max(bytes, 2 * _buffer.Length)];
        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        (_buffer, _end, _start) = (target, _end - _start, 0);
    }

    private static async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> target, CancellationToken cancel)
    {
        try
        {
            return await socket.ReceiveAsync(target, cancel);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0; // the other side is dead
        }
    }

    private static int PeerProcess(Socket socket)
    {
        const int SolSocket = 1,
            SoPeerCred = 17;
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials);
        return MemoryMarshal.Read<int>(credentials);
    }
}
