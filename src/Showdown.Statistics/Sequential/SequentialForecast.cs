namespace Showdown.Statistics.Sequential;

/// <summary>How many units it will take to be sure, if the models differ as they did before.</summary>
/// <param name="Few">One time in ten it takes no more.</param>
/// <param name="Typical">Half of the times it takes no more.</param>
/// <param name="Many">Nine times in ten it takes no more.</param>
/// <param name="Shown">How often something is shown within the units that there are, from 0 to 1.</param>
/// <remarks>Bootstrap of earlier differences (Efron 1979): what is not shown counts as all the units there are.</remarks>
public sealed record SequentialForecast(int Few, int Typical, int Many, double Shown)
{
    private const int Futures = 200;

    /// <summary>A forecast from the units of an earlier run.</summary>
    /// <param name="earlier">At least one.</param>
    /// <param name="units">The benchmark's units.</param>
    /// <param name="options">What has to be shown.</param>
    /// <param name="largestUnit">Samples in the benchmark's largest cluster.</param>
    public static SequentialForecast Of(IReadOnlyList<SequentialUnit> earlier, int units, SequentialOptions options, int largestUnit = 1)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(earlier.Count);
        var random = new OrderSource();
        var future = new SequentialUnit[units];
        var stops = new int[Futures];
        var shown = 0;
        for (var i = 0; i < Futures; i++)
        {
            for (var j = 0; j < units; j++)
                future[j] = earlier[random.Below(earlier.Count)];
            var stop = SequentialComparison.StopOf(future, options, largestUnit);
            shown += stop is null ? 0 : 1;
            stops[i] = stop ?? units;
        }

        Array.Sort(stops);
        return new SequentialForecast(stops[Futures / 10], stops[Futures / 2], stops[Futures * 9 / 10], (double)shown / Futures);
    }
}
