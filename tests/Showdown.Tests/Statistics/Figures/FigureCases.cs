using Showdown.Statistics;
using static Showdown.Tests.Statistics.Figures.FigureData;

namespace Showdown.Tests.Statistics.Figures;

/// <summary>What is worked out of the made-up data, by topic. A topic is a file of figures.</summary>
internal sealed partial record FigureCases(string Name, Func<object> Figures)
{
    public static IReadOnlyList<FigureCases> All { get; } =
    [
        new("scores", Scored),
        new("differences", Differences),
        new("means", Means),
        new("sequential", Sequential),
        new("nights", Nights),
        new("times", Times),
        new("groups", Groups),
        new("judging", Judges),
        new("pairwise", Pairwise),
        new("fidelity", Fidelity),
        new("distributions", Tails),
    ];

    private static object Scored() =>
        Evaluations()
            .Select(m => new
            {
                m.Name,
                Score = Accuracy.Estimate(m.Samples),
                Wide = Accuracy.Estimate(m.Samples, 0.999),
                Clustered = Accuracy.Estimate(m.Samples, 0.9, [.. m.Samples.Select((_, i) => i % 13 == 12 ? null : $"c{i / 4}")]),
                Components = VarianceComponents.Of(m.Samples),
                Once = PassAt.EstimateAtLeastOne(m.Samples, 1),
                Twice = PassAt.EstimateAtLeastOne(m.Samples, 2),
                Always = PassAt.EstimateEvery(m.Samples, 3, 0.9),
                Published = (((double Score, int? Repeats)[])[(0.6, null), (0.6, 8), (1, 1), (0, 64)])
                    .Select(p => PublishedGap.Of(m.Samples, p.Score, p.Repeats))
                    .ToList(),
            });

    private static object Differences() =>
        Pairs()
            .Select(p => new
            {
                p.Name,
                Compared = Paired.Compare(p.Pairs),
                Mirrored = Paired.Compare(p.Pairs, new PairedOptions { Level = 0.99, Margin = 0.1 }).Mirrored(),
                Often = Paired.Compare(p.Pairs, new PairedOptions { Margin = 0.05 }.OverLooks(7)),
                Macro = MacroDifference.Of([.. p.Pairs.Select((s, i) => (i % 9 == 8 ? null : $"g{i % 3}", s))]),
                Adjusted = Holm.Adjust([
                    Paired.Compare(p.Pairs),
                    Paired.Compare(Pair(3, 100, 1, 0.9, 0.6)),
                    Paired.Compare(Pair(4, 30, 1, 0.5, 0.5)),
                ]),
            });

    private static object Means()
    {
        SamplePair[][][] sets =
        [
            [],
            [
                [],
            ],
            [Pair(1, 200, 1, 0.7, 0.5), Pair(2, 20, 1, 0.7, 0.5)],
            [Pair(1, 60, 1, 0.7, 0.65), Pair(2, 30, 4, 0.5, 0.45), Pair(3, 100, 2, 0.95, 0.95)],
            [Clustered(4, 60, 1, 4), Pair(5, 60, 1, 0.4, 0.6)],
            [Pair(6, 8, 1, 0.5, 0.5), Pair(7, 2, 1, 0.5, 0.5), Pair(8, 1, 1, 0.5, 0.5)],
            [.. Pairs().Where(p => p.Name.StartsWith("shares", StringComparison.Ordinal)).Select(p => p.Pairs)],
            [Pair(1, 2000, 1, 0.9, 0.9), Pair(2, 2000, 1, 0.9, 0.9)],
            [
                [.. Pair(9, 80, 2, 0.7, 0.5).Select((p, i) => i % 9 == 0 ? p with { A = new(0, 0, 2) } : p)],
                Pair(2, 50, 1, 0.5, 0.2),
            ],
        ];
        PairedSpread[] spreads =
        [
            new(100, 1, 0.3, null),
            new(40, 4, 0.1, 0.05),
            new(5, 2, 0, 0),
            new(250, 1, 0.02, null, true),
            new(1, 1, 0.5, null),
        ];
        return new
        {
            Strata = sets.Select(s => PairedStrata.Compare(s)).ToList(),
            Strict = sets.Select(s => PairedStrata.Compare(s, new PairedOptions { Level = 0.8, Margin = 0.1 }).Mirrored()).ToList(),
            Power = spreads
                .Select(s => (Power.Of(s, 0.05), Power.Of(s, 0.1, 6, 0.99, 4, 2), Power.Needed(s, 0.05), Power.Needed(s, 0.02, 0.9, 10, 0.9)))
                .ToList(),
            Ranks = Ranking.Of(Ranked(), AllPairs.Compare(Ranked())),
        };

        static IReadOnlyList<SampleScore[]> Ranked() => [.. ((double[])[0.2, 0.5, 0.55, 0.9]).Select((ease, i) => Scores((ulong)i, 120, 2, ease))];
    }

    private static object Groups() =>
        new
        {
            Scores = Evaluations()
                .Select(m =>
                    (
                        m.Name,
                        GroupScores.Of([
                            .. m.Samples.Select(
                                (s, i) => new GroupedSample(i % 9 == 8 ? null : $"g{i % 4}", s) { Cluster = i % 5 == 4 ? null : $"c{i / 3}" }
                            ),
                        ])
                    )
                ),
            Bounds = (
                (OutcomeTotals[])[new(0, 0, 0, 0, 0), new(5, 3, 1, 1, 2), new(5, 3, 1, 1, 2, 4), new(0, 0, 0, 7, 0), new(9, 0, 0, 0, 0)]
            ).Select(ScoreBounds.Of),
            Context = (
                (double[][])
                    [
                        [0.9],
                        [0.9, 0.9, 0.85],
                        [0.9, 0.6, 0.3],
                        [0.95, 0.5, 0.9],
                        [0.1, 0.9],
                    ]
            ).Select(scores => EffectiveContext.Of([.. scores.Select((ease, i) => new ScoreAtLength(4000 << i, Scores((ulong)i, 80, 1, ease)))])),
            Keeps = EffectiveContext.Of(
                [.. ((double[])[0.9, 0.8, 0.7, 0.6]).Select((ease, i) => new ScoreAtLength(1000 << i, Scores((ulong)i, 50, 2, ease)))],
                0.7,
                0.8
            ),
        };

    private static object Tails()
    {
        double[] shares = [0.0001, 0.01, 0.05, 0.3, 0.5, 0.9, 0.975, 0.9999];
        double[] differences = [.. Values(4, 25, 0.01, 1).Select((v, i) => i % 3 == 0 ? -v : v)];
        return new
        {
            Student = (from p in shares from df in (double[])[1, 2, 3.5, 10, 400] select Distributions.StudentQuantile(p, df)).ToList(),
            Tail = (
                from t in (double[])[-4, -0.5, 0, 0.2, 1, 3, 12]
                from df in (double[])[1, 2.5, 30]
                select Distributions.StudentUpperTail(t, df)
            ).ToList(),
            Beta = (
                from p in shares
                from a in (double[])[0.5, 1, 7.25]
                from b in (double[])[0.5, 3, 80]
                select Distributions.BetaQuantile(p, a, b)
            ).ToList(),
            Signs = ((int[])[0, 1, 2, 5, 12, 25]).Select(n => (SignFlip.P(differences[..n]), SignFlip.OneSidedP(differences[..n]))).ToList(),
            Many = (
                SignFlip.P([.. Values(5, 400, 0.1, 1).Select((v, i) => i % 5 < 2 ? -v : v)]),
                SignFlip.OneSidedP([.. Values(5, 400, 0.1, 1).Select((v, i) => i % 2 == 0 ? -v : v)])
            ),
            McNemar = (
                from w in (int[])[0, 1, 5, 30, 2000]
                from l in (int[])[0, 1, 9, 31, 1900]
                select (McNemar.P(w, l), McNemar.OneSidedP(w, l))
            ).ToList(),
            Discoveries = (
                FalseDiscovery.Adjust([0.001, 0.02, 0.5, 0.04, 1, 0.02]),
                FalseDiscovery.Select([40, 3, 100, 0.5, 21], 0.1),
                FalseDiscovery.Select([], 0.05)
            ),
            Holm = Holm.Adjust([0.001, 0.02, 0.5, 0.04, 1, 0.02]),
            Wilson = (from s in (double[])[0, 0.02, 0.5, 1] from n in (double[])[1, 12.5, 900] select Interval.Wilson(s, n, 1.96)).ToList(),
            Intervals = (
                Interval.Around(0.4, 0.1, 2),
                new Interval(0.1, 0.3).Hull(new(0.2, 0.9)),
                new Interval(-1, 3).Within(0, 1),
                Interval.OfMean([(0.3, new(0.1, 0.6)), (0.8, new(0.5, 0.9))]),
                new Interval(0.25, 0.5).Width
            ),
            Bounded = (
                ((string, double[])[])
                    [
                        ("few", [0.2, 0.9, 1]),
                        ("same", [0.5, 0.5, 0.5, 0.5]),
                        ("ends", [0, 1, 1, 1, 1, 1, 1, 1]),
                        ("many", Values(6, 60, 0.01, 1)),
                        ("zero", [0, 0, 0]),
                    ]
            )
                .Select(x => (x.Item1, Of(x.Item2)))
                .ToList(),
        };

        static object Of(double[] values)
        {
            var mean = new BoundedMean([.. values.Select((v, i) => new Unit(v, 1 + (i % 3)))], 0, 1);
            return new
            {
                mean.Count,
                mean.Mean,
                mean.StandardError,
                mean.Telling,
                Z = ((double[])[0, 0.3, 0.9, 1]).Select(s => (mean.Z(s), mean.Z(s, 0.01), mean.Error(s))),
                Interval = mean.Interval(1.96),
                Likelihood = mean.LikelihoodInterval(1.96),
                Share = ShareInterval.Of([.. values.Select((v, i) => new Unit(v, 1 + (i % 2)))], 0.9),
            };
        }
    }
}
