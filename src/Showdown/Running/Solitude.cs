namespace Showdown.Running;

/// <summary>Lets many work side by side, or one by itself while nobody else works.</summary>
internal sealed class Solitude : IDisposable
{
    /// <summary>So many may work side by side.</summary>
    private const int Places = 64;

    private readonly SemaphoreSlim _places = new(Places);
    private readonly SemaphoreSlim _alone = new(1);

    /// <summary>Waits until the work may begin.</summary>
    /// <returns>To be disposed of when the work has ended.</returns>
    public async Task<IDisposable> EnterAsync(bool alone, CancellationToken cancel)
    {
        if (!alone)
        {
            await _places.WaitAsync(cancel);
            return new Entered(_places, 1);
        }

        // Two who each took half of the places would wait for ever.
        await _alone.WaitAsync(cancel);
        var taken = 0;
        try
        {
            for (; taken < Places; taken++)
                await _places.WaitAsync(cancel);
            return new Entered(_places, taken);
        }
        catch
        {
            new Entered(_places, taken).Dispose();
            throw;
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _alone.Dispose();
    }

    private sealed class Entered(SemaphoreSlim places, int taken) : IDisposable
    {
        public void Dispose()
        {
            if (taken > 0)
                places.Release(taken);
        }
    }
}
