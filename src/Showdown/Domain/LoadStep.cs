using System.Globalization;

namespace Showdown.Domain;

/// <summary>So many requests at one rate.</summary>
/// <param name="Rate">In requests a second, on average.</param>
/// <param name="Before">Requests before it.</param>
public sealed record LoadStep(double Rate, int Requests, int Before)
{
    /// <summary>Names its samples: "2.5/s".</summary>
    public string Name => $"{Spoken}/s";

    /// <summary>"2.5", of requests a second.</summary>
    public string Spoken => Rate.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>When each of its requests is due, from the first one on: a Poisson process, the same for all who know the evaluation.</summary>
    public IReadOnlyList<TimeSpan> Arrivals(string evaluationId)
    {
        var state = SplitMix64.Seed($"arrivals {Name}", evaluationId, 1);
        var (times, at) = (new TimeSpan[Requests], 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = TimeSpan.FromSeconds(at);
            at -= Math.Log(1 - (SplitMix64.Next(ref state) >> 11) * (1.0 / (1UL << 53))) / Rate;
        }
        return times;
    }

    /// <summary>The place of a sample among those of its step, from 0.</summary>
    public int PlaceOf(string sampleId) => int.Parse(sampleId, CultureInfo.InvariantCulture) - 1 - Before;
}
