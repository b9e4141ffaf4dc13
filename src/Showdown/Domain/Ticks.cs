namespace Showdown.Domain;

/// <summary>Waits of work that is done again and again until something stops it.</summary>
public static class Ticks
{
    /// <summary>
    /// Ends the timer with the token: a wait that goes on, and each later one, gives false. A wait that is given the token throws, and the first
    /// exception costs a process some 30 ms: it loads what writes stacks, which a good run needs for nothing else.
    /// </summary>
    public static PeriodicTimer Until(this PeriodicTimer timer, CancellationToken stop)
    {
        stop.UnsafeRegister(static timer => ((PeriodicTimer)timer!).Dispose(), timer);
        return timer;
    }
}
