using System.Collections.Concurrent;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>A host that serves so many requests at a time; the others wait in line.</summary>
internal sealed class ServicePlaces
{
    private readonly ConcurrentDictionary<(string Model, int AtOnce), Line> _lines = new();

    /// <returns>A place, to be given back; null where the line is full.</returns>
    public async ValueTask<IDisposable?> EnterAsync(string model, Simulation simulation, CancellationToken cancel)
    {
        if (simulation.AtOnce == 0)
            return Place.Free;
        var line = _lines.GetOrAdd((model, simulation.AtOnce), key => new Line(key.AtOnce));
        if (!line.Join(simulation.AtOnce + (simulation.Line ?? int.MaxValue / 2)))
            return null;
        try
        {
            await line.Places.WaitAsync(cancel);
            return new Place(line);
        }
        catch
        {
            line.Leave();
            throw;
        }
    }

    private sealed class Line(int places)
    {
        private int _present;

        public SemaphoreSlim Places { get; } = new(places);

        public bool Join(int most)
        {
            if (Interlocked.Increment(ref _present) <= most)
                return true;
            Leave();
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _present);
    }

    private sealed class Place(Line? line) : IDisposable
    {
        public static readonly Place Free = new(null);

        public void Dispose()
        {
            line?.Places.Release();
            line?.Leave();
        }
    }
}
