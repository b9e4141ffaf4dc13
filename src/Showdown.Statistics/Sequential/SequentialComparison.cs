namespace Showdown.Statistics.Sequential;

/// <summary>
/// Model A against model B on one benchmark, looked at after every unit: the statement holds with the promised error whenever one stops, and for
/// whatever reason.
/// </summary>
/// <remarks>
/// Four bets, of <see cref="Capital"/>: that the mean difference lies above 0, below 0, below the margin, above minus the margin. One of the first
/// two at its goal: better or worse. Both of the others: equivalent (two one-sided tests). The confidence sequence holds the values against which
/// neither side has reached its goal (Waudby-Smith and Ramdas 2024, theorem 3), cut by what the bets have shown before.
/// Units have to come in an order that nothing of their outcomes has chosen, with none left out: in the order of asking, up to the first that is not
/// answered yet. Not valid for the order of answering: easy samples are answered sooner.
/// </remarks>
public sealed class SequentialComparison
{
    private readonly SequentialOptions _options;
    private readonly int _largestUnit;
    private readonly List<SequentialUnit> _units = [];
    private readonly Capital _above;
    private readonly Capital _below;
    private readonly Capital _belowMargin;
    private readonly Capital _aboveMargin;

    /// <param name="options">What has to be shown.</param>
    /// <param name="largestUnit">Samples in the benchmark's largest cluster; 1 where none are.</param>
    public SequentialComparison(SequentialOptions options, int largestUnit = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(largestUnit, 1);
        options.Check();
        (_options, _largestUnit) = (options, largestUnit);
        _above = new Capital(0, above: true, largestUnit);
        _below = new Capital(0, above: false, largestUnit);
        _belowMargin = new Capital(options.Margin, above: false, largestUnit);
        _aboveMargin = new Capital(-options.Margin, above: true, largestUnit);
    }

    /// <summary>Units so far.</summary>
    public int Units => _units.Count;

    /// <summary>What is shown; it never changes once it is.</summary>
    public Verdict Verdict { get; private set; } = Verdict.NotEnoughData;

    /// <summary>After how many units it was; null while nothing is.</summary>
    public int? DecidedAt { get; private set; }

    /// <summary>How far the nearest verdict has come, from 0 to 1: the logarithm of its capital in parts of its goal's.</summary>
    public double Progress => Math.Log(Math.Min(Nearest, _options.Goal)) / Math.Log(_options.Goal);

    /// <summary>Of a difference of zero, two-sided, valid at every look.</summary>
    public double PDifferent => Math.Min(1, 2 / Math.Max(_above.Most, _below.Most));

    /// <summary>Of a difference as large as the margin, either way, valid at every look.</summary>
    public double PEquivalent => Math.Min(1, 2 / Math.Min(_belowMargin.Most, _aboveMargin.Most));

    private double Nearest => Math.Max(Math.Max(_above.Most, _below.Most), Math.Min(_belowMargin.Most, _aboveMargin.Most));

    /// <exception cref="ArgumentOutOfRangeException">The unit is larger than was said, or its sum is not possible.</exception>
    public void Add(SequentialUnit unit)
    {
        if (unit.Size < 1 || unit.Size > _largestUnit)
            throw new ArgumentOutOfRangeException(nameof(unit), unit.Size, $"A unit has from 1 to {_largestUnit} samples.");
        if (!(Math.Abs(unit.Sum) <= unit.Size * (1 + 1e-12)))
            throw new ArgumentOutOfRangeException(nameof(unit), unit.Sum, "Differences of scores lie from -1 to 1.");
        _units.Add(unit);
        _above.Add(unit);
        _below.Add(unit);
        _belowMargin.Add(unit);
        _aboveMargin.Add(unit);
        if (DecidedAt is null && Units >= _options.AtLeast && Shown() is var shown and not Verdict.NotEnoughData)
            (Verdict, DecidedAt) = (shown, Units);
    }

    /// <summary>What is known by now.</summary>
    public SequentialEstimate Estimate()
    {
        var samples = _units.Sum(u => u.Size);
        if (samples == 0)
            return new SequentialEstimate { Samples = 0 };
        var low = End(above: true);
        var high = End(above: false);
        (low, high) = Verdict switch
        {
            Verdict.Better => (Math.Max(low, 0), Math.Max(high, 0)),
            Verdict.Worse => (Math.Min(low, 0), Math.Min(high, 0)),
            Verdict.Equivalent => (Math.Clamp(low, -_options.Margin, _options.Margin), Math.Clamp(high, -_options.Margin, _options.Margin)),
            _ => (low, high),
        };
        return new SequentialEstimate
        {
            Samples = samples,
            Mean = _units.Sum(u => u.Sum) / samples,
            Corrected = StoppedMean.Of(_units, DecidedAt, _options, _largestUnit),
            Low = low,
            High = high,
        };
    }

    /// <summary>After how many of the units something is shown; null when nothing is.</summary>
    internal static int? StopOf(ReadOnlySpan<SequentialUnit> units, SequentialOptions options, int largestUnit)
    {
        var comparison = new SequentialComparison(options, largestUnit);
        foreach (var unit in units)
        {
            comparison.Add(unit);
            if (comparison.DecidedAt is { } at)
                return at;
        }

        return null;
    }

    private Verdict Shown()
    {
        // Both sides cannot win: one of them loses what the other gains.
        if (_above.Most >= _options.Goal)
            return Verdict.Better;
        if (_below.Most >= _options.Goal)
            return Verdict.Worse;
        return _belowMargin.Most >= _options.Goal && _aboveMargin.Most >= _options.Goal ? Verdict.Equivalent : Verdict.NotEnoughData;
    }

    // The value up to which (or down to which) the bet that the mean lies beyond has reached its goal: the capital falls as the value goes there.
    private double End(bool above)
    {
        var counted = _units.CountBy(u => u).Select(u => (u.Key, u.Value)).ToList();
        var goal = Math.Log(_options.Goal);
        var (outside, inside) = above ? (-1.0, 1.0) : (1.0, -1.0);
        for (var i = 0; i < 40; i++)
        {
            var middle = (outside + inside) / 2;
            if (Capital.LogAfter(counted, middle, above, _largestUnit) >= goal)
                outside = middle;
            else
                inside = middle;
        }

        return outside;
    }
}
