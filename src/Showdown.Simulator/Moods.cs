using System.Collections.Concurrent;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>What a host's hour does to its times: a function of model, seed and moment, so that the same night comes again the same; and cold
/// starts.</summary>
internal sealed class Moods(TimeProvider time)
{
    /// <summary>Steps of the wandering in the time that a mood lasts, and how many of them are remembered: what is older has lost its
    /// weight.</summary>
    private const int StepsOfAMood = 8;
    private const int Remembered = 48;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>The reply with its times as they are at this moment.</summary>
    public SimulatedReply Touch(SimulatedReply reply, SimulatedRequest request, Simulation simulation)
    {
        var (moods, now) = (simulation.Moods, time.GetUtcNow());
        if (moods is { Spread: 0, Rhythm: 0, ChangesAt: null, ColdStart.Ticks: 0 })
            return reply;
        var slower = Math.Exp(LogAt(now, moods, Chance.Of(request.Model).With(simulation.Seed).With("mood")));
        var last = DateTimeOffset.MinValue;
        _last.AddOrUpdate(request.Model, now, (_, before) => (last = before) > now ? before : now);
        var cold = now - last > moods.ColdAfter ? moods.ColdStart : TimeSpan.Zero;
        return slower == 1 && cold == TimeSpan.Zero
            ? reply
            : reply with
            {
                FirstToken = reply.FirstToken * slower + cold,
                TokensPerSecond = reply.TokensPerSecond / slower,
            };
    }

    /// <summary>The logarithm of how many times as long everything takes.</summary>
    internal static double LogAt(DateTimeOffset at, HostMoods moods, Chance chance)
    {
        var hour = at.UtcDateTime.TimeOfDay.TotalHours;
        return Wandering(at, moods, chance)
            + moods.Rhythm * Math.Cos(Math.PI * (hour - 15) / 12)
            + (at >= moods.ChangesAt ? Math.Log(moods.Change) : 0);
    }

    private static double Wandering(DateTimeOffset at, HostMoods moods, Chance chance)
    {
        if (moods.Spread == 0)
            return 0;
        var step = (long)(at.ToUnixTimeMilliseconds() / (moods.Lasts.TotalMilliseconds / StepsOfAMood));
        var stays = Math.Exp(-1.0 / StepsOfAMood);
        var (sum, weight) = (0.0, Math.Sqrt(1 - stays * stays));
        for (var back = 0; back < Remembered; back++, weight *= stays)
            sum += weight * chance.With(step - back).Normal();
        return moods.Spread * sum;
    }
}
