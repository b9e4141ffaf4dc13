namespace Showdown.Statistics.Pairwise;

/// <summary>A judged rate, corrected by people's labels on some of the pairs.</summary>
/// <remarks>
/// Prediction-powered inference of a mean, with power tuning (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, Science 382:669-674;
/// Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453, section 6 and example 6.1): the judge's mean over all pairs, times its weight, plus the mean
/// of what people said more on those that they labelled. The weight is the least squares one, kept from 0 (the judge tells nothing, and the labels
/// stand alone) to 1. Both parts have the interval of a bounded mean, which knows that a disagreement may not have turned up in few labels
/// (<see cref="BoundedMean"/>); they are put together as
/// <see cref="Interval.OfMean"/> does. Holds where the labelled pairs are a random draw of all.
/// </remarks>
internal sealed record CorrectedRate
{
    /// <summary>Fewer labels tell nothing of a judge.</summary>
    public const int FewestLabels = 20;

    /// <summary>0 to 1.</summary>
    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>The judge's own rate over all pairs.</summary>
    public required double Judged { get; init; }

    /// <summary>People's over those that they labelled, with its interval: what is known without a judge.</summary>
    public required double People { get; init; }

    public required Interval PeopleInterval { get; init; }

    /// <summary>How far the judge is listened to, 0 to 1.</summary>
    public required double Weight { get; init; }

    public required int Labels { get; init; }

    public required int Pairs { get; init; }

    /// <summary>Labels that would have been needed for so narrow an interval without a judge.</summary>
    public double WorthLabels => Labels * Math.Pow(PeopleInterval.Width / (High - Low), 2);

    /// <param name="units">One for each prompt or cluster that was judged.</param>
    /// <returns>Null with fewer than <see cref="FewestLabels"/> labels.</returns>
    public static CorrectedRate? Of(IReadOnlyList<LabelledUnit> units, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(units);
        Levels.Check(level);
        var labelled = units.Where(u => u.People is not null).Select(u => (u.Judge, People: u.People!.Value)).ToList();
        if (labelled.Count < FewestLabels)
            return null;
        var others = units.Where(u => u.People is null).Select(u => u.Judge).ToList();
        var people = labelled.Average(u => u.People);
        var peopleInterval = ShareInterval.Of([.. labelled.Select(u => new Unit(u.People, 1))], level);
        var weight = others.Count == 0 ? 0 : WeightOf(labelled, others.Count);
        var (value, interval) = (people, peopleInterval);
        if (weight > 0)
        {
            // Two parts that know nothing of each other's luck: pairs with a label, and pairs without.
            var rest = new BoundedMean([.. labelled.Select(u => new Unit(u.People - weight * u.Judge, 1))], -weight, 1);
            var judged = ShareInterval.Of([.. others.Select(judge => new Unit(judge, 1))], level);
            value = rest.Mean + weight * others.Average();
            interval = Sum(
                (rest.Mean, rest.Interval(Levels.TwoSidedStudent(level, labelled.Count - 2))),
                (weight * others.Average(), new Interval(weight * judged.Low, weight * judged.High))
            );
        }
        return new CorrectedRate
        {
            Value = Math.Clamp(value, 0, 1),
            Low = Math.Clamp(interval.Low, 0, 1),
            High = Math.Clamp(interval.High, 0, 1),
            Judged = units.Average(u => u.Judge),
            People = people,
            PeopleInterval = peopleInterval,
            Weight = weight,
            Labels = labelled.Count,
            Pairs = units.Count,
        };
    }

    /// <summary>The least squares slope of people's word on the judge's, times the share of pairs without a label (PPI++, example 6.1).</summary>
    private static double WeightOf(List<(double Judge, double People)> labelled, int others)
    {
        var (judge, people) = (labelled.Average(u => u.Judge), labelled.Average(u => u.People));
        var spread = labelled.Sum(u => Math.Pow(u.Judge - judge, 2));
        var slope = spread > 1e-12 ? labelled.Sum(u => (u.Judge - judge) * (u.People - people)) / spread : 0;
        return Math.Clamp(slope * others / (others + labelled.Count), 0, 1);
    }

    private static Interval Sum((double Value, Interval Interval) a, (double Value, Interval Interval) b) =>
        new(
            a.Value + b.Value - Math.Sqrt(Math.Pow(a.Value - a.Interval.Low, 2) + Math.Pow(b.Value - b.Interval.Low, 2)),
            a.Value + b.Value + Math.Sqrt(Math.Pow(a.Interval.High - a.Value, 2) + Math.Pow(b.Interval.High - b.Value, 2))
        );
}
