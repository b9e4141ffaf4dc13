using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>
/// Nights of seven benchmarks with two models each, 200 samples x 4 epochs, watched for changes, a rerun upon each suspicion: every night asked
/// whole, or each benchmark only until its comparison is decided. Both ways meet the same answers.
/// </summary>
/// <param name="dropped">The evaluation that loses an eighth of its skill, from 0 to 13; null: none does.</param>
internal sealed class StoppedNights(ulong seed, int? dropped)
{
    public const int Nights = 14;
    public const int DropNight = 9;
    public const int Cells = 14;

    private const int Samples = 200;
    private const int Epochs = 4;

    // Questions that are under way when a comparison is decided.
    private const int InFlight = 8;

    /// <summary>What the second model of each benchmark lacks of the first one's skill.</summary>
    private static readonly double[] _gaps = [0, 0.03, 0.07, 0.13, 0.25, 0.25, 0];

    /// <param name="rule">Null: every night asks all.</param>
    public StoppedNightsResult Live(SequentialOptions? rule)
    {
        var models = new SimulatedModels(seed);
        var skills = _gaps.SelectMany((gap, b) => Pair(models.Skills(Samples, 1 + b % 3, 0.6), gap)).ToArray();
        var histories = Enumerable.Range(0, Cells).Select(c => new NightHistory($"cell {c}", [])).ToArray();
        var (asked, suspicions, reports) = (0L, 0, new List<(int, int)>());
        for (var night = 0; night < Nights; night++)
        {
            var answers = Enumerable.Range(0, Cells).Select(c => Attempt(models, c, night)).ToArray();
            for (var benchmark = 0; benchmark < _gaps.Length; benchmark++)
            {
                var stop = rule is null ? Samples : Stop(answers[2 * benchmark], answers[2 * benchmark + 1], rule);
                asked += 2 * stop * Epochs;
                foreach (var cell in new[] { 2 * benchmark, 2 * benchmark + 1 })
                    histories[cell] = histories[cell] with { Nights = [.. histories[cell].Nights, Until(answers[cell], stop)] };
            }

            var watched = Drift.Watch(histories);
            for (var cell = 0; cell < Cells; cell++)
            {
                if (watched[cell].Kind == DriftKind.None)
                    continue;
                suspicions++;
                // Asks all again: alone, a model has no comparison that could be decided.
                asked += Samples * Epochs;
                var rerun = Attempt(new SimulatedModels(seed * 1_000 + (ulong)(night * Cells + cell)), cell, night);
                if (!Confirmation.Decide(watched[cell], rerun).IsConfirmed)
                    continue;
                reports.Add((night, cell));
                histories[cell] = histories[cell].From(histories[cell].Nights.Count - 1);
            }
        }

        return new StoppedNightsResult(asked, suspicions, reports);

        SampleScore[] Attempt(SimulatedModels from, int cell, int night) =>
            from.Attempt([.. skills[cell].Select(s => cell == dropped && night >= DropNight ? s * 0.88 : s)], Epochs);
    }

    private static double[][] Pair(double[] skills, double gap) => [skills, [.. skills.Select(s => s * (1 - gap))]];

    private static int Stop(SampleScore[] a, SampleScore[] b, SequentialOptions rule)
    {
        SequentialUnit[] units = [.. a.Zip(b, (x, y) => new SequentialUnit(x.Mean - y.Mean))];
        return SequentialComparison.StopOf(units, rule with { Comparisons = _gaps.Length }, largestUnit: 1) is { } at
            ? Math.Min(Samples, at + InFlight)
            : Samples;
    }

    private static SampleScore[] Until(SampleScore[] answers, int stop) => [.. answers.Select((a, i) => i < stop ? a : default)];
}

/// <param name="Asked">Attempts of all nights and reruns.</param>
/// <param name="Reports">Changes that a rerun confirmed: night and evaluation.</param>
internal sealed record StoppedNightsResult(long Asked, int Suspicions, IReadOnlyList<(int Night, int Cell)> Reports);
