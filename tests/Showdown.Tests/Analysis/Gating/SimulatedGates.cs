using Showdown.Analysis.Gating;
using Showdown.Analysis.Speed;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Gating;

/// <summary>Nights of a job that asks two models for their speed, judged by the whole rule of the gates: windows of a month, changes of level over
/// all lines, what is to be expected, Holm over what a gate watches. Both hosts are exactly at the limits, where a wrong word is likeliest.</summary>
internal sealed class SimulatedGates
{
    public static readonly IReadOnlyList<string> Gates = ["latency", "tokens-per-second", "cost"];

    private const int PerNight = 20;
    private const int Tokens = 100;

    /// <summary>Standard deviation of the logarithm of what an answer costs: answers are of unequal length.</summary>
    private const double CostSpread = 0.3;

    private static readonly DateTimeOffset _first = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly EvaluationKey[] _cells = [new("speed", "a"), new("speed", "b")];
    private static readonly RunSettings _settings = new()
    {
        Job = new Job
        {
            Name = "nightly",
            Models = ["a", "b"],
            Benchmarks = [new JobBenchmark("speed")],
        },
        Models = [],
        Benchmarks = [],
        Pins = new Dictionary<string, BenchmarkPin>(),
        ProgramVersion = "test",
    };

    private readonly SimulatedHosts _hosts;
    private readonly (double Latency, double Rate, double Cost) _limits;

    public SimulatedGates(ulong seed, HostKind kind)
    {
        _hosts = new SimulatedHosts(seed, kind);
        // So many that the limit itself is known much better than a month knows it.
        var usual = Enumerable.Range(0, 20_000).Select(_ => Asked(1, 1)).ToList();
        _limits = (
            Level(f => SpeedFigure.FirstTokenP95.Of(f, 0)!.Value),
            Level(f => SpeedFigure.TokensPerSecond.Of(f, 0)!.Value),
            _cells.Length * Level(f => (double)f.CostUsd!.Value)
        );

        double Level(Func<EvaluationFigures, double> of) => Math.Exp(usual.Average(f => Math.Log(of(f))));
    }

    /// <summary>Night by night, which of the gates fail: <see cref="Gates"/>.</summary>
    /// <param name="changes">The first night on which model a is slower and both are dearer; null: never.</param>
    /// <param name="slower">How many times as slow.</param>
    /// <param name="dearer">How many times as dear.</param>
    public IEnumerable<bool[]> Nights(int nights, int? changes = null, double slower = 1, double dearer = 1)
    {
        var windows = new List<SpeedWindow>();
        for (var night = 0; night < nights; night++)
        {
            var (isNew, run) = (night >= changes, Run(night));
            windows.Add(
                new SpeedWindow(
                    run,
                    [
                        .. _cells.Select(c => new EvaluationSpeed(
                            Row(run, c),
                            Asked(isNew && c.ModelId == "a" ? slower : 1, isNew ? dearer : 1),
                            Credit: 0
                        )),
                    ]
                )
            );
            windows.RemoveAll(w => w.Run.CreatedAt <= run.CreatedAt - SpeedWindows.Month);
            yield return Failed(windows, run.CreatedAt - SpeedWindows.Month);
        }
    }

    private bool[] Failed(IReadOnlyList<SpeedWindow> windows, DateTimeOffset since)
    {
        var lines = SpeedLines.Of(windows);
        return
        [
            Fails(SpeedFigure.FirstTokenP95, _limits.Latency, Watched(SpeedFigure.FirstTokenP95)),
            Fails(SpeedFigure.TokensPerSecond, _limits.Rate, Watched(SpeedFigure.TokensPerSecond)),
            Fails(SpeedFigure.RunCost, _limits.Cost, [("The run", ExpectedGates.CostLine(windows))]),
        ];

        IReadOnlyList<(string, SpeedLine?)> Watched(SpeedFigure figure) =>
            [.. _cells.Select(c => (c.ModelId, lines.FirstOrDefault(l => l.Key == c && l.Figure == figure)))];

        bool Fails(SpeedFigure figure, double limit, IReadOnlyList<(string, SpeedLine?)> watched) =>
            ExpectedGates.Check("gate", figure, limit, watched, since).Any(g => !g.IsPassed);
    }

    private EvaluationFigures Asked(double slower, double dearer)
    {
        var times = _hosts.Window(Math.Log(slower), PerNight);
        return new EvaluationFigures
        {
            FirstTokenSeconds = times,
            FirstAnswerTokenSeconds = times,
            OutputTokensPerSecond = [.. times.Select(t => Tokens / (3 * t))],
            DurationSeconds = [.. times.Select(t => 4 * t)],
            InputTokens = 0,
            OutputTokens = Tokens * PerNight,
            ReasoningTokens = 0,
            CachedInputTokens = 0,
            CostUsd = (decimal)(dearer * Enumerable.Range(0, PerNight).Sum(_ => 0.001 * Math.Exp(CostSpread * _hosts.Normal()))),
            Tries = PerNight,
            Failures = new Dictionary<FailureKind, int>(),
            ServedModels = [],
            SystemFingerprints = [],
            EstimatedUsage = 0,
        };
    }

    private static RunRow Run(int night) =>
        new()
        {
            Id = $"night-{night}",
            Settings = _settings,
            Status = RunStatus.Complete,
            CreatedAt = _first.AddDays(night),
        };

    private static EvaluationRow Row(RunRow run, EvaluationKey key) =>
        new()
        {
            Id = $"{run.Id}/{key.ModelId}",
            RunId = run.Id,
            BenchmarkId = key.BenchmarkId,
            ModelId = key.ModelId,
            DatasetSha256 = "data",
            Samples = PerNight,
            Epochs = 1,
            ScorerKind = ScorerKind.Measurement,
            ScorerVersion = 1,
            Identity = $"same {key.ModelId}",
        };
}
