using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>
/// How long the simulated host really takes while a run asks it, by the packets on the loopback: from a request's last to its reply's first. That is
/// what a run's ideal,
/// N x latency / concurrency, is made of. Seeing packets needs the right to (root, or CAP_NET_RAW).
/// </summary>
internal static class WireLatency
{
    /// <returns>0 when packets could be seen.</returns>
    public static async Task<int> RunAsync()
    {
        Packets packets;
        try
        {
            packets = new Packets();
        }
        catch (SocketException denied)
        {
            Console.Error.WriteLine($"Packets cannot be seen: {denied.Message}. Run this as root, on Linux.");
            return 1;
        }

        using var seeing = packets;
        using var run = new ProgramRun();
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions());
        Console.WriteLine($"{"latency", 10}{"in flight", 11}{"replies", 9}{"mean ms", 9}{"p10", 9}{"p50", 9}{"p90", 9}{"run / ideal", 13}");
        foreach (var (latency, inFlight) in new[] { (200, 64), (50, 8), (50, 32), (50, 128) })
        {
            var count = Math.Min(ProgramRun.Questions, inFlight * 300);
            packets.Watch(simulator.Endpoint.Port);
            var cost = await run.RunAsync(count, 1, TimeSpan.FromMilliseconds(latency), inFlight, simulator.Endpoint);
            // Of the whole run, but for what goes before and beside it: the passport's questions.
            var all = packets.Latencies().TakeLast(count).Order().ToList();
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{latency, 7} ms{inFlight, 11}{all.Count, 9}{all.Average(), 9:0.00}{At(all, 0.1), 9:0.00}{At(all, 0.5), 9:0.00}{At(all, 0.9), 9:0.00}{cost.Seconds / (count * latency / 1000.0 / inFlight), 13:0.000}"
                )
            );
        }

        return 0;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    /// <summary>
    /// Sees every packet of TCP over IPv4. The moments are those of its thread's waking, about as late for a reply as for a request.
    /// </summary>
    private sealed class Packets : IDisposable
    {
        private const int Ethernet = 14;
        private const int EveryProtocol = 0x0300; // ETH_P_ALL, as the network has it
        private readonly Socket _socket;
        private readonly Dictionary<int, long> _asked = [];
        private volatile ConcurrentQueue<double> _latencies = [];
        private readonly Thread _seeing;
        private volatile int _port;
        private volatile bool _over;

        public Packets()
        {
            _socket = new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)EveryProtocol)
            {
                ReceiveBufferSize = 8 << 20,
                ReceiveTimeout = 100,
            };
            _seeing = new Thread(See) { IsBackground = true };
            _seeing.Start();
        }

        public void Watch(int port) => (_port, _latencies) = (port, []);

        /// <returns>In milliseconds, in the order of the replies.</returns>
        public IReadOnlyList<double> Latencies() => [.. _latencies];

        public void Dispose()
        {
            _over = true;
            _seeing.Join(); // a socket of packets is not woken by its end
            _socket.Dispose();
        }

        private void See()
        {
            var packet = new byte[128]; // the headers; what is longer is cut off
            while (!_over)
            {
                try
                {
                    _socket.Receive(packet);
                    Note(packet, Stopwatch.GetTimestamp());
                }
                catch (SocketException none) when (none.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock) { }
            }
        }

        private void Note(ReadOnlySpan<byte> packet, long at)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(packet[12..]) != 0x0800 || packet[23] != (byte)ProtocolType.Tcp)
                return;
            var header = (packet[Ethernet] & 15) * 4;
            var tcp = packet[(Ethernet + header)..];
            var (from, to) = (BinaryPrimitives.ReadUInt16BigEndian(tcp), BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]));
            var content = BinaryPrimitives.ReadUInt16BigEndian(packet[(Ethernet + 2)..]) - header - ((tcp[12] >> 4) * 4);
            if (content <= 0)
                return;
            // The loopback shows each packet twice, as it goes and as it comes: the second is of the same moment.
            if (to == _port)
                _asked[from] = at;
            else if (from == _port && _asked.Remove(to, out var asked))
                _latencies.Enqueue(Stopwatch.GetElapsedTime(asked, at).TotalMilliseconds);
        }
    }
}
